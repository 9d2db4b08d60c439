//! The page of `report` in a real browser: `cargo test --test browser` (docs/testing.md). A plain `cargo
//! test` leaves
//! it out, so that nobody needs a browser to change the program; .ci/run does not.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// What the frames around the page are wide: a phone, where one card fills the row, a tablet, half a screen,
/// where two
/// cards just do, a wide screen.
const WIDTHS: [u32; 7] = [360, 620, 760, 800, 900, 1040, 1600];

fn browser() -> &'static str {
    let answers =
        |name: &&&str| Command::new(name).arg("--version").output().is_ok_and(|o| o.status.success());
    BROWSERS.iter().find(answers).unwrap_or_else(|| {
        panic!(
            "this test needs a browser: install chromium (apt-get install chromium), or run plain cargo test"
        )
    })
}

/// The program, in a folder with the practice shop.
fn run(folder: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qoo10-bridge"));
    command.args(args).args(["--config", "example.toml", "--now", "2026-07-01T10:00:00+09:00"]);
    let ran = command.current_dir(folder).output().unwrap();
    assert!(matches!(ran.status.code(), Some(0 | 3)), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// The practice shop after an import, with a month of orders and failures before it, as a page.
fn page(folder: &Path, lang: &str) -> String {
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/example.toml"), folder.join("example.toml")).unwrap();
    run(folder, &["import"]);
    let state = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let state = state.into_iter().find(|path| path.extension().is_some_and(|e| e == "db")).unwrap();
    let state = rusqlite::Connection::open(state).unwrap();
    for day in 2..=30 {
        for order in 0..(day * 7) % 23 {
            let sql = "INSERT INTO orders (pack_no, suffix, status, payment_status, api_status, carrier,
                         ordered_at, paid_at, shipped_on, imported_at)
                       VALUES (?1, 0, ?2, 'paid', ?3, 'x', ?4, ?4, ?5, ?4)";
            let at = format!("2026-06-{day:02}T09:00:00+09:00");
            let is_open = day > 24 && order < 3;
            let (status, api) = if is_open { ("ready", "printed") } else { ("shipped", "shipped") };
            let left = (!is_open).then(|| format!("2026-06-{:02}", (day + 2).min(30)));
            let pack_no = i64::from(900_000 + day * 100 + order);
            state.execute(sql, rusqlite::params![pack_no, status, api, at, left]).unwrap();
            let line = "INSERT INTO order_lines (order_id, line, order_no, sku, name, qty, unit_price_yen,
                total_yen, paid_at)
                        VALUES (last_insert_rowid(), 1, ?1, 'A', 'a', 1, 1, 1, ?2)";
            state.execute(line, rusqlite::params![pack_no, at]).unwrap();
        }
    }
    let asked = "UPDATE order_lines SET cancel_requested = 1 WHERE order_no = 902500";
    assert_eq!(state.execute(asked, []).unwrap(), 1);
    let planned = "UPDATE order_lines SET planned_ship_date = '2026-07-20' WHERE order_no = 902501";
    assert_eq!(state.execute(planned, []).unwrap(), 1);
    for (code, reason, count) in
        [(-10105, "number_length", 1), (-10120, "carrier_name_not_exact", 2), (0, "no_answer", 1)]
    {
        let sql = "INSERT INTO api_log (at, step, action, outcome, code, reason, count)
                   VALUES ('2026-06-30T10:00:00+09:00', 'push-shipments', 'send', 'failed', ?1, ?2, ?3)";
        state.execute(sql, rusqlite::params![code, reason, count]).unwrap();
    }
    drop(state);
    run(folder, &["report", "--html", "report.html", "--lang", lang]);
    std::fs::read_to_string(folder.join("report.html")).unwrap()
}

