//! `--record`: what a recording shows and what it never shows; `sandbox replay`: the same commands, the same
//! answers.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use qoo10_bridge::sandbox::{FaultKind, RecordedDay, ReplayServer};
use serde_json::{Value, json};

use crate::support::{KEY, LIST, Reply, Run, Shop, carts, row, valid_number};

/// A shop whose Qoo10 is the practice one.
fn practice() -> Shop {
    let mut shop = Shop::new();
    shop.set("qoo10", "endpoint", r#""sandbox""#);
    shop.unset("qoo10", "seller_key_env");
    shop
}

/// A day with all five steps, and what staff do between them.
const DAY: [&str; 9] = [
    "import --json",
    "sync-status --json",
    "schedule-date --json",
    "orders ship 412345679 --carrier 佐川急便 --tracking 400012345670",
    "push-shipments --json",
    "listings pull --json",
    "stock set CUP-01 7 --count free",
    "push-stock --json",
    "sync-status --json",
];

fn record(shop: &Shop, folder: &Path, line: &str) -> Run {
    let args: Vec<&str> = line.split(' ').chain(["--record", folder.to_str().unwrap()]).collect();
    shop.run(&args)
}

/// What a step says of itself, without the names of things.
fn summarize(run: &Run) -> Value {
    let Some(report) = run.stdout.lines().next().and_then(|line| serde_json::from_str::<Value>(line).ok())
    else {
        return json!({"exit": run.code});
    };
    let items = report["items"].as_array().cloned().unwrap_or_default();
    let mut items: Vec<String> =
        items.iter().map(|item| format!("{} {} {}", item["outcome"], item["reason"], item["code"])).collect();
    items.sort();
    json!({"exit": run.code, "counts": report["counts"], "result": report["result"], "items": items})
}

/// What became of a recording that was played to a new shop.
struct Replayed {
    runs: Vec<Run>,
    misses: Vec<String>,
    unused: Vec<String>,
}

/// Gives a new shop, whose Qoo10 is the recording, the recorded commands.
fn replay(folder: &Path) -> Replayed {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let server = ReplayServer::start(RecordedDay::read(folder).unwrap(), address, |_| ()).unwrap();
    let mut shop = Shop::new();
    shop.set("qoo10", "endpoint", &format!("{:?}", server.base_url()));
    let commands = commands(folder);
    let runs = commands.iter().map(|command| {
        shop.at_instant(command["now"].as_str().unwrap());
        let words = command["args"].as_array().unwrap().iter().map(|word| word.as_str().unwrap());
        shop.run(&words.chain(["--json"]).collect::<Vec<_>>())
    });
    let runs = runs.collect();
    let misses = server.misses().iter().map(ToString::to_string).collect();
    Replayed { runs, misses, unused: server.list_unused() }
}

fn commands(folder: &Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("commands.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn summary(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("recording.json")).unwrap()).unwrap()
}

#[test]
fn a_recorded_day_is_played_again_with_the_same_reports() {
    let shop = practice();
    let folder = shop.path("day");
    let recorded: Vec<Run> = DAY.iter().map(|line| record(&shop, &folder, line)).collect();
    let sent: Vec<Value> = recorded.iter().map(summarize).collect();
    assert!(sent.iter().all(|one| one["exit"] == 0 || one["exit"] == 3), "{recorded:#?}");
    for (place, count) in [(0, "imported"), (2, "scheduled"), (4, "sent"), (7, "sent")] {
        assert!(sent[place]["counts"][count].as_u64() > Some(0), "{count}: {:#?}", recorded[place]);
    }
    let played = replay(&folder);
    assert_eq!(played.misses, [""; 0], "{:#?}", played.runs);
    assert_eq!(played.unused, [""; 0]);
    for (run, wanted) in played.runs.iter().zip(&sent) {
        let mut wanted = wanted.clone();
        if !run.stdout.contains("\"step\"") {
            wanted = json!({"exit": wanted["exit"]});
            assert_eq!(run.code, wanted["exit"], "{run:#?}");
            continue;
        }
        assert_eq!(summarize(run), wanted, "{run:#?}");
    }
    assert_eq!(summary(&folder)["incomplete_commands"], 0);
}

#[test]
fn every_fault_is_played_again_as_the_same_kind_of_failure() {
    for kind in FaultKind::ALL.into_iter().filter(|kind| *kind != FaultKind::Slow) {
        let shop = practice();
        let folder = shop.path("day");
        let times = if kind.is_in_rows() { "1" } else { "0" };
        shop.run(&["sandbox", "fault", "add", LIST, kind.name(), "--times", times]).expect(0);
        let recorded = record(&shop, &folder, "import --json");
        let played = replay(&folder);
        assert_eq!(summarize(&played.runs[0]), summarize(&recorded), "{}: {recorded:#?}", kind.name());
        assert!(played.misses.is_empty(), "{}: {:?}", kind.name(), played.misses);
    }
}

#[test]
fn every_recording_of_the_fixtures_is_played_again() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/recorded");
    let folders: Vec<PathBuf> =
        fs::read_dir(home).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    assert!(!folders.is_empty());
    for folder in folders {
        let played = replay(&folder);
        assert_eq!(played.misses, [""; 0], "{}: {:#?}", folder.display(), played.runs);
        for (run, command) in played.runs.iter().zip(commands(&folder)) {
            assert_eq!(run.code, command["exit"], "{}: {run:#?}", folder.display());
            for report in command["reports"].as_array().unwrap() {
                let found = run.lines().into_iter().find(|line| line["step"] == report["step"]);
                let found = found.unwrap_or_else(|| panic!("{run:#?}"));
                assert_eq!(found["counts"], report["counts"], "{}: {run:#?}", folder.display());
            }
        }
    }
}

/// Keys whose values are a buyer's, each with a text that stands nowhere else.
const MARKERS: [(&str, &str); 18] = [
    ("Buyer", "鷗鶲鸚鵡鵺 鶉鷸"),
    ("BuyerKana", "ヱヰヴヮヵヶ ヂヅヱヰヴ"),
    ("BuyerTel", "+81-3-8362-9517"),
    ("BuyerMobile", "+81-90-7281-6493"),
    ("BuyerEmail", "qzxjvwkfph@zqjxkvwbpm.example"),
    ("Receiver", "麒麟鰐鰒鱚 鯱鰰鱩"),
    ("ReceiverKana", "ゔゑゐぢづ ゎゑゐゔぢ"),
    ("ReceiverTel", "+81-6-5938-2746"),
    ("ReceiverMobile", "+81-80-1947-3628"),
    ("ZipCode", "957-2846"),
    ("ShippingAddress", "瀧瀦瀾灘 爨爛爰爲 7385-9164"),
    ("Address1", "瀧瀦瀾灘"),
    ("Address2", "爨爛爰爲 7385-9164"),
    ("ShippingMessage", "玻珀珥珮 qvjzwxkphm (^_^;)/~~~"),
    ("Gift", "瓔瓊瓏瓠瓣"),
    ("SenderName", "籬籮粐粤粭"),
    ("SenderTel", "03-6174-8295"),
    ("SenderAddress", "縺縻總繝繖"),
];

/// How many characters of a marker stand nowhere by chance.
fn find_shortest_part(part: &str) -> usize {
    match part.chars().next() {
        Some('0'..='9') => 7,
        Some(c) if c.is_ascii() => 6,
        Some('\u{3041}'..='\u{30ff}') => 4,
        _ => 3,
    }
}

/// The parts of a marker that would give it away.
fn parts(marker: &str) -> Vec<String> {
    let digits: String = marker.chars().filter(char::is_ascii_digit).collect();
    let words = marker.split(['-', ' ', '@', '+', '.', '(', ')']).chain([digits.as_str()]);
    let mut parts = vec![marker.to_owned()];
    for word in words {
        let letters: Vec<char> = word.chars().collect();
        let length = find_shortest_part(word);
        parts.extend(letters.windows(length).map(|window| window.iter().collect::<String>()));
    }
    parts
}

fn encode_base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups = bytes.chunks_exact(3).flat_map(|three| {
        let bits = u32::from(three[0]) << 16 | u32::from(three[1]) << 8 | u32::from(three[2]);
        [18, 12, 6, 0].map(|shift| char::from(SIGNS[(bits >> shift) as usize & 63]))
    });
    groups.collect()
}

