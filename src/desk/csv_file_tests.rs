use super::*;

const COLUMNS: [Column; 2] =
    [Column::required(&["date", "日付", "休業日"]), Column::optional(&["name", "名称", "item_code"])];

type Bad = (usize, RowFault);

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
        missing: vec![("date / 日付", "日付 / date").into()],
        would_do: vec![WouldDo {
            column: ("date", "日付").into(),
            headings: ("date, 日付, 休業日", "日付、休業日、date").into(),
            mistaken: None,
        }],
        found: found.into(),
    };
    assert_eq!(fails("2026-08-13,夏季休業\n"), none("2026-08-13,夏季休業"));
    assert_eq!(fails("day;name\n"), none("day;name"));
    let error = fails("day,name\n");
    assert_eq!(error.to_string(), "has no column for: date / 日付 (its header: day,name)");
    assert_eq!(error.said().ja, "に次の列がありません: 日付 / date(見出し: day,name)");
    assert_eq!(fails("date,日付\n"), Error::Twice("date"));
    assert_eq!(fails("date,name,名称\n"), Error::Twice("name"));
    assert_eq!(fails("name;date;名称\n"), Error::Twice("name"), "also where semicolons are between");
    let two = [Column::required(&["date"]), Column::required(&["name"])];
    let Err(Error::NoHeader { missing, .. }) = parse("day;name\n".as_bytes(), &two) else { panic!() };
    assert_eq!(missing.len(), 1, "what is there is not said to be missing: {missing:?}");
}

#[test]
fn a_missing_column_names_a_few_headings_and_says_which_is_none() {
    const WHY: crate::domain::codes::Words = crate::domain::codes::Words { en: "a line", ja: "明細" };
    const MANY: [Column; 1] =
        [Column::required(&["a", "あ", "b", "い", "う", "え", "お"]).not(&["no", "番号"], WHY)];
    let told = |text: &str| match parse(text.as_bytes(), &MANY) {
        Err(Error::NoHeader { would_do, .. }) => would_do,
        other => panic!("{other:?}"),
    };
    let mut wanted = WouldDo {
        column: ("a", "あ").into(),
        headings: ("a, b, あ, い", "あ、い、う、え").into(),
        mistaken: None,
    };
    assert_eq!(told("x,y\n"), [wanted.clone()]);
    wanted.mistaken = Some(WHY);
    assert_eq!((told("x,番号\n"), told("No.\n")), (vec![wanted.clone()], vec![wanted]));
}

#[test]
fn semicolons_and_tabs_separate_where_the_header_then_does() {
    assert_eq!(rows("date;name\na;\"b;c\"\nd;e,f\n"), [row(2, "a", "b;c"), row(3, "d", "e,f")]);
    assert_eq!(rows("name\tdate\nb;c\ta\n\"x\ty\"\tz\n"), [row(2, "a", "b;c"), row(3, "z", "x\ty")]);
    assert_eq!(rows("date;name\na;b;c\n"), [bad(2, RowFault::TooManyCells)]);
    assert_eq!(rows("date,name;x\na;b,c\n"), [row(2, "a;b", "")], "commas do");
    assert_eq!(parse(b"date;date\n", &COLUMNS).unwrap_err(), Error::Twice("date"));
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
        ]
    );
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
    assert_eq!(bytes(file.path(), 7).map(|bytes| bytes.len()), Ok(7));
    assert_eq!(bytes(file.path(), 6), Err(Error::TooLarge(6)));
    file.as_file().set_len(MAX_BYTES + 1).unwrap();
    assert_eq!(read(file.path(), &COLUMNS).unwrap_err(), Error::TooLarge(MAX_BYTES));
    assert_eq!(Error::TooLarge(MAX_BYTES).to_string(), "is larger than 32 MB");
}
