//! Forms of Qoo10's answers that were seen, each when it was first (docs/qoo10-api.md).

use rusqlite::{Row, named_params};

use super::database::{Batch, Store};
use super::error::Error;
use super::row_ids::RunId;
use super::sql::{Iso, ReadColumn, ReadRows};
use crate::domain::listing::ItemKind;
use crate::domain::sighting::{RecordedForm, SeenForm, SentQuantity, Sighting};
use crate::domain::time::Jst;
use crate::vocabulary::AnswerForm;

/// What stands for a form that the program does not know; its shape stands beside it.
const UNKNOWN: &str = "unknown";
/// So many unknown forms of a point are kept: a text that is another one each time says nothing new.
const MAX_UNKNOWN: i64 = 20;

impl Store {
    /// All on record, those of a point in the order in which they were seen.
    pub fn list_answer_forms(&self) -> Result<Vec<RecordedForm>, Error> {
        let sql =
            "SELECT point, form, shape, first_seen_at, method, is_news, marked_at IS NOT NULL AS is_marked
                   FROM answer_forms ORDER BY point, first_seen_at, form, shape";
        self.conn.prepare_cached(sql)?.read_all([], |row: &Row<'_>| {
            let word: String = row.read("answer_forms.form")?;
            let form = match word == UNKNOWN {
                true => SeenForm::Unknown(row.read("answer_forms.shape")?),
                false => SeenForm::Known(row.read::<AnswerForm>("answer_forms.form")?),
            };
            let (point, method) = (row.read("answer_forms.point")?, row.read("answer_forms.method")?);
            Ok(RecordedForm {
                sighting: Sighting { point, form, method },
                first_seen_at: row.read("answer_forms.first_seen_at")?,
                is_news: row.read("answer_forms.is_news")?,
                is_marked: row.get("is_marked")?,
            })
        })
    }

    /// Quantities that Qoo10 was told of items without options since a moment, the newest first.
    pub fn list_sent_quantities(&self, since: Jst) -> Result<Vec<SentQuantity>, Error> {
        let sql = "SELECT l.item_code, l.sent_qty, l.sent_at FROM listings l JOIN items i USING (item_code)
                   WHERE i.kind = :plain AND l.sent_qty IS NOT NULL AND l.sent_at >= :since
                   ORDER BY l.sent_at DESC, l.item_code LIMIT 5";
        let row = named_params! { ":plain": ItemKind::Plain, ":since": Iso(since) };
        self.conn.prepare(sql)?.read_all(row, |row: &Row<'_>| {
            Ok(SentQuantity {
                item_code: row.get("item_code")?,
                qty: row.get("sent_qty")?,
                at: row.read("listings.sent_at")?,
            })
        })
    }
}

impl Batch<'_> {
    /// Records a form. Says whether it is news: another form of its point is on record, or the program does
    /// not know it.
    pub fn record_sighting(&self, seen: &Sighting, run: Option<RunId>, now: Jst) -> Result<bool, Error> {
        let sql = "INSERT OR IGNORE INTO answer_forms
                     (point, form, shape, first_seen_at, method, run_id, is_news)
                   SELECT :point, :form, :shape, :now, :method, :run, :is_unknown
                     OR (NOT :varies AND EXISTS (SELECT 1 FROM answer_forms WHERE point = :point))
                   WHERE NOT :is_unknown
                     OR (SELECT count(*) FROM answer_forms WHERE point = :point AND form = :form) < :most
                   RETURNING is_news";
        let (form, shape) = match &seen.form {
            SeenForm::Known(form) => (form.as_str(), ""),
            SeenForm::Unknown(shape) => (UNKNOWN, shape.as_str()),
        };
        let row = named_params! {
            ":point": seen.point,
            ":form": form,
            ":shape": shape,
            ":now": Iso(now),
            ":method": seen.method,
            ":run": run,
            ":is_unknown": !seen.form.is_known(),
            ":varies": seen.point.varies(),
            ":most": MAX_UNKNOWN,
        };
        let new: Option<bool> =
            self.tx.prepare_cached(sql)?.read_first(row, |row| row.read("answer_forms.is_news"))?;
        Ok(new.unwrap_or(false))
    }

    /// Says that what is new has been looked at. Says how many there were.
    pub fn mark_forms(&self, now: Jst) -> Result<u64, Error> {
        let sql = "UPDATE answer_forms SET marked_at = ?1 WHERE is_news = 1 AND marked_at IS NULL";
        Ok(self.tx.execute(sql, [Iso(now)])? as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_jst;
    use crate::vocabulary::FormPoint;

    fn sighting(point: FormPoint, form: SeenForm) -> Sighting {
        Sighting { point, form, method: "A.B".to_owned() }
    }

    #[test]
    fn a_second_form_of_a_point_is_news_once_and_an_unknown_one_always() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("shop.db")).unwrap();
        let now = parse_jst("2026-07-01T10:00:00+09:00").unwrap();
        let batch = store.start_batch().unwrap();
        let known = |point, form| sighting(point, SeenForm::Known(form));
        let unknown = |shape: &str| sighting(FormPoint::Numbers, SeenForm::Unknown(shape.to_owned()));
        for (seen, is_news) in [
            (known(FormPoint::Numbers, AnswerForm::Plain), false),
            (known(FormPoint::Numbers, AnswerForm::Plain), false),
            (known(FormPoint::Numbers, AnswerForm::Decimals), true),
            (known(FormPoint::Numbers, AnswerForm::Decimals), false),
            (known(FormPoint::RowOrder, AnswerForm::Number), false),
            (known(FormPoint::RowOrder, AnswerForm::Reversed), false),
            (sighting(FormPoint::Charset, SeenForm::Unknown("x".to_owned())), true),
            (unknown("9,999"), true),
            (unknown("9,999"), false),
        ] {
            assert_eq!(batch.record_sighting(&seen, None, now).unwrap(), is_news, "{seen:?}");
        }
        for n in 0..50 {
            batch.record_sighting(&unknown(&format!("{n}")), None, now).unwrap();
        }
        assert_eq!(batch.mark_forms(now).unwrap(), 1 + 1 + MAX_UNKNOWN as u64);
        assert_eq!(batch.mark_forms(now).unwrap(), 0);
        batch.commit().unwrap();
        let all = store.list_answer_forms().unwrap();
        assert_eq!(all.len(), 2 + 2 + 1 + MAX_UNKNOWN as usize);
        assert!(all.iter().all(|one| one.is_marked == one.is_news));
        assert!(all.iter().any(|one| one.sighting == unknown("9,999")));
    }
}