/// The page in frames of each width, and a script beside them that looks into them.
fn frames(page: &str) -> String {
    let escaped = page.replace('&', "&amp;").replace('"', "&quot;");
    let frame = |width: &u32| {
        format!("<iframe width={width} height=900 style='border:0' srcdoc=\"{escaped}\"></iframe>")
    };
    let frames: String = WIDTHS.iter().map(frame).collect();
    let script = r#"
        const parts = colour => colour.match(/[\d.]+/g).map(Number);
        const light = colour => parts(colour).slice(0, 3).map(c => c / 255)
            .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        // The least contrast of any text or column with what lies behind it; columns need two thirds of a
        // text's.
        const worst = (page, look) => Math.min(...[...page.body.querySelectorAll('*')].filter(one =>
            one.getBoundingClientRect().width > 0 && (one.tagName === 'rect'
                || [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))).map(one => {
            let behind = one;
            while (parts(look(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
            const own = one.ownerSVGElement ? look(one).fill : look(one).color;
            const [x, y] = [light(own), light(look(behind).backgroundColor)].sort((x, y) => y - x);
            return (x + 0.05) / (y + 0.05) * (one.tagName === 'rect' ? 1.5 : 1);
        })).toFixed(2);
        addEventListener('load', () => {
            const said = {};
            for (const frame of document.querySelectorAll('iframe')) {
                const page = frame.contentDocument, look = frame.contentWindow.getComputedStyle.bind(frame.contentWindow);
                const all = [...page.querySelectorAll('#hands, #late, #steps, #orders, #ordered, #shipped, #failures, #shop')];
                const charts = [...page.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width > 0);
                const letters = charts.flatMap(svg => [...svg.querySelectorAll('text')]);
                const put = (name, value) => { said[frame.width + '.' + name] = value; };
                put('overflow', page.documentElement.scrollWidth - page.documentElement.clientWidth);
                put('sections', all.filter(one => one.getBoundingClientRect().height > 40).length);
                put('charts', charts.length);
                put('chart', Math.round(charts[0].getBoundingClientRect().width));
                put('columns', charts[0].querySelectorAll('rect').length);
                const sizes = letters.map(text => text.getScreenCTM().a * parseFloat(look(text).fontSize));
                put('smallest', Math.floor(Math.min(...sizes)));
                put('largest', Math.ceil(Math.max(...sizes)));
                put('outside', letters.filter(text => {
                    const [own, svg] = [text, text.ownerSVGElement].map(one => one.getBoundingClientRect());
                    return own.left < svg.left - 1 || own.right > svg.right + 1 || own.bottom > svg.bottom + 1;
                }).length);
                const stop = page.querySelector('#late td:nth-child(2).bad').getBoundingClientRect();
                const steps = page.querySelector('#steps .scroll');
                put('cut', steps.scrollWidth - steps.clientWidth);
                put('stop', stop.left >= 0 && stop.right <= frame.width);
                put('contrast', worst(page, look));
                put('back', look(page.body).backgroundColor);
                put('text', look(page.body).color);
                put('bar', look(charts[0].querySelector('rect')).fill);
                put('number', look(page.querySelector('#orders td.n')).textAlign);
                const rows = [...page.querySelectorAll('#late tbody tr')];
                put('tallest', Math.ceil(Math.max(...rows.map(row => row.getBoundingClientRect().height))));
                put('late', page.querySelectorAll('#late tbody tr').length);
                put('title', page.title);
            }
            document.body.innerHTML = '';
            document.body.textContent = Object.entries(said).map(([name, value]) => name + '=' + value).join('|');
        });"#;
    format!("<!DOCTYPE html><meta charset=utf-8><body>{frames}<script>{script}</script>")
}

/// What the script saw in a light or dark browser.
fn look(folder: &Path, page: &str, is_dark: bool) -> BTreeMap<String, String> {
    let file = folder.join("frames.html");
    std::fs::write(&file, frames(page)).unwrap();
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let scheme = format!("--blink-settings=preferredColorScheme={}", u8::from(!is_dark));
    let ran = Command::new(browser())
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
        ])
        .args(["--virtual-time-budget=5000", "--window-size=1800,1000", "--dump-dom", &scheme, &profile])
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&ran.stdout);
    let said = dom.split("<body>").nth(1).and_then(|rest| rest.split("</body>").next());
    let said = said.filter(|text| text.contains("360.")).unwrap_or_else(|| panic!("no answer: {ran:?}"));
    said.trim().split('|').filter_map(|one| one.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect()
}

#[test]
fn the_page_fits_a_phone_and_a_wide_screen_in_light_and_dark() {
    for lang in ["en", "ja"] {
        let folder = tempfile::tempdir().unwrap();
        let page = page(folder.path(), lang);
        let [light, dark] = [false, true].map(|is_dark| look(folder.path(), &page, is_dark));
        for seen in [&light, &dark] {
            for width in WIDTHS {
                let of = |name: &str| &*seen[&format!("{width}.{name}")];
                let number = |name: &str| of(name).parse::<i64>().unwrap();
                assert_eq!(number("overflow"), 0, "{lang} {width}: {seen:?}");
                assert_eq!((number("sections"), number("columns")), (8, 29), "{lang} {width}: {seen:?}");
                assert_eq!(number("charts"), 2, "one drawing of each: {lang} {width}: {seen:?}");
                assert!(number("chart") >= 290, "{lang} {width}: {seen:?}");
                let letters = (number("smallest"), number("largest"), number("outside"));
                assert!(letters.0 >= 10 && letters.1 <= 16 && letters.2 == 0, "{lang} {width}: {letters:?}");
                assert_eq!(number("cut"), 0, "the last success of each step is seen: {lang} {width}");
                assert!(
                    number("tallest") < 45,
                    "a row of the board is a line: {lang} {width}: {}",
                    of("tallest")
                );
                assert_eq!(of("stop"), "true", "what must not be shipped is seen at once: {lang} {width}");
                assert!(of("contrast").parse::<f64>().unwrap() >= 4.5, "{lang} {width}: {}", of("contrast"));
                assert!(number("late") > 3 && of("title").contains("2026-07-01"), "{seen:?}");
                assert_eq!(of("number"), "right");
            }
        }
        for (name, is) in
            [("back", "rgb(246, 247, 249)"), ("text", "rgb(27, 36, 48)"), ("bar", "rgb(47, 111, 222)")]
        {
            assert_eq!(light[&format!("800.{name}")], is, "{lang} {name}");
            assert_ne!(dark[&format!("800.{name}")], is, "{lang} {name}");
        }
    }
}
