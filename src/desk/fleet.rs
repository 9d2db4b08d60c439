//! How the shops of a folder of configurations stand, the worst first.

use std::cmp::Reverse;
use std::path::PathBuf;

use super::status::{ShopStatus, StepStatus};
use crate::plan::status::OpenTask;
use crate::vocabulary::{Message, msg};

/// A configuration of the folder, and what is known of its shop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FleetShop {
    /// The name of the configuration file.
    pub config: String,
    /// None where the configuration cannot be used.
    pub name: Option<String>,
    /// The state file by the one name that it has; none where the configuration cannot be used.
    pub state: Option<PathBuf>,
    /// None where the state file cannot be read.
    pub status: Option<ShopStatus>,
    /// Why something of it cannot be read, or is another shop's too.
    pub problems: Vec<Message>,
}

/// How bad it is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShopHealth {
    Unreadable,
    /// Its name or its state file is another one's too.
    Shared,
    /// The last run of a step failed, or the next one is missed.
    StepFailed,
    NeedsHand,
    Fine,
}

impl FleetShop {
    pub fn health(&self) -> ShopHealth {
        match &self.status {
            None => ShopHealth::Unreadable,
            Some(_) if !self.problems.is_empty() => ShopHealth::Shared,
            Some(_) if self.list_bad_steps().next().is_some() => ShopHealth::StepFailed,
            Some(_) if !self.list_tasks().is_empty() => ShopHealth::NeedsHand,
            Some(_) => ShopHealth::Fine,
        }
    }

    /// What needs a hand of the shop's, and how much of it.
    pub fn list_tasks(&self) -> Vec<(OpenTask, u64)> {
        let tasks = self.status.iter().flat_map(ShopStatus::list_tasks);
        tasks.filter(|(task, n, _)| *n > 0 && !task.waits_for_buyer()).map(|(task, n, _)| (task, n)).collect()
    }

    pub fn count_tasks(&self) -> u64 {
        self.list_tasks().iter().map(|(_, n)| n).sum()
    }

    pub fn list_bad_steps(&self) -> impl Iterator<Item = &StepStatus> {
        self.status.iter().flat_map(|status| &status.steps).filter(|step| step.is_bad())
    }

    /// Its name; that of its configuration, without the ending, where that says none.
    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.config.strip_suffix(".toml").unwrap_or(&self.config))
    }
}

/// Adds to each shop which others have its name or its state file, and puts the worst first.
pub fn rank_shops(mut shops: Vec<FleetShop>) -> Vec<FleetShop> {
    let same_name = find_sharing(&shops, |shop| shop.name.as_ref());
    let same_state = find_sharing(&shops, |shop| shop.state.as_ref());
    for (shop, (names, states)) in shops.iter_mut().zip(same_name.into_iter().zip(same_state)) {
        if !names.is_empty() {
            shop.problems.push(msg!("fleet-same_name", files = names));
        }
        if !states.is_empty() {
            shop.problems.push(msg!("fleet-same_state", files = states));
        }
    }
    shops.sort_by_cached_key(|shop| (shop.health(), Reverse(shop.count_tasks()), shop.config.clone()));
    shops
}

/// Of each shop the configurations of the others that have the same.
fn find_sharing<K: Ord>(shops: &[FleetShop], key: impl Fn(&FleetShop) -> Option<&K>) -> Vec<Vec<String>> {
    let mut by_key = std::collections::BTreeMap::<&K, Vec<&str>>::new();
    for shop in shops {
        if let Some(key) = key(shop) {
            by_key.entry(key).or_default().push(&shop.config);
        }
    }
    let sharing = |shop: &FleetShop| {
        let all = key(shop).and_then(|key| by_key.get(key)).map_or(&[][..], Vec::as_slice);
        all.iter().filter(|config| **config != shop.config).map(|config| (*config).to_owned()).collect()
    };
    shops.iter().map(sharing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop(config: &str, name: &str, state: &str) -> FleetShop {
        FleetShop {
            config: config.into(),
            name: Some(name.into()),
            state: Some(state.into()),
            ..FleetShop::default()
        }
    }

    #[test]
    fn two_configurations_of_one_name_or_one_state_file_name_each_other() {
        let broken = FleetShop { config: "d.toml".into(), ..FleetShop::default() };
        let other_broken = FleetShop { config: "e.toml".into(), ..FleetShop::default() };
        let ranked = rank_shops(vec![
            shop("a.toml", "one", "/1.db"),
            shop("b.toml", "one", "/2.db"),
            shop("c.toml", "two", "/1.db"),
            broken,
            other_broken,
        ]);
        let problems = |config: &str| &ranked.iter().find(|shop| shop.config == config).unwrap().problems;
        assert_eq!(
            *problems("a.toml"),
            [
                msg!("fleet-same_name", files = vec!["b.toml"]),
                msg!("fleet-same_state", files = vec!["c.toml"])
            ]
        );
        assert_eq!(*problems("b.toml"), [msg!("fleet-same_name", files = vec!["a.toml"])]);
        assert_eq!(*problems("c.toml"), [msg!("fleet-same_state", files = vec!["a.toml"])]);
        assert!(problems("d.toml").is_empty() && problems("e.toml").is_empty());
    }
}
