//! What Qoo10's codes mean, and what to do about them: the one table (docs/qoo10-api.md).
//!
//! The same number means different things per method, so the table is keyed by a family of methods and the code.

use super::said::Said;

/// Methods that share the meaning of their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Any method.
    Any,
    /// `GetShippingInfo_v2`, `GetShippingInfo_v3`.
    Orders,
    /// `GetClaimInfo_V3`.
    Claims,
    /// `GetShippingAndClaimInfoByOrderNo_V2`.
    OrderByNumber,
    /// `Claim.SetCancelProcess`.
    Cancel,
    /// `SetSellerCheckYN_V2`.
    Confirm,
    /// `SetSellerCheckYNBulk`.
    ConfirmBulk,
    /// `SetSendingInfo`.
    Send,
    /// `SetSendingInfoBulk`.
    SendBulk,
    /// Any method on items.
    AnyItem,
    /// `GetAllGoodsInfo`.
    ItemList,
    /// `GetItemDetailInfo`.
    ItemDetail,
    /// `RequestFileDownload`.
    ItemFile,
    /// `EditGoodsStatus`.
    ItemStatus,
    /// `SetGoodsPriceQty`, `InsertInventoryDataUnit`, `UpdateInventoryDataUnit` and their like.
    Quantity,
    /// `SetGoodsPriceQtyBulk`, `InsertInventoryDataBulk`, `UpdateInventoryDataBulk`.
    QuantityBulk,
    /// `EditGoodsInventory`.
    Inventory,
}

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// 日本語
    pub ja: &'static str,
}

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explained {
    /// In plain words.
    pub meaning: Words,
    /// What to do next.
    pub next: Words,
}

impl Explained {
    /// Both, in one sentence.
    pub fn said(&self) -> Said {
        let Self { meaning, next } = self;
        Said::new(format!("{}: {}", meaning.en, next.en), format!("{}。{}", meaning.ja, next.ja))
    }
}

/// A row: the family, its codes with this meaning, the meaning and what to do, in English and Japanese.
type Row = (Family, &'static [i64], [&'static str; 2], [&'static str; 2]);

/// The meaning of a code, as the first of these families that knows it says, or as any method would.
pub fn explain(families: &[Family], code: i64) -> Option<Explained> {
    let among = |family: &Family| TABLE.iter().find(|row| row.0 == *family && row.1.contains(&code));
    let (_, _, meaning, next) = families.iter().chain(&[Family::Any]).find_map(among)?;
    let words = |[en, ja]: &[&'static str; 2]| Words { en, ja };
    Some(Explained { meaning: words(meaning), next: words(next) })
}

/// The families whose codes the entries of a step can carry.
pub fn of_step(step: &str) -> &'static [Family] {
    use Family::{
        AnyItem, Claims, ConfirmBulk, Inventory, ItemDetail, ItemList, OrderByNumber, Orders, Quantity,
        QuantityBulk, SendBulk,
    };
    match step {
        "import" => &[Orders, ItemDetail, AnyItem],
        "sync-status" => &[OrderByNumber, Claims, Orders],
        "schedule-date" => &[ConfirmBulk],
        "push-shipments" => &[SendBulk],
        "push-stock" => &[QuantityBulk, Quantity, Inventory, ItemDetail, AnyItem],
        "listings pull" => &[ItemList, ItemDetail, AnyItem],
        _ => &[],
    }
}

/// The families of a method, by its full name.
pub fn of_method(name: &str) -> &'static [Family] {
    let method = name.split_once('.').map_or(name, |(_, method)| method);
    match method {
        "GetShippingInfo_v2" | "GetShippingInfo_v3" => &[Family::Orders],
        "GetClaimInfo_V3" => &[Family::Claims],
        "GetShippingAndClaimInfoByOrderNo_V2" => &[Family::OrderByNumber],
        "SetCancelProcess" => &[Family::Cancel],
        "SetSellerCheckYN_V2" => &[Family::Confirm],
        "SetSellerCheckYNBulk" => &[Family::ConfirmBulk],
        "SetSendingInfo" => &[Family::Send],
        "SetSendingInfoBulk" => &[Family::SendBulk],
        "GetAllGoodsInfo" => &[Family::ItemList, Family::AnyItem],
        "RequestFileDownload" => &[Family::ItemFile, Family::AnyItem],
        "EditGoodsStatus" => &[Family::ItemStatus, Family::AnyItem],
        "EditGoodsInventory" => &[Family::Inventory, Family::AnyItem],
        _ if name.starts_with("ItemsLookup.") => &[Family::ItemDetail, Family::AnyItem],
        _ if name.starts_with("Items") && method.ends_with("Bulk") => {
            &[Family::QuantityBulk, Family::AnyItem]
        }
        _ if name.starts_with("Items") => &[Family::Quantity, Family::AnyItem],
        _ => &[],
    }
}

