//! The crontab of docs/cron.md: every line is run as cron runs it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_qoo10-bridge");

/// What cron makes of a crontab: variables, and jobs with their schedules.
struct Crontab {
    env: Vec<(String, String)>,
    jobs: Vec<(Vec<String>, String)>,
}

fn crontab(home: &Path) -> Crontab {
    read_crontab(home, 1)
}

/// The nth crontab of the document.
fn read_crontab(home: &Path, nth: usize) -> Crontab {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cron.md")).unwrap();
    let block = text.split("```crontab\n").nth(nth).unwrap().split("```").next().unwrap();
    // One folder stands for that of the configuration and that of the state file.
    let place = |text: &str| {
        let folders = ["/etc/qoo10-bridge", "/var/lib/qoo10-bridge"];
        folders.iter().fold(text.to_owned(), |text, folder| text.replace(folder, home.to_str().unwrap()))
    };
    let mut crontab = Crontab { env: Vec::new(), jobs: Vec::new() };
    for line in block.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let is_job = line.starts_with(|c: char| c == '*' || c.is_ascii_digit());
        match line.split_once('=').filter(|_| !is_job) {
            Some((name, value)) => crontab.env.push((name.to_owned(), place(value))),
            None => {
                let (mut fields, mut rest) = (Vec::new(), line);
                for _ in 0..5 {
                    let (field, after) = rest.split_once(char::is_whitespace).unwrap();
                    fields.push(field.to_owned());
                    rest = after.trim_start();
                }
                assert!(!rest.contains('%'), "cron would cut {rest:?}");
                crontab.jobs.push((fields, place(rest)));
            }
        }
    }
    crontab
}

/// Minute, hour, day, month, weekday: numbers within their bounds, ranges and steps of them.
fn is_schedule(fields: &[String]) -> bool {
    let bounds = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
    fields.iter().zip(bounds).all(|(field, (low, high))| {
        let (range, step) = field.split_once('/').unwrap_or((field, "1"));
        let (from, to) =
            if range == "*" { ("*", "*") } else { range.split_once('-').unwrap_or((range, range)) };
        let fits = |text: &str| text == "*" || text.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n));
        fits(from) && fits(to) && step.parse::<u32>().is_ok_and(|n| n > 0)
    })
}

/// A shop of the practice Qoo10 in the home of its user.
fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    let config =
        "[shop]\nname = \"practice\"\n[qoo10]\nendpoint = \"sandbox\"\n[state]\npath = \"shop.db\"\n";
    fs::write(home.path().join("shop.toml"), config).unwrap();
    home
}

/// Runs a line as cron does: by /bin/sh, in the home, with cron's few variables and those of the crontab.
fn run(crontab: &Crontab, home: &Path, line: &str) -> Output {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", line]).env_clear().current_dir(home).stdin(Stdio::null());
    shell
        .env("HOME", home)
        .env("LOGNAME", "qoo10-bridge")
        .env("SHELL", "/bin/sh")
        .env("PATH", "/usr/bin:/bin");
    shell.envs(crontab.env.iter().map(|(name, value)| (name, value)));
    let path = crontab.env.iter().find(|(name, _)| name == "PATH").map(|(_, path)| path.as_str());
    let built = Path::new(BINARY).parent().unwrap().to_str().unwrap();
    shell.env("PATH", path.unwrap().replace("/usr/local/bin", built));
    shell.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn every_line_does_its_work_and_mails_nothing_when_all_is_well() {
    let home = home();
    let crontab = crontab(home.path());
    assert!(crontab.jobs.len() >= 8);
    // The one cart of the practice shop that cannot be imported.
    let repaired = run(&crontab, home.path(), "qoo10-bridge sandbox set-seller-code Tシャツ-01 TS-002");
    assert!(repaired.status.success(), "{}", said(&repaired));
    for (fields, line) in &crontab.jobs {
        assert!(is_schedule(fields), "{fields:?}");
        let output = run(&crontab, home.path(), line);
        if line.contains("--quiet") {
            assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()), "{line}");
        } else {
            assert!(matches!(output.status.code(), Some(0 | 3)) && !said(&output).is_empty(), "{line}");
        }
    }
    let state = rusqlite::Connection::open(home.path().join("shop.db")).unwrap();
    let steps: String = state
        .query_row(
            "SELECT group_concat(step) FROM (SELECT DISTINCT step FROM runs ORDER BY run_id)",
            [],
            |r| r.get(0),
        )
        .unwrap();
    for step in ["import", "sync-status", "schedule-date", "push-shipments", "push-stock"] {
        assert!(steps.split(',').any(|s| s == step), "{step} did not run: {steps}");
    }
    assert!(home.path().join("shop-backup.db").exists());
}

#[test]
fn one_line_does_what_the_lines_of_the_steps_do() {
    let home = home();
    let (crontab, line) = (crontab(home.path()), read_crontab(home.path(), 2));
    let [(fields, line)] = &line.jobs[..] else { panic!("one line") };
    assert!(is_schedule(fields) && line.contains("--quiet"), "{fields:?} {line}");
    let repaired = run(&crontab, home.path(), "qoo10-bridge sandbox set-seller-code Tシャツ-01 TS-002");
    assert!(repaired.status.success(), "{}", said(&repaired));
    let output = run(&crontab, home.path(), line);
    assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()), "{line}");
    let state = rusqlite::Connection::open(home.path().join("shop.db")).unwrap();
    let count = "SELECT count(DISTINCT step) FROM runs WHERE exit_code = 0";
    assert_eq!(state.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap(), 5);
}

#[test]
fn what_is_wrong_is_printed_so_that_cron_mails_it() {
    let home = home();
    let crontab = crontab(home.path());
    let import = run(&crontab, home.path(), &crontab.jobs[0].1);
    assert_eq!(import.status.code(), Some(3), "the practice shop has a cart that cannot be imported");
    assert!(said(&import).contains("取込不可"), "LANG of the crontab counts: {}", said(&import));
    fs::write(home.path().join("shop.toml"), "nonsense").unwrap();
    for (_, line) in &crontab.jobs {
        let output = run(&crontab, home.path(), line);
        assert!(output.status.code() == Some(2) && !output.stderr.is_empty(), "{line}");
        assert!(!said(&output).contains('\u{1b}'), "{}", said(&output));
    }
}
