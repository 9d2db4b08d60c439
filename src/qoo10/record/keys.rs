//! What stands under which key, in every spelling that the methods have for it: this table alone decides
//! what of a recording is real.

/// What a key's value is, and so what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueRule {
    /// Stays if it is a number: prices, quantities, codes, places.
    Number,
    /// Stays if it looks like a date or a time.
    Time,
    /// Stays if it is short and free of long numbers: the closed words of Qoo10's.
    Word,
    /// Stays if it is plain ASCII: the shop's own codes, of which SKUs are made.
    Code,
    /// Stays as far as the phrases are known: Qoo10's sentences.
    Sentence,
    OrderNo,
    PackNo,
    ItemCode,
    /// Order numbers, with whatever between them.
    OrderNos,
    Tracking,
    /// Names and choices of options, each part by itself.
    Option,
    /// The types of a MOVE item with their quantities and codes.
    MoveTypes,
    /// Names and the like: punctuation stays.
    Text,
    /// The same by its parts, so that a whole address is made of the parts of its fields.
    Address,
    /// The country's prefix stays.
    Phone,
    /// A day and a time of day stay; any other words are a buyer's.
    Desired,
    /// What somebody wrote: punctuation goes too.
    Message,
    /// JSON within a text.
    Json,
    /// Never anything of it.
    Secret,
    /// Rows stand in it.
    Container,
}

use ValueRule as R;

/// Keys in small letters without `_`, by what they hold.
const KEYS: &[(ValueRule, &[&str])] = &[
    (
        R::Number,
        &[
            "brandno",
            "weight",
            "orderprice",
            "orderqty",
            "discount",
            "total",
            "sellerdiscount",
            "shippingrate",
            "cartdiscountseller",
            "cartdiscountqoo10",
            "settleprice",
            "availablesendtype",
            "codprice",
            "paymentamount",
            "paymentreturnshipping",
            "codcancelprice",
            "codqrefundprice",
            "nrpartrefundcnt",
            "nrpartrefundbalance",
            "resultcode",
            "errorcode",
            "resultcd",
            "price",
            "qty",
            "plusqty",
            "itemqty",
            "itemprice",
            "sellprice",
            "retailprice",
            "totalitems",
            "totalpages",
            "presentpage",
            "shippingno",
            "optionshippingno1",
            "optionshippingno2",
            "shippingfee",
            "freecondition",
            "page",
            "claimstat",
            "searchcondition",
            "delaytype",
            "desiredshippingdate",
            "availabledatetype",
        ],
    ),
    (
        R::Time,
        &[
            "manufacturerdate",
            "orderdate",
            "paymentdate",
            "estimatedshippingdate",
            "estshippingdate",
            "shippingdate",
            "delivereddate",
            "availableshippingdate",
            "availabledatevalue",
            "requestdate",
            "cancelrefunddate",
            "expiredate",
            "startdate",
            "listeddate",
            "changeddate",
            "searchstartdate",
            "searchenddate",
            "searchsdate",
            "searchedate",
            "estshipdt",
        ],
    ),
    (
        R::Word,
        &[
            "maincatcd",
            "firstsubcatcd",
            "secondsubcatcd",
            "drugtype",
            "productionplacetype",
            "industrialcodetype",
            "seasontype",
            "shippingstatus",
            "shippingstat",
            "claimstatus",
            "shippingway",
            "paymentmethod",
            "currency",
            "shippingratetype",
            "deliverycompany",
            "deliverycompanyreturn",
            "transcname",
            "transcnm",
            "shippingcorp",
            "itemstatus",
            "shippingtype",
            "region",
            "oversea",
            "sendernation",
            "paymentnation",
            "shippingcountry",
            "ordertype",
            "nrdutytarget",
            "nrsoltype",
            "overseaconsignment",
            "overseaconsignmentcountry",
            "taxrate",
            "adultyn",
            "returntype",
        ],
    ),
    (R::Code, &["selleritemcode", "sellercode", "optioncode", "itemtypecode"]),
    (R::Sentence, &["resultmsg", "errormsg"]),
    (R::OrderNo, &["orderno", "contno", "contrno"]),
    (R::PackNo, &["packno"]),
    (R::ItemCode, &["itemno", "itemcode"]),
    (R::OrderNos, &["relatedorder", "codcancelrelatedorder"]),
    (R::Tracking, &["trackingno", "trackingnoreturn"]),
    (
        R::Option,
        &[
            "option",
            "optionname",
            "optionvalue",
            "name",
            "value",
            "name1",
            "name2",
            "name3",
            "name4",
            "name5",
            "value1",
            "value2",
            "value3",
            "value4",
            "value5",
        ],
    ),
    (R::MoveTypes, &["optionqty"]),
    (
        R::Text,
        &[
            "maincatnm",
            "firstsubcatnm",
            "secondsubcatnm",
            "promotionname",
            "productionplace",
            "industrialcode",
            "modelnm",
            "stylenumber",
            "tponumber",
            "sellerid",
            "buyer",
            "buyerkana",
            "buyergata",
            "buyeremail",
            "receiver",
            "receiverkana",
            "receivergata",
            "sendername",
            "zipcode",
            "senderzipcode",
            "pickupzipcode",
            "overseaconsignmentreceiver",
            "overseaconsignmentzipcode",
            "itemtitle",
            "itemseriesname",
            "branchname",
            "material",
            "vouchercode",
            "packingno",
            "sellerdeliveryno",
        ],
    ),
    (
        R::Address,
        &[
            "shippingaddress",
            "shippingaddr",
            "address1",
            "address2",
            "addr1",
            "addr2",
            "senderaddress",
            "senderaddr",
            "pickupaddress",
            "overseaconsignmentaddr1",
            "overseaconsignmentaddr2",
        ],
    ),
    (R::Phone, &["buyertel", "buyermobile", "receivertel", "receivermobile", "sendertel"]),
    (R::Desired, &["desireddeliverydate", "hopedate"]),
    (
        R::Message,
        &[
            "contactinfo",
            "itemdetail",
            "itemdescription",
            "imageurl",
            "videourl",
            "keyword",
            "optiontype",
            "optionmainimage",
            "optionsubimage",
            "washinginfo",
            "shippingmessage",
            "shippingmsg",
            "gift",
            "reason",
            "itemcondition",
            "delaymemo",
            "sellermemo",
        ],
    ),
    (R::Json, &["sendplandtinfojson", "shippinginfojson", "iteminfojson"]),
    (R::Secret, &["userid", "pwd", "key", "giosiscertificationkey"]),
    (R::Container, &["resultobject", "items"]),
];