/// A text as it may stand in a file: plain, and in every encoding.
fn forms(part: &str) -> Vec<String> {
    let each = |write: &dyn Fn(u32) -> String| -> String {
        part.encode_utf16().map(|unit| write(u32::from(unit))).collect()
    };
    let percent: String = part.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let mut forms = vec![
        part.to_owned(),
        percent.to_lowercase(),
        percent,
        each(&|unit| format!("\\u{unit:04x}")),
        each(&|unit| format!("\\u{unit:04X}")),
        each(&|unit| format!("&#{unit};")),
        each(&|unit| format!("&#x{unit:x};")),
    ];
    // In each of the three places that a text can have in groups of three bytes.
    let encoded = (0..3).map(|skip| encode_base64(part.as_bytes().get(skip..).unwrap_or_default()));
    forms.extend(encoded.filter(|encoded| encoded.len() >= 8));
    forms
}

/// Nothing of a text is in any file of a folder, nor in its name.
fn assert_nowhere(folder: &Path, marker: &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = path.display().to_string() + "\n" + &fs::read_to_string(&path).unwrap();
        for part in parts(marker) {
            for form in forms(&part) {
                assert!(!text.contains(&form), "{form} of {marker} in {}", path.display());
            }
        }
    }
}

#[test]
fn nothing_of_a_buyer_and_of_the_key_is_in_a_recording() {
    let mark = |row: crate::support::Row| MARKERS.iter().fold(row, |row, (key, value)| row.set(key, *value));
    let marked = mark(row()).set("NewKeyOfQoo10", "褻襤襭襯").set("SellerID", "qkzvjwxphf");
    let shop = Shop::with_rows(vec![marked.clone(), mark(row().cart(2).no(2)).item("812345678", "TS-001")]);
    let folder = shop.path("day");
    let step = |line: &str| record(&shop, &folder, line);
    step("import --json").expect(0);
    step("sync-status --json").expect(0);
    step("schedule-date --json").expect(0);
    shop.print_and_ship("412345678", &valid_number(1));
    step("push-shipments --json").expect(0);
    let whole = json!({"Buyer": MARKERS[0].1, "Key": KEY}).to_string();
    for reply in [
        Reply::Cut,
        Reply::json(&format!("<html>{}</html>", MARKERS[0].1)),
        Reply::json(&format!("{whole} and more")),
        Reply::json(&format!("{{\"ResultCode\":0,\"ResultObject\":[{whole},{{\"Buyer\":\"{}", MARKERS[5].1)),
        Reply::json(&format!("{{\"ResultCode\":-1,\"ResultMsg\":\"{} {KEY}\"}}", MARKERS[5].1)),
        Reply::json(&format!("{{\"ErrorCode\":-90001,\"ErrorMsg\":\"no such key {KEY}\"}}")),
        Reply::json(&format!(
            "{{\"ResultCode\":0,\"ResultObject\":[{{\"OrderNo\":7,\"Buyer\":\"{}\",oops}}]}}",
            MARKERS[0].1
        )),
        Reply::Mangled(
            |body, _| String::from_utf8_lossy(body).replace("Receiver\":\"", "Receiver\":\"a\"\n").into(),
            0,
        ),
        Reply::Mangled(|body, _| body.iter().map(|b| if *b == b'@' { 0xff } else { *b }).collect(), 0),
    ] {
        shop.fake.fault(LIST, 1, reply);
        step("import --json");
    }
    for (_, marker) in
        MARKERS.iter().chain(&[("", "褻襤襭襯"), ("", "qkzvjwxphf"), ("", KEY), ("", "TopSecret")])
    {
        assert_nowhere(&folder, marker);
    }
    let said = summary(&folder);
    assert!(said["pseudonyms"]["Buyer"].as_u64() > Some(1), "{said:#}");
    assert!(said["unknown_keys"]["NewKeyOfQoo10"].as_u64() > Some(0), "{said:#}");
    // The search itself finds what is there.
    assert!(fs::read_to_string(folder.join("commands.jsonl")).unwrap().contains("push-shipments"));
    let list = fs::read_to_string(folder.join(format!("00001-{LIST}.json"))).unwrap();
    assert!(list.contains("ShippingStatus") && list.contains("SearchStartDate"), "{list}");
}

