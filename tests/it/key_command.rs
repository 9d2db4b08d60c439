//! `qoo10.seller_key_command`: whatever it does, the step ends, and nothing of the command is left.

use std::fs;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::support::{KEY, Run, Shop, row};

/// Far less than a command that does not end takes, and more than any other does.
const SOON: Duration = Duration::from_secs(8);

fn shop(command: &str) -> Shop {
    let mut shop = Shop::with_rows(vec![row()]);
    shop.unset("qoo10", "seller_key_env");
    shop.env.remove("TEST_KEY");
    shop.env.insert("THE_KEY".into(), KEY.into());
    shop.set("qoo10", "seller_key_command", &format!("{command:?}"));
    shop
}

/// The process whose number the command left is gone, or only waits to be counted.
fn is_dead(shop: &Shop) -> bool {
    let process = fs::read_to_string(shop.path("child")).unwrap();
    let started = Instant::now();
    while started.elapsed() < SOON {
        let words = fs::read(format!("/proc/{}/cmdline", process.trim())).unwrap_or_default();
        if words.is_empty() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

fn refused(shop: &Shop, words: &str) -> Run {
    let started = Instant::now();
    let run = shop.run(&["import"]).expect(2);
    run.says(&["seller_key_command", words, "next: "]);
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
    assert!(shop.fake.log().is_empty(), "Qoo10 was asked");
    run
}

#[test]
fn a_child_that_keeps_stdout_open_does_not_hang_the_step() {
    for command in [
        "sleep 1000 & echo $! > child; echo \"$THE_KEY\"",
        "echo \"$THE_KEY\"; sleep 1000 & echo $! > child",
        "sleep 1000 & echo $! > child; printf %s \"$THE_KEY\"",
        "sleep 1000 2>/dev/null & echo $! > child; sh -c 'sleep 0.05; echo \"$THE_KEY\"'",
    ] {
        let shop = shop(command);
        let started = Instant::now();
        shop.import();
        assert!(started.elapsed() < SOON, "{command}: {:?}", started.elapsed());
        assert!(is_dead(&shop), "{command}: its child lives on");
    }
}

#[test]
fn a_key_that_a_child_prints_later_is_waited_for() {
    shop("(sleep 0.1; echo \"$THE_KEY\") & exit 0").import();
}

#[test]
fn a_command_that_does_not_end_is_ended_with_all_its_children() {
    for command in [
        "sleep 1000 & echo $! > child; wait",
        "sleep 1000 & echo $! > child; exit 0",
        "sh -c 'sleep 1000 & echo $! > child; wait'; true",
        "trap '' TERM INT HUP; sleep 1000 & echo $! > child; wait; wait",
    ] {
        let mut shop = shop(command);
        shop.timeouts.key_command = Duration::from_millis(400);
        refused(&shop, "did not end");
        assert!(is_dead(&shop), "{command}: its child lives on");
    }
}

#[test]
fn a_command_that_prints_without_end_is_told_as_too_long() {
    for command in ["head -c 300000 /dev/zero | tr '\\0' x", "yes x", "printf '%5000s'; echo; exit 0"] {
        refused(&shop(command), "longer");
    }
    // Even so its failure is what counts.
    refused(&shop("head -c 300000 /dev/zero | tr '\\0' x; exit 3"), "3");
}

#[test]
fn a_command_that_fails_is_told_at_once_though_its_child_lives() {
    let shop = shop("sleep 1000 & echo $! > child; exit 7");
    refused(&shop, "7");
    assert!(is_dead(&shop));
}

fn signal(child: &Child, name: &str) {
    let kill = format!("kill -s {name} {}", child.id());
    assert!(Command::new("/bin/sh").args(["-c", &kill]).status().unwrap().success());
}

#[test]
fn a_signal_ends_the_command_and_the_step() {
    for (step, name) in [("import", "TERM"), ("import", "INT"), ("doctor", "TERM")] {
        let shop = shop("sleep 1000 & echo $! > new && mv new child; wait");
        let child = shop.spawn(&[step]);
        while !shop.path("child").exists() {
            std::thread::sleep(Duration::from_millis(10));
        }
        let started = Instant::now();
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(stderr.contains(&format!("interrupted by SIG{name}")), "{stderr}");
        assert!(started.elapsed() < SOON && is_dead(&shop), "{:?}", started.elapsed());
        assert!(shop.fake.log().is_empty());
    }
}
