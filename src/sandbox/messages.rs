//! The messages that come with codes. They are for people: programs branch on the number.

use super::variants::Messages;

/// A line for each code: family of methods, code, English, Japanese; tabs between.
const MESSAGES: &str = include_str!("../../fixtures/sandbox/messages.tsv");

/// The text of a code; methods give the same number different meanings.
pub(crate) fn find_message(method: &str, code: i64, language: Messages) -> &'static str {
    let name = method.split_once('.').map_or(method, |(_, name)| name).to_ascii_lowercase();
    let family = match name.as_str() {
        "getshippinginfo_v3" | "getshippinginfo_v2" => "order-list",
        "getclaiminfo_v3" => "claims",
        "getshippingandclaiminfobyorderno_v2" => "by-number",
        "setcancelprocess" => "cancel",
        "getallgoodsinfo" => "item-list",
        "createcertificationkey" => "login",
        _ if name.starts_with("setsell") || name.starts_with("setsending") => "order-writes",
        _ => "items",
    };
    let code = code.to_string();
    let is_meant = |line: &[&str]| line[1] == code && (line[0] == "common" || line[0] == family);
    let lines = MESSAGES.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let found = lines.filter(|line| line.len() == 4).find(|line| is_meant(line));
    let (english, japanese) =
        found.map_or(("An error occurred.", "エラーが発生しました。"), |line| (line[2], line[3]));
    match language {
        Messages::Japanese => japanese,
        Messages::English => english,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_four_cells_and_a_number() {
        for line in MESSAGES.lines() {
            let cells: Vec<_> = line.split('\t').collect();
            assert!(cells.len() == 4 && cells[1].parse::<i64>().is_ok(), "{line}");
        }
    }

    #[test]
    fn a_number_means_what_its_method_says() {
        let english = |method, code| find_message(method, code, Messages::English);
        assert_eq!(english("ShippingBasic.GetShippingInfo_v3", -10001), "Please check the search date.");
        assert_eq!(english("ShippingBasic.SetSendingInfo", -10001), "OrderNo format error");
        assert_eq!(english("ShippingBasic.GetClaimInfo_V3", -10002), "Search Date Error");
        assert_eq!(find_message("X.Y", -90004, Messages::Japanese).chars().next(), Some('販'));
    }
}
