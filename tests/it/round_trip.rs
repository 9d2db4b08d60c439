//! To the warehouse and back: the practice shop's orders leave in each format, the label program hands its
//! file back in each of its forms, and Qoo10 is told each number once, with the right delivery company.

mod programs;
mod shop;

use programs::{Labels, Numbers, by_hand, ehiden3, spreadsheet, yamato, yupuri};
use shop::RoundTrip;

/// What a program makes of the labels that it was given.
type Program = fn(&Labels, &mut Numbers) -> Vec<u8>;

/// A form of a return file: its name, what writes it, and what is typed to load it.
type Form<'a> = (&'a str, Program, &'a [&'a str]);

/// Each form from a shop of its own.
fn check(format: &str, forms: &[Form<'_>]) {
    for (form, write, args) in forms {
        let shop = RoundTrip::new();
        let labels = shop.export(format);
        let mut numbers = Numbers::default();
        let file = write(&labels, &mut numbers);
        assert!(numbers.len() > 2, "{format}, {form}: {numbers:?}");
        shop.load(&file, args, &numbers, form);
        shop.push(&numbers, form);
    }
}

#[test]
fn every_return_file_of_b2_brings_each_number_to_qoo10_once() {
    check(
        "b2",
        &[
            ("95 columns with headings", yamato::with_headings, &[]),
            ("95 columns without headings", yamato::headless, &[]),
            ("97 columns", yamato::of_97_columns, &[]),
            ("98 columns without headings", yamato::of_98_columns, &[]),
            ("the first 42 columns without headings", yamato::of_42_columns, &[]),
            ("headings of another version, UTF-8", yamato::with_other_headings, &[]),
            ("named", yamato::headless, &["--format", "b2"]),
            ("several parcels", yamato::several_parcels, &[]),
        ],
    );
}

#[test]
fn every_return_file_of_ehiden3_brings_each_number_to_qoo10_once() {
    check(
        "ehiden3",
        &[
            ("four columns with headings", ehiden3::history, &[]),
            ("lines of text above the headings", ehiden3::below_a_title, &[]),
            ("a pair without headings", ehiden3::pair, &[]),
            ("four columns without headings", ehiden3::headless, &["--format", "ehiden3"]),
            ("several parcels", ehiden3::several_parcels, &[]),
        ],
    );
}

#[test]
fn every_return_file_of_yupuri_brings_each_number_to_qoo10_once() {
    check(
        "yupuri",
        &[
            ("six columns with headings", yupuri::six, &[]),
            ("five columns with headings", yupuri::five, &[]),
            ("six columns without headings", yupuri::six_headless, &["--format", "yupuri"]),
            ("five columns without headings", yupuri::five_headless, &["--format", "yupuri"]),
            ("rows of other shippers", yupuri::with_others, &["--skip-unknown"]),
            (
                "rows of other shippers first, without headings",
                yupuri::with_others_headless,
                &["--skip-unknown", "--format", "yupuri"],
            ),
            ("several parcels", yupuri::several_parcels, &[]),
        ],
    );
}

#[test]
fn numbers_of_clickpost_come_back_by_hand() {
    for (form, args, other) in [
        ("order and number", &["--format", "clickpost"][..], None),
        ("with the company", &[], Some("配送会社")),
        ("in the list of names", &["--format", "clickpost"], Some("氏名")),
    ] {
        let mut shop = RoundTrip::new();
        shop.add_clickpost_carts(45);
        let labels = shop.export("clickpost");
        assert_eq!(labels.rows.len(), 48, "in two files");
        let mut numbers = Numbers::default();
        let file = by_hand(&labels, &shop.list_orders(), other, &mut numbers);
        shop.load(&file, args, &numbers, form);
        shop.push(&numbers, form);
    }
}

#[test]
fn what_a_warehouse_makes_of_a_spreadsheet_comes_back() {
    check(
        "csv",
        &[
            ("a row an order", spreadsheet::by_order, &[]),
            ("a row a line, the number repeated", spreadsheet::by_line, &[]),
        ],
    );
    check("wms", &[("an order management's file", spreadsheet::next_engine, &[])]);
}
