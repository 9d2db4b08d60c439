//! Every point that the API's documents leave open, as a named switch: tests try both sides of each.

use serde::{Deserialize, Serialize};

use super::error::Error;
use super::switch::{Switch, no_choice, no_variant, variants};

variants! {
    /// What `ResultObject` is when a list has no rows.
    empty_list "empty-list" EmptyList {
        /// JSON null.
        #[default] Null "null",
        /// An empty array.
        Array "array",
        /// An empty text.
        Text "text"
    }
    /// How numbers are written; whole numbers are quoted in the quoted forms too.
    numbers "numbers" Numbers {
        /// `1980.0000`.
        #[default] Decimals "decimals",
        /// `1980`.
        Plain "plain",
        /// `"1980.0000"`.
        QuotedDecimals "quoted-decimals",
        /// `"1980"`.
        QuotedPlain "quoted-plain"
    }
    /// What a text field without a value holds.
    empty_text "empty-text" EmptyText {
        /// `""`.
        #[default] Empty "empty",
        /// JSON null.
        Null "null",
        /// One blank.
        Blank "blank"
    }
    /// The wording of an order's status.
    status_text "status-text" StatusText {
        /// `On request(2)`.
        #[default] Japan "japan",
        /// `On Waiting(1)`, `Delivery(4)`: the wording of the Singapore site.
        Singapore "singapore",
        /// The bare number.
        Number "number",
        /// The bare digit as text.
        Digit "digit"
    }
    /// The form of `claimStatus`.
    claim_status "claim-status" ClaimStatus {
        /// `"3"`.
        #[default] Digit "digit",
        /// `3`.
        Number "number",
        /// `Cancel Completed(3)`.
        PhraseDigit "phrase-digit",
        /// `Cancel Completed`.
        Phrase "phrase",
        /// `キャンセル完了`.
        Japanese "japanese"
    }
    /// `claimStatus` of an order without a claim.
    no_claim "no-claim" NoClaim {
        /// `""`, subject to `empty-text`.
        #[default] Empty "empty",
        /// JSON null.
        Null "null",
        /// `"0"`.
        Zero "zero"
    }
    /// Whether an order stays in the order lists while its cancellation is only asked for.
    cancel_requested "cancel-requested" CancelRequested {
        /// It stays, in its old status.
        #[default] Listed "listed",
        /// Only the claim list shows it.
        Hidden "hidden"
    }
    /// What `cont_no` and `contr_no` of a bulk answer mean.
    bulk_row_id "bulk-row-id" BulkRowId {
        /// The order number.
        #[default] OrderNo "order-no",
        /// The row's position, from 1.
        Position "position"
    }
    /// The top `ResultCode` of a bulk answer with a failed row.
    bulk_part_failure "bulk-part-failure" BulkPartFailure {
        /// 0: only the rows tell.
        #[default] Zero "zero",
        /// -10010.
        Negative "negative"
    }
    /// Where a bulk answer's rows are.
    bulk_rows "bulk-rows" BulkRows {
        /// `ResultObject` is the array.
        #[default] Array "array",
        /// The same, and each row repeats its code as `ResultCode` and `ResultMsg`.
        RowCodes "row-codes",
        /// `ResultObject` is an object of `ResultCode`, `ResultMsg` and a further `ResultObject`.
        Nested "nested"
    }
    /// The field that names a problem with the key.
    key_problem_field "key-problem-field" KeyProblemField {
        /// `ErrorCode` and `ErrorMsg`.
        #[default] ErrorCode "error-code",
        /// `ResultCode` and `ResultMsg`.
        ResultCode "result-code"
    }
    /// The code for a wrong or missing key.
    wrong_key "wrong-key" WrongKey {
        /// -90001.
        #[default] NoSuchApi "-90001",
        /// -10000.
        CheckKey "-10000"
    }
    /// The code for a key past its year.
    expired_key "expired-key" ExpiredKey {
        /// -90004.
        #[default] First "-90004",
        /// -90005.
        Second "-90005"
    }
    /// What the first key request is answered with.
    first_key "first-key" FirstKey {
        /// A key.
        #[default] Given "given",
        /// An empty text; the second request gets the key.
        EmptyOnce "empty-once"
    }
    /// The form of `ResultCode` and `ErrorCode`.
    result_code "result-code" ResultCode {
        /// A number.
        #[default] Number "number",
        /// A quoted number.
        Quoted "quoted"
    }
    /// What comes before the JSON.
    body_start "body-start" BodyStart {
        /// Nothing.
        #[default] Bare "bare",
        /// A byte order mark.
        Bom "bom",
        /// White space.
        WhiteSpace "white-space",
        /// A byte order mark, then white space.
        Both "both"
    }
    /// Whether Content-Type names the charset.
    charset "charset" Charset {
        /// `application/json; charset=utf-8`.
        #[default] Named "named",
        /// `application/json`.
        Missing "missing"
    }
    /// Fields that nobody documented.
    extra_fields "extra-fields" ExtraFields {
        /// None.
        #[default] None "none",
        /// A few in every object.
        Some "some"
    }
    /// Whether `RelatedOrder` lists the row's own number too.
    related_order "related-order" RelatedOrder {
        /// Only the others.
        #[default] Others "others",
        /// All of the cart.
        WithOwn "with-own"
    }
    /// The order of list rows.
    row_order "row-order" RowOrder {
        /// By order number.
        #[default] Number "number",
        /// The newest number first.
        Reversed "reversed",
        /// Shuffled, the same way each time.
        Shuffled "shuffled"
    }
    /// Whether list rows come twice.
    duplicates "duplicates" Duplicates {
        /// Once each.
        #[default] None "none",
        /// Every row twice.
        Twice "twice"
    }
    /// How add-on codes are joined to the main one in `OptionCode`.
    addon_codes "addon-codes" AddonCodes {
        /// They are not shown.
        #[default] None "none",
        /// `MAIN,ADD`.
        Comma "comma",
        /// `MAIN/ADD`.
        Slash "slash",
        /// `ADD,MAIN`.
        CommaAddonFirst "comma-addon-first"
    }
    /// The rows of an item bulk call's answer.
    item_bulk_rows "item-bulk-rows" ItemBulkRows {
        /// No `ResultObject`: the counts in `ResultMsg` are all.
        #[default] Absent "absent",
        /// The rows sent, each with `ResultCode` and `ResultMsg`.
        Echo "echo"
    }
    /// What EditMoveGoodsInventory does with types that it does not name.
    move_edit "move-edit" MoveEdit {
        /// They are deleted.
        #[default] Replace "replace",
        /// They stay.
        Merge "merge"
    }
    /// The names accepted as `ShippingCorp`.
    carriers "carriers" Carriers {
        /// The Japanese names seen in working programs, and Qxpress.
        #[default] Known "known",
        /// Those and `Sagawa`.
        WithEnglish "with-english",
        /// Only the delivery companies of the shop's own delivery groups.
        ShopOnly "shop-only",
        /// Any name.
        Any "any"
    }
    /// Whether a 14-digit end of a search window belongs to it.
    end_bound "end-bound" EndBound {
        /// It does.
        #[default] Inclusive "inclusive",
        /// It does not.
        Exclusive "exclusive"
    }
    /// The language of messages.
    messages "messages" Messages {
        /// 日本語.
        #[default] Japanese "japanese",
        /// English.
        English "english"
    }
    /// When item look-ups show a change.
    item_changes "item-changes" ItemChanges {
        /// At once.
        #[default] AtOnce "at-once",
        /// After ten minutes.
        TenMinutes "ten-minutes"
    }
    /// How far ahead a planned ship date may lie.
    ship_date_limit "ship-date-limit" ShipDateLimit {
        /// 90 days.
        #[default] Ninety "90",
        /// 10 days, as the seller site says.
        Ten "10"
    }
    /// A second confirmation of a confirmed order by the single call.
    confirm_again "confirm-again" ConfirmAgain {
        /// The date changes.
        #[default] Accepted "accepted",
        /// -10010.
        Refused "refused"
    }
    /// Sending a sent order again by the single call.
    send_again "send-again" SendAgain {
        /// -10010.
        #[default] Refused "refused",
        /// The carrier and the number change.
        Accepted "accepted"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_can_be_set_and_is_shown() {
        for switch in Variants::default().list() {
            assert_eq!(switch.value, switch.choices[0], "{}", switch.name);
            for choice in &switch.choices {
                let mut variants = Variants::default();
                variants.set(switch.name, choice).unwrap();
                let shown = variants.list().into_iter().find(|s| s.name == switch.name).unwrap();
                assert_eq!(shown.value, *choice);
                let text = serde_json::to_string(&variants).unwrap();
                assert_eq!(serde_json::from_str::<Variants>(&text).unwrap(), variants);
            }
        }
    }

    #[test]
    fn unknown_names_and_choices_are_usage_errors() {
        let mut variants = Variants::default();
        assert!(variants.set("nonsense", "x").unwrap_err().is_usage());
        let error = variants.set("numbers", "roman").unwrap_err();
        assert!(error.to_string().contains("quoted-plain"), "{error}");
        assert_eq!(variants, Variants::default());
    }
}
