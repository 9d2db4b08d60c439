//! The messages that come with codes. They are for people: programs branch on the number.

use super::variants::Messages;

type CodeMessage = (i64, &'static str, &'static str);

const COMMON: &[CodeMessage] = &[
    (0, "SUCCESS", "SUCCESS"),
    (-10000, "Please check the Seller Authorization Key.", "販売者認証キーを確認してください。"),
    (-90001, "The API does not exist", "存在しないAPIです。"),
    (-90002, "You are not authorized for this.", "当該メソッドの実行権限が許可されていません。"),
    (-90003, "You are not authorized for this.", "当該メソッドの実行権限が許可されていません。"),
    (
        -90004,
        "Seller authorization key is expired. Use a new key.",
        "販売者認証キーが期限切れです。新しいキーを使用してください。",
    ),
    (
        -90005,
        "Seller authorization key is expired. Use a new key.",
        "販売者認証キーが期限切れです。新しいキーを使用してください。",
    ),
];

const ORDER_LIST: &[CodeMessage] = &[
    (-10001, "Please check the search date.", "検索日を確認してください。"),
    (-10002, "Searching period exceeds to 90 days.", "検索期間が90日を超えています。"),
    (
        -10003,
        "For Shipping Status, only 0, 1, 2, 3, 4, and 5 can be entered.",
        "配送状態は0、1、2、3、4、5のみ入力できます。",
    ),
    (-10004, "Shipping Stat and Search Condition do not match.", "配送状態と検索条件が一致しません。"),
];

const CLAIMS: &[CodeMessage] = &[
    (-10001, "Not exists seller info", "販売者情報が存在しません。"),
    (-10002, "Search Date Error", "検索日付エラー"),
    (-10003, "Searching period exceeds to 90 days.", "検索期間が90日を超えています。"),
];

const BY_NUMBER: &[CodeMessage] = &[
    (-10001, "Not exists seller info", "販売者情報が存在しません。"),
    (-10002, "OrderNo format error", "注文番号の形式エラー"),
    (-10003, "There is not OrdrNo for Seller", "販売者の注文番号ではありません。"),
];

const CANCEL: &[CodeMessage] = &[
    (-10001, "Wrong order number", "注文番号を確認してください。"),
    (-10002, "No such order", "注文が存在しません。"),
    (-10003, "Seller information is wrong", "販売者情報が正しくありません。"),
    (-10004, "The state of the order does not allow it", "処理できない状態です。"),
];

const ORDER_WRITES: &[CodeMessage] = &[
    (-10001, "OrderNo format error", "注文番号の形式エラー"),
    (-10002, "ShippingCorp is missing", "配送会社を入力してください。"),
    (-10003, "TrackingNo is missing", "送り状番号を入力してください。"),
    (-10004, "There is not OrdrNo for Seller.", "販売者の注文番号ではありません。"),
    (-10005, "Cust Number format error", "顧客番号の形式エラー"),
    (-10006, "Json string form is invalid", "Json文字列の形式が正しくありません。"),
    (-10007, "Non available order", "処理できない注文です。"),
    (-10010, "Failed to update", "更新に失敗しました。"),
    (-10011, "Over limit count", "件数の上限を超えています。"),
    (-10012, "Already been checked by the seller", "既に販売者確認済みです。"),
    (-10013, "Not in the status of a delivery request", "配送要請の状態ではありません。"),
    (-10014, "It is being claimed", "クレーム処理中です。"),
    (-10016, "Estimated Shipment Date is Null", "発送予定日がありません。"),
    (-10017, "Maximum Registration Available Date Exceeded", "登録可能な最大日を超えています。"),
    (-10018, "Must enter the date after today", "明日以降の日付を入力してください。"),
    (-10101, "Order is being claimed", "クレーム処理中の注文です。"),
    (-10103, "Tracking No is used before", "既に使用された送り状番号です。"),
    (-10104, "Enter tracking number", "送り状番号を入力してください。"),
    (-10105, "Size of tracking number", "送り状番号の桁数が正しくありません。"),
    (-10106, "Invalid tracking number (front)", "送り状番号の前半が正しくありません。"),
    (-10108, "Check digit of tracking number", "送り状番号のチェックデジットが正しくありません。"),
    (-10115, "OrderNo format", "注文番号の形式エラー"),
    (-10116, "Missing parameter (ShippingCorp)", "パラメータがありません。(ShippingCorp)"),
    (-10117, "Missing parameter (TrackingNo)", "パラメータがありません。(TrackingNo)"),
    (-10120, "Please enter the exact name of the delivery company.", "正確な配送会社名を入力してください。"),
    (-10122, "Not this seller's order", "販売者の注文ではありません。"),
];

const ITEM_LIST: &[CodeMessage] = &[(
    -10001,
    "Please check the ItemStatus (S0, S1, S2, S4) and the Page.",
    "商品状態(S0、S1、S2、S4)とページを確認してください。",
)];

const ITEMS: &[CodeMessage] = &[
    (
        -10001,
        "Fail to find Item information with 'ItemCode','SellerCode'.",
        "「ItemCode」「SellerCode」で商品情報が見つかりません。",
    ),
    (-10002, "Format error", "形式エラー"),
    (-10009, "The item is not on sale or waiting", "取引可能または取引待機の商品ではありません。"),
    (-10101, "Processing Error", "処理エラー"),
    (-2, "Over 500 rows", "500件を超えています。"),
];

const LOGIN: &[CodeMessage] =
    &[(-10001, "Please check the ID and the password.", "IDとパスワードを確認してください。")];

/// The text of a code; methods give the same number different meanings.
pub(crate) fn message(method: &str, code: i64, language: Messages) -> String {
    let name = method.split_once('.').map_or(method, |(_, name)| name).to_ascii_lowercase();
    let own = match name.as_str() {
        "getshippinginfo_v3" | "getshippinginfo_v2" => ORDER_LIST,
        "getclaiminfo_v3" => CLAIMS,
        "getshippingandclaiminfobyorderno_v2" => BY_NUMBER,
        "setcancelprocess" => CANCEL,
        "getallgoodsinfo" => ITEM_LIST,
        "createcertificationkey" => LOGIN,
        _ if name.starts_with("setsell") || name.starts_with("setsending") => ORDER_WRITES,
        _ => ITEMS,
    };
    let row = COMMON.iter().chain(own).find(|row| row.0 == code);
    let (_, english, japanese) = row.unwrap_or(&(0, "An error occurred.", "エラーが発生しました。"));
    match language {
        Messages::Japanese => japanese,
        Messages::English => english,
    }
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_means_what_its_method_says() {
        let english = |method, code| message(method, code, Messages::English);
        assert_eq!(english("ShippingBasic.GetShippingInfo_v3", -10001), "Please check the search date.");
        assert_eq!(english("ShippingBasic.SetSendingInfo", -10001), "OrderNo format error");
        assert_eq!(english("ShippingBasic.GetClaimInfo_V3", -10002), "Search Date Error");
        assert_eq!(message("X.Y", -90004, Messages::Japanese).chars().next(), Some('販'));
    }
}
