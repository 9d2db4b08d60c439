//! クリックポスト: まとめ申込. No key of ours comes back from it.

use super::column::CellLimit::{Characters, HalfWidth, Mixed};
use super::column::CellSource::{Address, Fixed, Goods, Name, Zip};
use super::column::Line::Own;
use super::column::Side::Receiver;
use super::column::{LabelColumn, optional, required};

/// So many rows a file has at most.
pub const MAX_ROWS: usize = 40;

pub(super) const COLUMNS: &[LabelColumn] = &[
    required("お届け先郵便番号", HalfWidth(8), Zip(Receiver)),
    required("お届け先氏名", Mixed(40), Name(Receiver, Own)),
    required("お届け先敬称", Mixed(4), Fixed("様")),
    required("お届け先住所1行目", Characters(20), Address(Receiver, Own)),
    optional("お届け先住所2行目", Characters(20), Address(Receiver, Own)),
    optional("お届け先住所3行目", Characters(20), Address(Receiver, Own)),
    optional("お届け先住所4行目", Characters(20), Address(Receiver, Own)),
    required("内容品", Characters(15), Goods),
];
