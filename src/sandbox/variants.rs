//! Every point that the API's documents leave open, as a named switch: tests try both sides of each.
//! What each choice means stands in docs/sandbox.md, which a test holds against this table.

use serde::{Deserialize, Serialize};

use super::error::Error;
use super::switch::{Switch, no_choice, no_variant, variants};

variants! {
    /// What `ResultObject` is when a list has no rows.
    EmptyList empty_list "empty-list": Null "null", Array "array", Text "text";
    /// How numbers are written; whole numbers are quoted in the quoted forms too.
    Numbers numbers "numbers":
        Decimals "decimals", Plain "plain", QuotedDecimals "quoted-decimals", QuotedPlain "quoted-plain";
    /// What a text field without a value holds.
    EmptyText empty_text "empty-text": Empty "empty", Null "null", Blank "blank";
    /// The wording of an order's status.
    StatusText status_text "status-text":
        Japan "japan", Singapore "singapore", Number "number", Digit "digit";
    /// The form of `claimStatus`.
    ClaimStatus claim_status "claim-status":
        Digit "digit", Number "number", PhraseDigit "phrase-digit", Phrase "phrase", Japanese "japanese";
    /// `claimStatus` of an order without a claim.
    NoClaim no_claim "no-claim": Empty "empty", Null "null", Zero "zero";
    /// Whether an order stays in the order lists while its cancellation is only asked for.
    CancelRequested cancel_requested "cancel-requested": Listed "listed", Hidden "hidden";
    /// What `cont_no` and `contr_no` of a bulk answer mean.
    BulkRowId bulk_row_id "bulk-row-id": OrderNo "order-no", Position "position";
    /// The top `ResultCode` of a bulk answer with a failed row.
    BulkPartFailure bulk_part_failure "bulk-part-failure": Zero "zero", Negative "negative";
    /// Where a bulk answer's rows are.
    BulkRows bulk_rows "bulk-rows": Array "array", RowCodes "row-codes", Nested "nested";
    /// The field that names a problem with the key.
    KeyProblemField key_problem_field "key-problem-field": ErrorCode "error-code", ResultCode "result-code";
    /// The code for a wrong or missing key.
    WrongKey wrong_key "wrong-key": NoSuchApi "-90001", CheckKey "-10000";
    /// The code for a key past its year.
    ExpiredKey expired_key "expired-key": First "-90004", Second "-90005";
    /// What the first key request is answered with.
    FirstKey first_key "first-key": Given "given", EmptyOnce "empty-once";
    /// The form of `ResultCode` and `ErrorCode`.
    ResultCode result_code "result-code": Number "number", Quoted "quoted";
    /// What comes before the JSON.
    BodyStart body_start "body-start": Bare "bare", Bom "bom", WhiteSpace "white-space", Both "both";
    /// Whether Content-Type names the charset.
    Charset charset "charset": Named "named", Missing "missing";
    /// Fields that nobody documented.
    ExtraFields extra_fields "extra-fields": None "none", Some "some";
    /// Whether `RelatedOrder` lists the row's own number too.
    RelatedOrder related_order "related-order": WithOwn "with-own", Others "others";
    /// Whether what people typed comes HTML-escaped.
    Names names "names": Plain "plain", Escaped "escaped";
    /// How a phone number follows its country prefix.
    Phones phones "phones": National "national", WithZero "with-zero";
    /// The order of list rows.
    RowOrder row_order "row-order": Number "number", Reversed "reversed", Shuffled "shuffled";
    /// Whether list rows come twice.
    Duplicates duplicates "duplicates": None "none", Twice "twice";
    /// How add-on codes are joined to the main one in `OptionCode`.
    AddonCodes addon_codes "addon-codes":
        None "none", Comma "comma", Slash "slash", CommaAddonFirst "comma-addon-first";
    /// The rows of an item bulk call's answer.
    ItemBulkRows item_bulk_rows "item-bulk-rows": Absent "absent", Echo "echo";
    /// What EditMoveGoodsInventory does with types that it does not name.
    MoveEdit move_edit "move-edit": Replace "replace", Merge "merge";
    /// The names accepted as `ShippingCorp`.
    Carriers carriers "carriers":
        Known "known", WithEnglish "with-english", ShopOnly "shop-only", Any "any";
    /// Whether a 14-digit end of a search window belongs to it.
    EndBound end_bound "end-bound": Inclusive "inclusive", Exclusive "exclusive";
    /// The language of messages.
    Messages messages "messages": Japanese "japanese", English "english";
    /// When item look-ups show a change.
    ItemChanges item_changes "item-changes": AtOnce "at-once", TenMinutes "ten-minutes";
    /// How far ahead a planned ship date may lie.
    ShipDateLimit ship_date_limit "ship-date-limit": Ninety "90", Ten "10";
    /// A second confirmation of a confirmed order by the single call.
    ConfirmAgain confirm_again "confirm-again": Accepted "accepted", Refused "refused";
    /// Sending a sent order again by the single call.
    SendAgain send_again "send-again": Refused "refused", Accepted "accepted";
    /// When a sale lowers an item's quantity.
    QtyLowered qty_lowered "qty-lowered": AtOrder "at-order", AtPayment "at-payment";
    /// What leaving out an item's tax rate does.
    NoTaxRate no_tax_rate "no-tax-rate": Cleared "cleared", Kept "kept";
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