#[test]
fn folder_and_files_are_private_and_the_key_lies_beside_them() {
    let shop = Shop::with_rows(carts(1));
    let folder = shop.path("day");
    let run = record(&shop, &folder, "import").expect(0);
    run.says(&["recording", "exchanges so far"]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for entry in fs::read_dir(&folder).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
    let key = shop.path("day.key");
    assert_eq!(mode(&key), 0o600);
    let secret = fs::read_to_string(&key).unwrap();
    assert_nowhere(&folder, secret.trim());
    // Without it nobody can go on, and nothing is asked.
    fs::remove_file(&key).unwrap();
    shop.fake.clear_log();
    record(&shop, &folder, "import").expect(2).says(&["has ended", "new or empty"]);
    assert!(shop.fake.log().is_empty());
}

#[test]
fn a_folder_that_cannot_hold_a_recording_is_refused_before_anything_is_asked() {
    let shop = Shop::with_rows(carts(1));
    fs::write(shop.path("file"), "x").unwrap();
    fs::create_dir(shop.path("full")).unwrap();
    fs::write(shop.path("full/letter.txt"), "x").unwrap();
    fs::create_dir_all(shop.path("damaged")).unwrap();
    fs::write(shop.path("damaged/recording.json"), "{").unwrap();
    fs::write(shop.path("damaged.key"), "0".repeat(64)).unwrap();
    for (folder, code, words) in [
        ("file", 2, "is not a folder"),
        ("full", 2, "holds no recording"),
        ("damaged", 2, "is damaged"),
        ("none/below", 1, "cannot be written"),
        ("..", 2, "cannot hold"),
    ] {
        record(&shop, &shop.path(folder), "import").expect(code).says(&[words, "folder"]);
    }
    assert!(shop.fake.log().is_empty());
}

#[test]
fn a_recording_that_breaks_off_leaves_the_step_its_own_outcome() {
    let shop = Shop::with_rows(carts(1));
    let folder = shop.path("day");
    record(&shop, &folder, "import").expect(0);
    // Nothing can be put where a folder lies.
    fs::remove_file(folder.join("commands.jsonl")).unwrap();
    fs::create_dir(folder.join("commands.jsonl")).unwrap();
    let run = record(&shop, &folder, "-q import").expect(0);
    run.says(&["incomplete", "not affected"]);
    assert_eq!(summary(&folder)["incomplete_commands"], 1);
}

#[test]
fn a_call_that_is_not_in_the_recording_is_refused_in_words() {
    let shop = practice();
    let folder = shop.path("day");
    record(&shop, &folder, "import").expect(3);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let server = ReplayServer::start(RecordedDay::read(&folder).unwrap(), address, |_| ()).unwrap();
    let mut other = Shop::new();
    other.set("qoo10", "endpoint", &format!("{:?}", server.base_url()));
    other.at("2026-07-20 10:00:00");
    other.run(&["import"]).expect(1).says(&["404"]);
    let misses = server.misses();
    assert!(misses[0].to_string().contains("SearchEndDate"), "{misses:?}");
}
