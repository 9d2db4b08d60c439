//! `backup`, `doctor` and `purge`: the state file's upkeep.

use std::path::PathBuf;

use clap::Args;

use super::shared::WaitArgs;
use super::value::{ValueError, value_error};

#[derive(Debug, Args)]
pub struct BackupArgs {
    pub file: PathBuf,
    #[arg(long)]
    pub replace: bool,
}

#[derive(Debug, Args)]
pub struct PurgeArgs {
    #[arg(long, value_name = "AGE", value_parser = parse_age)]
    pub older_than: PurgeAge,
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub wait: WaitArgs,
}

#[derive(Debug, Args)]
pub struct DoctorArgs {
    #[arg(long)]
    pub probe: bool,
    #[arg(long, conflicts_with = "probe")]
    pub seen: bool,
    #[command(flatten)]
    pub wait: WaitArgs,
}

/// A span of whole days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurgeAge {
    /// As it was typed.
    pub text: String,
    /// So many days, 1 to 36500.
    pub days: u32,
}

fn parse_age(text: &str) -> Result<PurgeAge, ValueError> {
    let (number, unit) = text.split_at(text.len() - text.chars().next_back().map_or(0, char::len_utf8));
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let number: Option<u32> = number.parse().ok().filter(|_| is_number);
    let days = match unit {
        "d" => number,
        "w" => number.and_then(|weeks| weeks.checked_mul(7)),
        _ => None,
    };
    match days {
        Some(days @ 1..=36_500) => Ok(PurgeAge { text: text.to_owned(), days }),
        _ => Err(value_error("usage-wants_age")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_whole_days_or_weeks_and_never_nothing() {
        let days = |text: &str| parse_age(text).map(|age| age.days).ok();
        assert_eq!(
            [days("90d"), days("12w"), days("1d"), days("36500d")].map(Option::unwrap),
            [90, 84, 1, 36_500]
        );
        for bad in [
            "",
            "d",
            "90",
            "0d",
            "0w",
            "-1d",
            "+1d",
            "1.5d",
            "90 d",
            "6m",
            "90D",
            "９d",
            "9日",
            "36501d",
            "99999999999d",
        ] {
            assert_eq!(days(bad), None, "{bad:?}");
        }
    }
}
