//! Which label program the orders of a delivery company belong to, and which of its services they go by.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::settings::LabelSettings;
use crate::domain::carriers::normalize_name;
use crate::vocabulary::ExportFormat;

/// A service of a delivery company: its label program, and the code that this has for it (送り状種類,
/// 郵便種別).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LabelService {
    pub format: ExportFormat,
    pub product: &'static str,
}

impl LabelService {
    /// Whether it brings a parcel on a desired day and at a desired time.
    pub(super) fn takes_wishes(self) -> bool {
        match (self.format, self.product) {
            // クロネコゆうメール, クロネコゆうパケット, ネコポス; ゆうメール, ゆうパケット
            (ExportFormat::B2, "3" | "7" | "A") | (ExportFormat::Yupuri, "1" | "9") => false,
            (ExportFormat::Clickpost | ExportFormat::Csv, _) => false,
            (ExportFormat::B2 | ExportFormat::Ehiden3 | ExportFormat::Yupuri, _) => true,
        }
    }
}

struct KnownService {
    service: LabelService,
    /// Qoo10's name before others.
    names: &'static [&'static str],
}

const fn known(format: ExportFormat, product: &'static str, names: &'static [&'static str]) -> KnownService {
    KnownService { service: LabelService { format, product }, names }
}

/// Not among them: クール宅急便, レターパック, 書留 and EMS, which need what no order says, or another program.
const SERVICES: [KnownService; 10] = [
    known(
        ExportFormat::B2,
        "0",
        &[
            "ヤマト宅急便",
            "宅急便",
            "ヤマト",
            "ヤマト運輸",
            "ヤマト運輸宅急便",
            "クロネコヤマト",
            "クロネコヤマト宅急便",
        ],
    ),
    known(ExportFormat::B2, "A", &["ネコポス", "ヤマトネコポス", "クロネコネコポス"]),
    known(ExportFormat::B2, "7", &["クロネコゆうパケット", "ヤマトゆうパケット"]),
    known(ExportFormat::B2, "8", &["宅急便コンパクト", "ヤマト宅急便コンパクト"]),
    // What DM便 has become.
    known(ExportFormat::B2, "3", &["クロネコDM便", "クロネコゆうメール", "ヤマトDM便", "DM便"]),
    known(ExportFormat::Ehiden3, "000", &["佐川急便", "佐川", "サガワ", "飛脚宅配便"]),
    known(ExportFormat::Yupuri, "0", &["ゆうパック", "日本郵便", "日本郵便ゆうパック", "郵便局"]),
    known(ExportFormat::Yupuri, "9", &["ゆうパケット", "日本郵便ゆうパケット"]),
    known(ExportFormat::Yupuri, "1", &["ゆうメール", "日本郵便ゆうメール"]),
    known(ExportFormat::Clickpost, "", &["クリックポスト", "日本郵便クリックポスト"]),
];

/// The label program that the orders of a delivery company belong to.
pub fn find_format(carrier: &str, settings: &LabelSettings) -> Option<ExportFormat> {
    find_service(carrier, settings).map(|service| service.format)
}

/// The service of a delivery company, by the shop's own table before the built-in one. A company of the
/// shop's own goes by the commonest service of its program, but where the built-in table knows better.
pub(super) fn find_service(carrier: &str, settings: &LabelSettings) -> Option<LabelService> {
    let built_in = find_built_in(carrier);
    let is_meant = |name: &str| name == carrier || normalize_name(name) == normalize_name(carrier);
    let exact = settings.carriers.get(carrier);
    let own = exact.or_else(|| settings.carriers.iter().find(|(name, _)| is_meant(name)).map(|(_, own)| own));
    let Some(format) = own.copied() else { return built_in };
    let commonest = || SERVICES.iter().map(|known| known.service).find(|service| service.format == format);
    built_in.filter(|service| service.format == format).or_else(commonest)
}

fn find_built_in(carrier: &str) -> Option<LabelService> {
    static BY_NAME: LazyLock<HashMap<String, LabelService>> = LazyLock::new(|| {
        let names = |known: &'static KnownService| known.names.iter().map(|name| (*name, known.service));
        let all = SERVICES.iter().flat_map(names);
        all.flat_map(|(name, service)| [(name.to_owned(), service), (normalize_name(name), service)])
            .collect()
    });
    BY_NAME.get(carrier).or_else(|| BY_NAME.get(&normalize_name(carrier))).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::carriers::list_known_names;

    fn find(carrier: &str, own: &[(&str, ExportFormat)]) -> Option<(ExportFormat, &'static str)> {
        let carriers = own.iter().map(|(name, format)| ((*name).to_owned(), *format)).collect();
        let settings = LabelSettings { carriers, ..LabelSettings::default() };
        let found = find_service(carrier, &settings);
        assert_eq!(find_format(carrier, &settings), found.map(|service| service.format));
        found.map(|service| (service.format, service.product))
    }

    #[test]
    fn fil_06_every_company_of_qoo10s_is_decided() {
        use ExportFormat::{B2, Clickpost, Ehiden3, Yupuri};
        for (carrier, wanted) in [
            ("ヤマト宅急便", Some((B2, "0"))),
            ("ネコポス", Some((B2, "A"))),
            ("クロネコDM便", Some((B2, "3"))),
            ("コンビニ等受取", None),
            ("ゆうパック", Some((Yupuri, "0"))),
            ("ゆうパケット", Some((Yupuri, "9"))),
            ("クリックポスト", Some((Clickpost, ""))),
            ("佐川急便", Some((Ehiden3, "000"))),
            ("福山通運", None),
            ("西濃運輸", None),
            ("Qxpress", None),
        ] {
            assert!(list_known_names().any(|name| name == carrier), "{carrier}");
            assert_eq!(find(carrier, &[]), wanted, "{carrier}");
        }
    }

    #[test]
    fn fil_06_other_names_and_dresses_are_found_and_other_services_are_not_guessed() {
        use ExportFormat::{B2, Ehiden3, Yupuri};
        for (carrier, wanted) in [
            ("ﾈｺﾎﾟｽ", Some((B2, "A"))),
            ("クロネコＤＭ便", Some((B2, "3"))),
            ("ヤマト運輸株式会社", Some((B2, "0"))),
            ("宅急便コンパクト", Some((B2, "8"))),
            ("クロネコゆうパケット", Some((B2, "7"))),
            ("佐川急便(株)", Some((Ehiden3, "000"))),
            ("ゆうメール", Some((Yupuri, "1"))),
            ("クール宅急便", None),
            ("レターパックプラス", None),
            ("簡易書留", None),
            ("EMS", None),
            ("", None),
        ] {
            assert_eq!(find(carrier, &[]), wanted, "{carrier}");
        }
    }

    #[test]
    fn fil_06_the_shops_own_table_goes_first() {
        use ExportFormat::{B2, Csv, Ehiden3, Yupuri};
        let own =
            [("赤帽便", B2), ("ヤマト宅急便", Ehiden3), ("ネコポス", B2), ("福山通運", Yupuri), ("x", Csv)];
        for (carrier, wanted) in [
            ("赤帽便", Some((B2, "0"))),
            ("赤帽便\u{200b}", Some((B2, "0"))),
            ("ヤマト宅急便", Some((Ehiden3, "000"))),
            ("ﾔﾏﾄ宅急便", Some((Ehiden3, "000"))),
            ("ネコポス", Some((B2, "A"))),
            ("福山通運", Some((Yupuri, "0"))),
            ("ゆうパケット", Some((Yupuri, "9"))),
            ("x", None),
        ] {
            assert_eq!(find(carrier, &own), wanted, "{carrier}");
        }
    }

    #[test]
    fn fil_06_no_name_stands_for_two_services() {
        let mut seen = HashMap::new();
        for known in &SERVICES {
            for name in known.names {
                let other = seen.insert(normalize_name(name), known.service);
                assert!(other.is_none(), "{name}");
            }
        }
    }
}