/// Every family and code that the table knows, row by row.
pub fn known() -> impl Iterator<Item = (Family, i64)> {
    TABLE.iter().flat_map(|row| row.1.iter().map(|code| (row.0, *code)))
}

use Family as F;

const REPORT: [&str; 2] = [
    "the next run tries again; if it stays, report it as a fault of this program",
    "次回もう一度実行します。続く場合は本プログラムの不具合としてご報告ください",
];
const TRY_AGAIN: [&str; 2] = [
    "the next run tries again; if it stays, look it up in QSM",
    "次回もう一度実行します。続く場合はQSMで確認してください",
];
const OTHER_SHOP: [&str; 2] = ["Qoo10 says it is another shop's", "他店舗の注文です"];
const CHECK_KEY: [&str; 2] =
    ["check which key the configuration names", "設定の販売者認証キーを確認してください"];
const BAD_NUMBER: [&str; 2] = ["Qoo10 takes this for no order number", "注文番号の形式が正しくありません"];
const NUMBER_WITH_SHIP: [&str; 2] = ["correct it with orders ship", "orders ship で修正してください"];
const NO_ITEM: [&str; 2] = ["Qoo10 does not know the item", "商品が見つかりません"];
const PULL: [&str; 2] =
    ["run listings pull, then map the item", "listings pull を実行し、商品を対応付けてください"];
const NOT_PROCESSED: [&str; 2] =
    ["Qoo10 could not carry it out; its message says why", "処理エラーです。メッセージに理由があります"];
const QSM_ITEM: [&str; 2] = [
    "look at the item in QSM; the next run tries again",
    "QSMで商品を確認してください。次回もう一度実行します",
];
const WINDOW: [&str; 2] = ["the dates asked for span more than 90 days", "検索期間が90日を超えています"];
const STATUS_IN_QSM: [&str; 2] = ["look at the item's status in QSM", "QSMで商品の状態を確認してください"];

