//! docs/sandbox.md names everything that there is.

use crate::sandbox::api::method_names;
use crate::sandbox::faults::FaultKind;
use crate::sandbox::variants::Variants;

const DOCS: &str = include_str!("../../../docs/sandbox.md");

#[test]
fn every_variant_fault_and_method_is_documented() {
    for switch in Variants::default().list() {
        let row = DOCS.lines().find(|line| line.starts_with(&format!("| `{}` |", switch.name)));
        let row = row.unwrap_or_else(|| panic!("variant {} is missing", switch.name));
        assert!(switch.choices.iter().all(|choice| row.contains(&format!("`{choice}`:"))), "{row}");
    }
    for kind in FaultKind::ALL {
        let acted = if kind.has_effect() { "yes" } else { "no" };
        assert!(DOCS.contains(&format!("| `{}` | {acted} |", kind.name())), "{kind:?}");
    }
    for method in method_names() {
        let (_, name) = method.split_once('.').unwrap();
        assert!(DOCS.contains(name), "{method}");
    }
}
