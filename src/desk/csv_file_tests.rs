use super::*;
use crate::text::localize;
use crate::vocabulary::Lang;

const COLUMNS: [Column; 2] =
    [Column::required(&["date", "日付", "休業日"]), Column::optional(&["name", "名称", "item_code"])];

type Bad = (usize, RowFault);

fn own(english: &[&str], japanese: &[&str]) -> Message {
    msg!("text-own_name", english = english.to_vec(), japanese = japanese.to_vec())
}

/// In English and in Japanese.
fn told(error: &Error) -> [String; 2] {
    [Lang::En, Lang::Ja].map(|lang| localize(&error.message(msg!("csv-stdin")), lang))
}

fn twice(column: [&'static str; 2], one: &str, other: &str) -> Error {
    let column = msg!("text-own_name", english = column[0], japanese = column[1]);
    Error::AmbiguousColumn { column, headings: [one.to_owned(), other.to_owned()] }
}

fn rows(text: &str) -> Vec<Result<Row<2>, Bad>> {
    of(&parse(text.as_bytes(), &COLUMNS).unwrap())
}

fn of(file: &CsvFile<2>) -> Vec<Result<Row<2>, Bad>> {
    file.rows().map(|row| row.map_err(|bad| (bad.line, bad.fault))).collect()
}

fn row(line: usize, date: &str, name: &str) -> Result<Row<2>, Bad> {
    let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok(Row { line, cells: [cell(date), cell(name)] })
}

fn bad(line: usize, fault: RowFault) -> Result<Row<2>, Bad> {
    Err((line, fault))
}

#[test]
fn columns_are_found_by_any_of_their_headings_in_any_order() {
    for header in [
        "date,name",
        "日付,名称",
        " Date , NAME ",
        "\"休業日\",\"名称\"",
        "ｄａｔｅ,Item Code",
        "DATE,item-code",
    ] {
        assert_eq!(rows(&format!("{header}\na,b\n")), [row(2, "a", "b")], "{header}");
    }
    assert_eq!(rows("番号,名称,備考,日付\n1,b,x,a\n"), [row(2, "a", "b")]);
    assert_eq!(rows("date\na\n"), [row(2, "a", "")], "an optional column may be missing");
}

#[test]
fn a_header_that_does_not_do_is_an_error() {
    let fails = |text: &str| parse(text.as_bytes(), &COLUMNS).unwrap_err();
    assert_eq!(fails(""), Error::Empty);
    assert_eq!(fails("\r\n , ,\r\n"), Error::Empty);
    let none = |found: &str| Error::NoHeader {
        missing: vec![msg!("csv-column", english = "date", japanese = "日付")],
        would_do: vec![ColumnHint {
            column: msg!("text-own_name", english = "date", japanese = "日付"),
            headings: own(&["date", "日付", "休業日"], &["日付", "休業日", "date"]),
            mistaken: None,
        }],
        found: found.into(),
        looks_like: Vec::new(),
    };
    assert_eq!(fails("2026-08-13,夏季休業\n"), none("2026-08-13,夏季休業"));
    assert_eq!(fails("day;name\n"), none("day;name"));
    let error = fails("day,name\n");
    assert_eq!(
        told(&error),
        [
            "stdin has no column for: date / 日付 (its header: day,name); nothing was loaded",
            "標準入力に次の列がありません: 日付 / date(見出し: day,name)。何も読み込んでいません"
        ]
    );
    assert_eq!(fails("date,日付\n"), twice(["date", "日付"], "date", "日付"));
    assert_eq!(fails("date,name,名称\n"), twice(["name", "名称"], "name", "名称"));
    let also = twice(["name", "名称"], "name", "名称");
    assert_eq!(fails("name;date;名称\n"), also, "also where semicolons are between");
    let two = [Column::required(&["date"]), Column::required(&["name"])];
    let Err(Error::NoHeader { missing, .. }) = parse("day;name\n".as_bytes(), &two) else { panic!() };
    assert_eq!(missing.len(), 1, "what is there is not said to be missing: {missing:?}");
}

#[test]
fn a_missing_column_names_a_few_headings_and_says_which_is_none() {
    const WHY: fn() -> Message = || msg!("csv-not_order_no");
    const MANY: [Column; 1] =
        [Column::required(&["a", "あ", "b", "い", "う", "え", "お"]).with_excluded(&["no", "番号"], WHY)];
    let would_do = |text: &str| match parse(text.as_bytes(), &MANY) {
        Err(Error::NoHeader { would_do, .. }) => would_do,
        other => panic!("{other:?}"),
    };
    let mut wanted = ColumnHint {
        column: msg!("text-own_name", english = "a", japanese = "あ"),
        headings: own(&["a", "b", "あ", "い"], &["あ", "い", "う", "え"]),
        mistaken: None,
    };
    assert_eq!(would_do("x,y\n"), [wanted.clone()]);
    wanted.mistaken = Some(WHY());
    assert_eq!((would_do("x,番号\n"), would_do("No.\n")), (vec![wanted.clone()], vec![wanted]));
}

#[test]
fn semicolons_and_tabs_separate_where_the_header_then_does() {
    assert_eq!(rows("date;name\na;\"b;c\"\nd;e,f\n"), [row(2, "a", "b;c"), row(3, "d", "e,f")]);
    assert_eq!(rows("name\tdate\nb;c\ta\n\"x\ty\"\tz\n"), [row(2, "a", "b;c"), row(3, "z", "x\ty")]);
    assert_eq!(rows("date;name\na;b;c\n"), [bad(2, RowFault::TooManyCells)]);
    assert_eq!(rows("date,name;x\na;b,c\n"), [row(2, "a;b", "")], "commas do");
    assert_eq!(parse(b"date;date\n", &COLUMNS).unwrap_err(), twice(["date", "日付"], "date", "date"));
}

#[test]
fn blank_rows_are_left_out_and_lines_still_counted() {
    assert_eq!(
        rows("\n\ndate,name\r\n\r\na,b\r\n,\r\n \u{3000},\r\n\"c\",\"d\ne\"\r\nf"),
        [row(5, "a", "b"), row(8, "c", "d\ne"), row(10, "f", "")]
    );
}

#[test]
fn cells_lose_the_white_space_around_them_and_the_formula_of_a_spreadsheet() {
    assert_eq!(
        rows("date,name\n \"a\" ,\u{3000}b \n=\"0123\",\"=\"\"045\"\"\"\n=\"\",=\n"),
        [row(2, "\"a\"", "b"), row(3, "0123", "045"), row(4, "", "=")]
    );
}

#[test]
fn a_row_that_was_torn_is_refused_and_the_others_are_not() {
    assert_eq!(
        rows("date,name\na,b,c\nd,e,,\nf,\"g\"h\ni,j\nk,\"l\nm,n\n"),
        [
            bad(2, RowFault::TooManyCells),
            row(3, "d", "e"),
            bad(4, RowFault::TextAfterQuote),
            row(5, "i", "j"),
            bad(6, RowFault::QuoteNeverClosed),
            bad(7, RowFault::Swallowed { by: 6 }),
        ]
    );
}

#[test]
fn stk_10_every_line_that_a_quote_swallows_is_named() {
    let torn = |line, last| bad(line, RowFault::Torn { last });
    let swallowed = |line, by| bad(line, RowFault::Swallowed { by });
    for (text, wanted) in [
        (
            "date,name\n\"a,b\nc,d\n\"e\",f\ng,h\n",
            vec![torn(2, 4), swallowed(3, 2), swallowed(4, 2), row(5, "g", "h")],
        ),
        ("date,name\na,\"b\nc,d\"\ng,h\n", vec![torn(2, 3), swallowed(3, 2), row(4, "g", "h")]),
        ("date,name\na,\"b\n\n\nc,d\"\n\ng,h", vec![torn(2, 5), swallowed(5, 2), row(7, "g", "h")]),
        ("date,name\r\na,\"b\r\nc,d\"\r\ng,h\r\n", vec![torn(2, 3), swallowed(3, 2), row(4, "g", "h")]),
        ("date;name\na;\"b\nc;d\"\n", vec![torn(2, 3), swallowed(3, 2)]),
        ("date;name\na;\"b\nc,d\"\n", vec![row(2, "a", "b\nc,d")]),
        ("date,name\na,\"b\nc;d\"\n", vec![row(2, "a", "b\nc;d")]),
        ("date\tname\na\t\"b\nc\td\"\n", vec![torn(2, 3), swallowed(3, 2)]),
        ("date,name\na,\"b\nc\"\nd,\"e,f\"\n", vec![row(2, "a", "b\nc"), row(4, "d", "e,f")]),
        // A quote in one row and one in the next: their cells are joined.
        ("date,name\na,\"b\nc\",d\ne,f\n", vec![torn(2, 3), swallowed(3, 2), row(4, "e", "f")]),
        // Two cells of one row, one with a line end, the other with a separator: nothing is swallowed.
        ("date,name\n\"a\nb\",\"c,d\"\n", vec![row(2, "a\nb", "c,d")]),
        // All quoted, and one end is missing: the next cell's beginning is taken for it.
        (
            "\"date\",\"name\"\n\"a\",\"b\n\"c\",\"d\"\n\"e\",\"f\"\n",
            vec![torn(2, 3), swallowed(3, 2), row(4, "e", "f")],
        ),
        ("date\n\"a\nb\n\"c\nd\n", vec![torn(2, 4), swallowed(3, 2), swallowed(4, 2), row(5, "d", "")]),
        ("date,name\nc,d\n\"a,b", vec![row(2, "c", "d"), bad(3, RowFault::QuoteNeverClosed)]),
        ("date,name\nc,d\na,\"b\n", vec![row(2, "c", "d"), bad(3, RowFault::QuoteNeverClosed)]),
    ] {
        assert_eq!(rows(text), wanted, "{text:?}");
    }
}

#[test]
fn a_header_that_swallows_rows_is_an_error() {
    let fails = |text: &str| parse(text.as_bytes(), &COLUMNS).unwrap_err();
    for (text, first, last) in [
        ("date,\"name\na,b\nc,d\n\"e\",f\ng,h\n", 1, 4),
        ("date,name,\"memo\na,b,c\nd,e,f\"\ng,h,i\n", 1, 3),
        ("\ndate,\"name\na,b\n", 2, 3),
        ("sep=,\ndate,name,\"memo\na,b,c\"\n", 2, 3),
    ] {
        assert_eq!(fails(text), Error::HeaderTorn { first, last }, "{text:?}");
    }
    assert_eq!(rows("\"title\nin two lines\"\ndate,name\na,b\n"), [row(4, "a", "b")]);
    let title = "\"title, and\nc,d\"\ndate,name\na,b\n";
    assert_eq!(
        rows(title),
        [bad(1, RowFault::Torn { last: 2 }), bad(2, RowFault::Swallowed { by: 1 }), row(4, "a", "b")]
    );
}

#[test]
fn fil_03_the_header_is_looked_for_in_the_first_lines() {
    for (text, line) in [
        ("出荷履歴\n\ndate,name\na,b\n", 4),
        ("\"出荷履歴\"\r\n\"出力日時\",\"2026/07/01 10:00\"\r\n\r\n\"日付\",\"名称\"\r\n\"a\",\"b\"\r\n", 5),
        ("1\n2\n3\n4\ndate;name\na;b\n", 6),
        ("sep=,\ndate,name\na,b\n", 3),
        ("sep=;\r\ndate;name\r\na;b\r\n", 3),
        ("\"sep=,\"\ndate,name\na,b\n", 3),
        ("SEP=\t\ndate\tname\na\tb\n", 3),
        ("sep=|\ndate|name\na|b\n", 3),
        ("\u{feff}sep=,\r\n出荷履歴\r\ndate,name\r\na,b\r\n", 4),
        ("date,name\na,b\n\u{1a}", 2),
        ("date,name\r\na,b\r\n\u{1a}\r\n", 2),
        ("date,name\na,b\u{1a}", 2),
    ] {
        assert_eq!(rows(text), [row(line, "a", "b")], "{text:?}");
    }
    let sixth = parse("1\n2\n3\n4\n5\ndate,name\na,b\n".as_bytes(), &COLUMNS);
    assert!(matches!(sixth, Err(Error::NoHeader { found, .. }) if found == "1"));
    let above = parse("title\nx,y\ndate,name\na,b\n".as_bytes(), &COLUMNS).unwrap();
    let above: Vec<_> = above.list_rows_above().map(|bad| (bad.line, bad.cells, bad.fault)).collect();
    let cells = |date: &str, name: Option<&str>| [Some(date.to_owned()), name.map(str::to_owned)];
    let fault = RowFault::AboveHeader;
    assert_eq!(above, [(1, cells("title", None), fault), (2, cells("x", Some("y")), fault)]);
}

#[test]
fn fil_04_the_more_exact_heading_counts_and_of_two_equal_ones_neither() {
    const SLIPS: [Column; 1] =
        [Column::required(&["tracking", "送り状番号", "発送伝票番号"]).with_fallback(&["伝票番号"])];
    let read = |header: &str| {
        let file = parse(format!("{header}\n1,2,3\n").as_bytes(), &SLIPS)?;
        Ok::<_, Error>(file.rows().next().unwrap().unwrap().cells[0].clone().unwrap())
    };
    for (header, wanted) in [
        ("伝票番号,受注番号,発送伝票番号", "3"),
        ("発送伝票番号,伝票番号,x", "1"),
        ("x,伝票番号,y", "2"),
        ("伝票番号,伝票番号,送り状番号", "3"),
        ("伝票番号:SLIP NO,送り状番号：TRACKING NO,x", "2"),
        ("x,発送伝票番号:伝票番号,y", "2"),
        ("x,送\u{200b}り状番号,y", "2"),
    ] {
        assert_eq!(read(header), Ok(wanted.to_owned()), "{header}");
    }
    for (header, one, other) in [
        ("送り状番号,発送伝票番号,x", "送り状番号", "発送伝票番号"),
        ("伝票番号,x,伝票番号", "伝票番号", "伝票番号"),
        ("Tracking,x, 送り状番号:SLIP ", "Tracking", "送り状番号:SLIP"),
        ("伝票番号,送り状番号,発送伝票番号", "送り状番号", "発送伝票番号"),
    ] {
        assert_eq!(read(header), Err(twice(["tracking", "送り状番号"], one, other)), "{header}");
    }
    let error = read("送り状番号,発送伝票番号,x").unwrap_err();
    let [en, ja] = told(&error);
    let wanted = "names the column tracking twice in its header: \"送り状番号\" and \"発送伝票番号\"";
    assert!(en.contains(wanted), "{en}");
    assert!(ja.contains("の見出しに列「送り状番号」が2つあります(「送り状番号」と「発送伝票番号」)"), "{ja}");
}

#[test]
fn the_wrong_encoding_is_told_and_no_column_is_missed() {
    let fails = |bytes: &[u8]| match parse(bytes, &COLUMNS) {
        Err(Error::WrongEncoding(looks)) => looks,
        other => panic!("{other:?}"),
    };
    let japanese = "日付,名称,備考\r\n2026/8/13,夏季休業,お盆のため\r\n";
    let ascii = "date,name\r\n2026/8/13,夏季休業のお知らせ\r\n";
    for text in [japanese, ascii] {
        let euc = encoding_rs::EUC_JP.encode(text).0;
        assert_eq!(fails(&euc), DetectedFormat::EucJp, "{text}");
        let jis = encoding_rs::ISO_2022_JP.encode(text).0;
        assert_eq!(fails(&jis), DetectedFormat::Jis, "{text}");
        for wrong in [encoding_rs::SHIFT_JIS, encoding_rs::WINDOWS_1252] {
            let garbled = wrong.decode_without_bom_handling(text.as_bytes()).0;
            assert_eq!(fails(garbled.as_bytes()), DetectedFormat::MisreadUtf8, "{text} as {}", wrong.name());
        }
        // Opened in CP932 and saved so, it is UTF-8 again but for what was lost.
        let garbled = encoding_rs::SHIFT_JIS.decode_without_bom_handling(text.as_bytes()).0;
        let saved = encoding_rs::SHIFT_JIS.encode(&garbled.replace('\u{fffd}', "?")).0.into_owned();
        match parse(&saved, &COLUMNS) {
            Ok(file) if saved == text.as_bytes() => assert_eq!(file.rows().count(), 1, "nothing was lost"),
            Ok(file) => assert_eq!(of(&file), [bad(2, RowFault::Unreadable)], "{text}"),
            Err(error) => assert!(matches!(error, Error::WrongEncoding(_)), "{text}: {error}"),
        }
        let cp932 = encoding_rs::SHIFT_JIS.encode(text).0;
        let lost = String::from_utf8_lossy(&cp932).into_owned();
        assert_eq!(fails(lost.as_bytes()), DetectedFormat::MisreadShiftJis, "{text}");
        assert!(parse(&cp932, &COLUMNS).is_ok() && parse(text.as_bytes(), &COLUMNS).is_ok(), "{text}");
    }
}

#[test]
fn half_width_kana_and_rare_kanji_are_still_cp932() {
    for text in [
        "date,name\na,ﾔﾏﾄｳﾝﾕ\n",
        // The end of one 架空 1号 and the beginning of the next are no letter of UTF-8.
        "date,name\na,架空 1号\nb,架空 2号\nc,架空 3号\nd,架空 4号\ne,架空 5号\n",
        "date,name\na,ｻｶﾞﾜ\nb,ﾈｺﾎﾟｽ\n",
        "日付,名称\na,渡邊\n",
        "date,name\na,邊見\n",
        "date,name\na,齋藤\n",
        "date,name\na,隯\n",
    ] {
        let file = parse(&encoding_rs::SHIFT_JIS.encode(text).0, &COLUMNS).unwrap();
        assert_eq!(file.encoding, Encoding::Cp932, "{text}");
    }
    let file = parse("date,name\na,隰～\n".as_bytes(), &COLUMNS).unwrap();
    assert_eq!(file.encoding, Encoding::Utf8, "in CP932 it would look like UTF-8 again");
}

#[test]
fn a_torn_row_still_shows_what_stands_in_its_place() {
    let file = parse(b"name,date\nb,a,c\n\"b\"x,a\n", &COLUMNS).unwrap();
    let cells: Vec<_> = file.rows().map(|row| row.unwrap_err().cells.map(Option::unwrap)).collect();
    assert_eq!(cells, [["a".to_owned(), "b".into()], ["a".to_owned(), "bx".into()]]);
}

#[test]
fn bytes_that_the_encoding_lacks_spoil_only_their_row() {
    let mut bytes = b"\xef\xbb\xbfdate,name\na,".to_vec();
    bytes.extend(b"\xff\nb,c\n");
    let file = parse(&bytes, &COLUMNS).unwrap();
    assert_eq!(of(&file), [bad(2, RowFault::Unreadable), row(3, "b", "c")]);
    // CP932: half of a letter at the end of the line.
    let mut bytes = b"date,name\na,".to_vec();
    bytes.extend(b"\x89\xc4\x8bG\x8b\n\x93\xfa,c\n");
    let file = parse(&bytes, &COLUMNS).unwrap();
    let all = of(&file);
    assert_eq!(
        (file.encoding, &all[0], &all[1]),
        (Encoding::Cp932, &bad(2, RowFault::Unreadable), &row(3, "日", "c"))
    );
}

#[test]
fn a_file_too_large_is_not_read() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "date\na\n").unwrap();
    let open = || std::fs::File::open(file.path()).unwrap();
    assert_eq!(read_bytes(open(), 7).map(|bytes| bytes.len()), Ok(7));
    assert_eq!(read_bytes(open(), 6), Err(Error::TooLarge(6)));
    file.as_file().set_len(MAX_BYTES + 1).unwrap();
    assert_eq!(read(open(), &FileForm::with_header(&COLUMNS)).unwrap_err(), Error::TooLarge(MAX_BYTES));
    assert_eq!(told(&Error::TooLarge(MAX_BYTES))[0], "stdin is larger than 64 MB; nothing was loaded");
}