const TABLE: &[Row] = &[
    (F::Any, &[0], ["done", "成功"], ["nothing", "対応は不要です"]),
    (
        F::Any,
        &[-10000],
        ["the seller key is wrong", "販売者認証キーが正しくありません"],
        [
            "check the key, and whether the shop's password was changed (that ends a key); issue a new one if need be (qoo10-bridge key issue)",
            "キーを確認してください。QSMのパスワード変更でもキーは失効します。必要なら qoo10-bridge key issue で新しいキーを発行してください",
        ],
    ),
    (
        F::Any,
        &[-90001],
        [
            "Qoo10 says that there is no such method, which a wrong key gets too",
            "APIが存在しません。キーが誤っている場合も返されます",
        ],
        [
            "check the key, and whether the shop's password was changed (that ends a key); issue a new one if need be (qoo10-bridge key issue)",
            "キーを確認してください。QSMのパスワード変更でもキーは失効します。必要なら qoo10-bridge key issue で新しいキーを発行してください",
        ],
    ),
    (
        F::Any,
        &[-90002, -90003],
        ["the key has no rights for this method", "このメソッドの実行権限がありません"],
        ["ask Qoo10 for them", "Qoo10に権限の付与を依頼してください"],
    ),
    (
        F::Any,
        &[-90004, -90005],
        ["the key has expired", "販売者認証キーの有効期限が切れています"],
        [
            "issue a new seller authorization key: qoo10-bridge key issue",
            "qoo10-bridge key issue で新しいキーを発行してください",
        ],
    ),
    (F::Orders, &[-10001], ["Qoo10 does not take the dates asked for", "検索日が正しくありません"], REPORT),
    (F::Orders, &[-10002], WINDOW, REPORT),
    (F::Orders, &[-10003], ["there is no such shipping status", "配送状態の指定が正しくありません"], REPORT),
    (
        F::Orders,
        &[-10004],
        [
            "the shipping status and the kind of date do not go together",
            "配送状態と検索条件の組み合わせが正しくありません",
        ],
        REPORT,
    ),
    (F::Claims, &[-10001], ["Qoo10 does not know the seller", "販売者情報が存在しません"], CHECK_KEY),
    (F::Claims, &[-10002], ["Qoo10 does not take the dates asked for", "検索日が正しくありません"], REPORT),
    (F::Claims, &[-10003], WINDOW, REPORT),
    (F::OrderByNumber, &[-10001], ["Qoo10 does not know the seller", "販売者情報が存在しません"], CHECK_KEY),
    (F::OrderByNumber, &[-10002], BAD_NUMBER, REPORT),
    (
        F::OrderByNumber,
        &[-10003],
        ["this shop has no such order number", "この店舗に該当する注文番号がありません"],
        ["look it up in QSM, then set the order by hand", "QSMで確認し、手動で変更してください"],
    ),
    (F::Cancel, &[-10001], BAD_NUMBER, ["check the number in QSM", "QSMで注文番号を確認してください"]),
    (
        F::Cancel,
        &[-10002],
        ["there is no such order", "注文が存在しません"],
        ["check the number in QSM", "QSMで注文番号を確認してください"],
    ),
    (F::Cancel, &[-10003], ["the seller is not the order's", "販売者情報が正しくありません"], CHECK_KEY),
    (
        F::Cancel,
        &[-10004],
        ["the order can no longer be cancelled", "キャンセルできない状態です"],
        ["look at its state in QSM", "QSMで注文の状態を確認してください"],
    ),
    (F::Confirm, &[-10001], BAD_NUMBER, REPORT),
    (F::Confirm, &[-10004], OTHER_SHOP, CHECK_KEY),
    (
        F::Confirm,
        &[-10005],
        ["Qoo10 does not take the customer number", "顧客番号の形式が正しくありません"],
        REPORT,
    ),
    (
        F::Confirm,
        &[-10010, -10100],
        ["Qoo10 did not take the date", "発送予定日の登録に失敗しました"],
        TRY_AGAIN,
    ),
    (F::ConfirmBulk, &[-10001], BAD_NUMBER, REPORT),
    (F::ConfirmBulk, &[-10004], OTHER_SHOP, CHECK_KEY),
    (
        F::ConfirmBulk,
        &[-10005],
        ["Qoo10 does not take the customer number", "顧客番号の形式が正しくありません"],
        REPORT,
    ),
    (F::ConfirmBulk, &[-10006], ["Qoo10 cannot read the list", "JSONの形式が正しくありません"], REPORT),
    (
        F::ConfirmBulk,
        &[-10007],
        ["the order cannot be confirmed now", "処理できない注文です"],
        ["run sync-status, then look it up in QSM", "ステータス同期を実行し、QSMで確認してください"],
    ),
    (
        F::ConfirmBulk,
        &[-10010],
        ["Qoo10 did not take the date", "Qoo10が登録を受け付けませんでした"],
        ["the next run tries again", "次回もう一度登録します"],
    ),
    (F::ConfirmBulk, &[-10011], ["the list has more than 500 rows", "件数が500件を超えています"], REPORT),
    (
        F::ConfirmBulk,
        &[-10012],
        ["it was confirmed already", "販売者確認済みです"],
        ["nothing: the date at Qoo10 is read back", "対応は不要です(Qoo10の発送予定日を読み戻します)"],
    ),
    (
        F::ConfirmBulk,
        &[-10013],
        [
            "Qoo10 no longer takes a date for it: it is not a new, paid order",
            "新規注文(配送要請)の状態ではないため、発送予定日を登録できません",
        ],
        ["run sync-status, then look it up in QSM", "ステータス同期を実行し、QSMで確認してください"],
    ),
    (
        F::ConfirmBulk,
        &[-10014],
        ["the buyer asks to cancel it", "キャンセル要請中です"],
        ["do not ship; decide the request at Qoo10", "出荷せず、Qoo10で要請に対応してください"],
    ),
    (
        F::ConfirmBulk,
        &[-10015],
        ["the buyer fetches it, so Qoo10 takes no date", "来店受取のため登録できません"],
        ["handle it in QSM", "QSMで対応してください"],
    ),
    (F::ConfirmBulk, &[-10016], ["Qoo10 misses the planned ship date", "発送予定日がありません"], REPORT),
    (
        F::ConfirmBulk,
        &[-10017],
        ["Qoo10 does not take a date so far away", "発送予定日が登録可能な範囲を超えています"],
        ["lower schedule_date.max_days_ahead", "schedule_date.max_days_aheadを小さくしてください"],
    ),
    (
        F::ConfirmBulk,
        &[-10018],
        ["Qoo10 wants a date after its today", "発送予定日は翌日以降である必要があります"],
        ["check this machine's clock", "この端末の時計を確認してください"],
    ),
    (F::Send, &[-10001], BAD_NUMBER, REPORT),
    (F::Send, &[-10002], NO_COMPANY, GIVE_WITH_SHIP),
    (F::Send, &[-10003], NO_TRACKING, GIVE_WITH_SHIP),
    (F::Send, &[-10004], OTHER_SHOP, CHECK_KEY),
    (
        F::Send,
        &[-10010],
        [
            "Qoo10 did not take the shipment: unpaid, cancelled or sent already",
            "出荷情報の更新に失敗しました",
        ],
        ["look at its state in QSM", "QSMで注文の状態を確認してください"],
    ),
    (F::SendBulk, &[-10001, -10115], BAD_NUMBER, REPORT),
    (F::SendBulk, &[-10002, -10116], NO_COMPANY, GIVE_WITH_SHIP),
    (F::SendBulk, &[-10003, -10104, -10117], NO_TRACKING, GIVE_WITH_SHIP),
    (F::SendBulk, &[-10004, -10122], OTHER_SHOP, CHECK_KEY),
    (
        F::SendBulk,
        &[-10005],
        ["Qoo10 does not take the customer number", "顧客番号の形式が正しくありません"],
        REPORT,
    ),
    (F::SendBulk, &[-10006], ["Qoo10 cannot read the list", "JSONの形式が正しくありません"], REPORT),
    (
        F::SendBulk,
        &[-10007],
        ["the order cannot be sent now", "処理できない注文です"],
        ["run sync-status, then look it up in QSM", "ステータス同期を実行し、QSMで確認してください"],
    ),
    (
        F::SendBulk,
        &[-10010],
        ["Qoo10 did not take it", "Qoo10が受け付けませんでした"],
        ["the next run tries again", "次回もう一度送信します"],
    ),
    (F::SendBulk, &[-10011], ["the list has more than 500 rows", "件数が500件を超えています"], REPORT),
    (
        F::SendBulk,
        &[-10101],
        ["the buyer asks to cancel it", "キャンセル要請中です"],
        [
            "do not ship, stop the parcel; decide the request at Qoo10",
            "出荷せず、荷物を止めて、Qoo10で要請に対応してください",
        ],
    ),
    (
        F::SendBulk,
        &[-10102],
        ["the buyer fetches it", "来店受取の注文です"],
        ["handle it in QSM", "QSMで対応してください"],
    ),
    (
        F::SendBulk,
        &[-10103, -10113, -10114],
        ["Qoo10 has seen this tracking number with another cart", "この送り状番号は別のカートで使用済みです"],
        ["check it, and correct it with orders ship", "確認し、orders ship で修正してください"],
    ),
    (
        F::SendBulk,
        &[-10105],
        ["the tracking number has the wrong length", "送り状番号の桁数が違います"],
        NUMBER_WITH_SHIP,
    ),
    (
        F::SendBulk,
        &[-10106, -10107, -10111],
        ["Qoo10 takes the tracking number for invalid", "送り状番号が無効です"],
        NUMBER_WITH_SHIP,
    ),
    (
        F::SendBulk,
        &[-10108],
        ["the check digit of the tracking number is wrong", "送り状番号のチェックディジットが違います"],
        NUMBER_WITH_SHIP,
    ),
    (
        F::SendBulk,
        &[-10109],
        [
            "this delivery company is not registered for parcels from China to Japan",
            "中国から日本への配送に登録されていない配送会社です",
        ],
        [
            "ask Qoo10, or change [push_shipments.carriers]",
            "Qoo10に確認するか、[push_shipments.carriers] を変更してください",
        ],
    ),
    (
        F::SendBulk,
        &[-10119],
        ["this shop may not use Japan Post", "日本郵便の利用権限がありません"],
        [
            "ask Qoo10, or change [push_shipments.carriers]",
            "Qoo10に確認するか、[push_shipments.carriers] を変更してください",
        ],
    ),
    (
        F::SendBulk,
        &[-10112],
        ["this shop may not use this delivery company", "この配送会社は利用できません"],
        [
            "ask Qoo10, or change [push_shipments.carriers]",
            "Qoo10に確認するか、[push_shipments.carriers] を変更してください",
        ],
    ),
    (
        F::SendBulk,
        &[-10118],
        ["the buyer chose another way of delivery", "購入者が選択した配送方法と異なります"],
        ["look it up in QSM", "QSMで確認してください"],
    ),
    (
        F::SendBulk,
        &[-10120],
        ["Qoo10 does not know this name of a delivery company", "配送会社名がQoo10の名称と一致しません"],
        [
            "put its exact name under [push_shipments.carriers]",
            "[push_shipments.carriers] に正確な名称を設定してください",
        ],
    ),
    (
        F::SendBulk,
        &[-10121],
        [
            "this delivery company does not deliver to the buyer's country",
            "配送会社と配送先の国が一致しません",
        ],
        ["look it up in QSM", "QSMで確認してください"],
    ),
    (
        F::AnyItem,
        &[-999, -990, -101],
        [
            "a fault inside Qoo10; the documents say no more",
            "Qoo10内部のエラーです(説明は公開されていません)",
        ],
        TRY_AGAIN,
    ),
    (
        F::ItemList,
        &[-10001],
        ["Qoo10 does not take the item status or the page", "商品状態またはページの指定が正しくありません"],
        REPORT,
    ),
    (F::ItemDetail, &[-10001], NO_ITEM, PULL),
    (
        F::ItemDetail,
        &[-10009],
        [
            "the item is neither on sale nor stopped by the shop",
            "取引可能・取引待機のどちらの商品でもありません",
        ],
        STATUS_IN_QSM,
    ),
    (
        F::ItemFile,
        &[-10005],
        ["the 10 downloads of this day are used up", "1日10回のダウンロード上限に達しました"],
        ["try again tomorrow", "翌日にもう一度実行してください"],
    ),
    (F::ItemStatus, &[-10002], ["Qoo10 is still reviewing the item", "商品は検収待ちです"], STATUS_IN_QSM),
    (F::ItemStatus, &[-10003], ["Qoo10 has suspended the item", "商品は取引中止です"], STATUS_IN_QSM),
    (F::ItemStatus, &[-10004], ["Qoo10 has restricted the item", "商品は取引制限中です"], STATUS_IN_QSM),
    (F::ItemStatus, &[-10005], ["Qoo10 has rejected the item", "商品は承認拒否されています"], STATUS_IN_QSM),
    (F::ItemStatus, &[-10006], ["there is no such item status", "商品状態の指定が正しくありません"], REPORT),
    (F::Quantity, &[-10001], NO_ITEM, PULL),
    (F::Quantity, &[-10101], NOT_PROCESSED, QSM_ITEM),
    (
        F::QuantityBulk,
        &[-1],
        ["at least one row of the call failed", "一部の行が失敗しました"],
        [
            "nothing: the quantities are read back, and the next run sets what is missing",
            "対応は不要です(数量を読み戻し、残りは次回設定します)",
        ],
    ),
    (F::QuantityBulk, &[-2], ["the list has more than 500 rows", "件数が500件を超えています"], REPORT),
    (
        F::Inventory,
        &[-10002],
        ["Qoo10 cannot read the list of options", "オプション情報の形式が正しくありません"],
        [
            "take ||* and $$ out of the names of the options in QSM",
            "QSMでオプション名から ||* と $$ を取り除いてください",
        ],
    ),
];

const NO_COMPANY: [&str; 2] = ["Qoo10 misses the delivery company", "配送会社がありません"];
const NO_TRACKING: [&str; 2] = ["Qoo10 misses the tracking number", "送り状番号がありません"];
const GIVE_WITH_SHIP: [&str; 2] = ["give it with orders ship", "orders ship で登録してください"];

#[cfg(test)]
#[path = "codes_tests.rs"]
mod tests;
