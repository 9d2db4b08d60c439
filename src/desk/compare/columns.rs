//! The columns of QSM's order download.

use crate::desk::csv_file::Column;

/// In the order in which a row is taken apart.
pub const COLUMNS: [Column; 13] = [
    Column::required(&["OrderNo", "注文番号"]),
    Column::optional(&["ShippingStatus", "配送状態"]).with_fallback(&["注文状態"]),
    Column::optional(&["OrderDate", "注文日"]).with_fallback(&["注文日時"]),
    Column::optional(&["PaymentDate", "入金日"]).with_fallback(&["決済日"]),
    Column::optional(&["ItemNo", "商品番号"]).with_fallback(&["商品コード"]),
    Column::optional(&["OrderQty", "数量"]).with_fallback(&["注文数量"]),
    Column::optional(&["DeliveryCompany", "配送会社"]),
    Column::optional(&["TrackingNo", "送り状番号"]).with_fallback(&["追跡番号", "追跡番号(送り状番号)"]),
    Column::optional(&["Receiver", "受取人名"]).with_fallback(&["受取人"]),
    Column::optional(&["ReceiverTel", "受取人電話番号"]),
    Column::optional(&["ReceiverMobile", "受取人携帯電話番号"]),
    Column::optional(&["ZipCode", "郵便番号"]),
    Column::optional(&["ShippingAddress", "住所"]),
];

/// Where those columns stand of which a blank cell says something.
pub const STATUS: usize = 1;
pub const PAYMENT: usize = 3;
pub const TRACKING: usize = 7;