/// What stands under a key; none for a key that is in no document.
pub(super) fn find_rule(key: &str) -> Option<ValueRule> {
    // The versions of a method write one key in several ways.
    let plain: String = key.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect();
    KEYS.iter().find(|(_, keys)| keys.contains(&plain.as_str())).map(|(rule, _)| *rule)
}

/// Whether a key that is in no document may be shown: it looks like a name that a program gives.
pub(super) fn is_identifier(key: &str) -> bool {
    // A folder of data keyed by people would show them as keys.
    key.len() <= 40
        && key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_in_the_spelling_of_every_method() {
        for (keys, rule) in [
            (&["OrderNo", "orderNo", "cont_no", "contr_no"][..], R::OrderNo),
            (&["PackNo", "packNo"], R::PackNo),
            (&["BuyerKana", "buyer_gata"], R::Text),
            (&["ZipCode", "zipCode", "pickupzipCode"], R::Text),
            (&["ShippingAddress", "shippingAddr", "Addr1", "pickupAddress"], R::Address),
            (&["DesiredDeliveryDate", "hopeDate"], R::Desired),
            (&["ShippingMessage", "ShippingMsg"], R::Message),
            (&["SearchStartDate", "search_Sdate", "EstShipDt"], R::Time),
            (&["Cart_Discount_Seller", "CartDiscountSeller", "cod_price"], R::Number),
            (&["transc_nm", "transcName", "ShippingCorp", "DeliveryCompany", "deliveryCompany"], R::Word),
            (&["ItemNo", "itemCode", "ItemCode"], R::ItemCode),
        ] {
            for key in keys {
                assert_eq!(find_rule(key), Some(rule), "{key}");
            }
        }
        assert_eq!(find_rule("Loyalty"), None);
        assert_eq!(find_rule("Buyer2"), None);
    }

    #[test]
    fn no_key_has_two_meanings() {
        let mut all: Vec<&str> = KEYS.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())));
    }

    #[test]
    fn a_key_that_may_be_somebodys_name_or_number_is_no_identifier() {
        for (key, is) in
            [("NewField_2", true), ("0901234", false), ("\u{5c71}", false), ("a b", false), ("", false)]
        {
            assert_eq!(is_identifier(key), is, "{key}");
        }
    }
}
