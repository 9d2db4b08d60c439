//! What a probe of Qoo10's forms, and what earlier runs put on record, say of each open point.

use crate::domain::sighting::{RecordedForm, SeenForm, Sighting, group_by_point, pick_telling_forms};
use crate::domain::time::Jst;
use crate::qoo10::probe::ProbeOutcome;
use crate::strings::printable::truncate;
use crate::vocabulary::{FormPoint, FormSource, Message, UnseenReason, msg};

/// An open point of the documents, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointReport {
    pub point: FormPoint,
    /// The form that tells most, then those that the program does not know.
    pub forms: Vec<SeenForm>,
    pub evidence: Evidence,
}

/// Where its forms were seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    Probe,
    /// On record: since when, and in answers of which method.
    Earlier {
        at: Jst,
        method: String,
    },
    NotSeen(Message),
}

impl Evidence {
    pub fn source(&self) -> FormSource {
        match self {
            Self::Probe => FormSource::Probe,
            Self::Earlier { .. } => FormSource::Earlier,
            Self::NotSeen(_) => FormSource::NotSeen,
        }
    }
}

impl PointReport {
    /// Whether the program knows all of its forms; none where none was seen.
    pub fn is_known(&self) -> Option<bool> {
        (!self.forms.is_empty()).then(|| self.forms.iter().all(SeenForm::is_known))
    }

    /// Its forms as a word, or several.
    pub fn format_forms(&self) -> String {
        self.forms.iter().map(SeenForm::as_str).collect::<Vec<_>>().join(", ")
    }

    /// What it means for the shop.
    pub fn meaning(&self) -> Message {
        match (&self.evidence, self.forms.first()) {
            (Evidence::NotSeen(why), _) => why.clone(),
            (_, Some(form)) if self.is_known() == Some(true) => self.point.explain(form.as_str()),
            _ => msg!("form-not_known"),
        }
    }
}

/// What is known of every point: by the probe, else by what runs put on record.
pub fn judge_points(probed: &ProbeOutcome, recorded: &[RecordedForm]) -> Vec<PointReport> {
    let now = group_by_point(&probed.sightings);
    let of_record = |point| recorded.iter().filter(move |one| one.sighting.point == point);
    let judge = |point: FormPoint| {
        let seen = now.get(&point).map(Vec::as_slice).unwrap_or_default();
        let forms = pick_telling_forms(point, seen);
        if !forms.is_empty() {
            return PointReport { point, forms, evidence: Evidence::Probe };
        }
        let seen: Vec<SeenForm> = of_record(point).map(|one| one.sighting.form.clone()).collect();
        let forms = pick_telling_forms(point, &seen);
        let first = of_record(point).find(|one| Some(&one.sighting.form) == forms.first());
        let evidence = match first {
            Some(RecordedForm { sighting: Sighting { method, .. }, first_seen_at: at, .. }) => {
                Evidence::Earlier { at: *at, method: method.clone() }
            }
            None => Evidence::NotSeen(explain_unseen(point)),
        };
        PointReport { point, forms, evidence }
    };
    FormPoint::ALL.iter().copied().map(judge).collect()
}

fn explain_unseen(point: FormPoint) -> Message {
    let (reason, step) = point.explain_unseen();
    let step = step.map_or_else(String::new, |step| step.to_string());
    match reason {
        UnseenReason::FirstWrite | UnseenReason::AfterWrite => reason.message().with("command", step),
        _ => reason.message(),
    }
}

/// So many company names are told.
const MAX_COMPANIES: usize = 12;

/// The five things to do before the first call that writes.
pub fn list_preparations(companies: impl Iterator<Item = String>) -> [Message; 5] {
    let companies: Vec<String> = companies.take(MAX_COMPANIES).map(|name| truncate(&name, 30)).collect();
    let of_groups = match companies.is_empty() {
        true => msg!("probe-do_carriers_unknown"),
        false => msg!("probe-do_carriers", companies = companies),
    };
    [
        msg!("probe-do_backup"),
        msg!("probe-do_writes_off"),
        msg!("probe-do_listings"),
        of_groups,
        msg!("probe-do_first_order"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_jst;
    use crate::vocabulary::AnswerForm;

    fn sighting(point: FormPoint, form: SeenForm) -> Sighting {
        Sighting { point, form, method: "A.B".to_owned() }
    }

    #[test]
    fn what_was_seen_now_goes_before_the_record_and_what_nobody_saw_says_when_it_shows() {
        let at = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        let known = SeenForm::Known;
        let record = |point, form| RecordedForm {
            sighting: sighting(point, form),
            first_seen_at: at,
            is_news: false,
            is_marked: false,
        };
        let mut probed = ProbeOutcome::default();
        probed.sightings.insert(sighting(FormPoint::Numbers, known(AnswerForm::Plain)));
        probed.sightings.insert(sighting(FormPoint::Charset, SeenForm::Unknown("euc-jp".to_owned())));
        let recorded = [
            record(FormPoint::Numbers, known(AnswerForm::Decimals)),
            record(FormPoint::BulkRowId, known(AnswerForm::Position)),
        ];
        let points = judge_points(&probed, &recorded);
        let of = |point| points.iter().find(|one| one.point == point).unwrap();
        assert_eq!(points.len(), FormPoint::ALL.len());
        let numbers = of(FormPoint::Numbers);
        assert_eq!((numbers.format_forms().as_str(), &numbers.evidence), ("plain", &Evidence::Probe));
        assert_eq!((of(FormPoint::Charset).is_known(), numbers.is_known()), (Some(false), Some(true)));
        assert_eq!(of(FormPoint::BulkRowId).evidence, Evidence::Earlier { at, method: "A.B".to_owned() });
        let unseen = of(FormPoint::BulkRows);
        assert_eq!((unseen.evidence.source(), unseen.is_known()), (FormSource::NotSeen, None));
        assert!(unseen.meaning().to_string().contains("schedule-date"), "{}", unseen.meaning());
    }
}
