//! How our types stand in the columns of the state file, and how they are read back: strictly. What cannot be
//! read is an error that names table and column, never an absence and never a default.

use chrono::NaiveDate;
use rusqlite::types::{FromSql, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, Params, Row, Statement};
use serde::de::DeserializeOwned;

use super::error::Error;
use super::row_ids::{PullId, RunId};
use crate::domain::claim::Claim;
use crate::domain::ids::{OrderCode, OrderNo, PackNo};
use crate::domain::listing::ItemKind;
use crate::domain::mapping::SkuBy;
use crate::domain::shipment::RemoteParcel;
use crate::domain::time::{Jst, format_iso_date, format_jst, parse_iso_date, parse_jst};
use crate::vocabulary::notice::Alert;
use crate::vocabulary::{
    AnswerForm, ApiStatus, FormPoint, HistoryEvent, HoldReason, Message, Outcome, PaymentStatus, Reason,
    RunResult, Status, Step, StockBasis,
};

/// What a column can be read as; none: it holds something else.
pub(super) trait FromColumn: Sized {
    fn from_column(value: ValueRef<'_>) -> Option<Self>;
}

/// Reads columns by their names.
pub(super) trait ReadColumn {
    /// Reads `table.column`; a result column without a table of its own is named by the one that it is made
    /// of.
    ///
    /// # Errors
    /// When the value cannot be read: then `Damaged`, with table, column and value.
    fn read<T: FromColumn>(&self, column: &str) -> Result<T, Error>;
}

impl ReadColumn for Row<'_> {
    fn read<T: FromColumn>(&self, column: &str) -> Result<T, Error> {
        let name = column.rsplit_once('.').map_or(column, |(_, name)| name);
        // A column that the question does not have is our mistake, and keeps rusqlite's words.
        let value = self.get_ref(name)?;
        T::from_column(value).ok_or_else(|| Error::from_unreadable(column, &describe(value)))
    }
}

// The error goes to people: bytes that are no text are shown as well as can be.
fn describe(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Asks for rows, each read by a function with our errors.
pub(super) trait ReadRows {
    fn read_all<T>(
        &mut self,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error>;

    /// The first row, where there is one.
    fn read_first<T>(
        &mut self,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error>;
}

impl ReadRows for Statement<'_> {
    fn read_all<T>(
        &mut self,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut rows = self.query(params)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(row)?);
        }
        Ok(all)
    }

    fn read_first<T>(
        &mut self,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        self.query_row(params, |row| Ok(read(row))).optional()?.transpose()
    }
}

fn text(value: ValueRef<'_>) -> Option<&str> {
    value.as_str().ok()
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn from_column(value: ValueRef<'_>) -> Option<Self> {
        match value {
            ValueRef::Null => Some(None),
            value => T::from_column(value).map(Some),
        }
    }
}

macro_rules! plain_columns {
    ($($name:ty),+) => {
        $(impl FromColumn for $name {
            fn from_column(value: ValueRef<'_>) -> Option<Self> {
                FromSql::column_result(value).ok()
            }
        })+
    };
}

plain_columns!(bool, i64, u32, String);

macro_rules! word_columns {
    ($($name:ident),+) => {
        $(impl FromColumn for $name {
            fn from_column(value: ValueRef<'_>) -> Option<Self> {
                text(value)?.parse().ok()
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        })+
    };
}

word_columns!(
    AnswerForm,
    ApiStatus,
    FormPoint,
    HistoryEvent,
    HoldReason,
    ItemKind,
    Outcome,
    PaymentStatus,
    Reason,
    RunResult,
    SkuBy,
    Status,
    Step,
    StockBasis
);

macro_rules! number_columns {
    ($($name:ident),+) => {
        $(impl FromColumn for $name {
            fn from_column(value: ValueRef<'_>) -> Option<Self> {
                $name::new(value.as_i64().ok()?)
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.get().into())
            }
        })+
    };
}

number_columns!(OrderNo, PackNo);

impl FromColumn for OrderCode {
    fn from_column(value: ValueRef<'_>) -> Option<Self> {
        text(value)?.parse().ok()
    }
}

macro_rules! row_ids {
    ($($name:ident),+) => {
        $(impl FromColumn for $name {
            fn from_column(value: ValueRef<'_>) -> Option<Self> {
                value.as_i64().ok().map(Self)
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        })+
    };
}

row_ids!(PullId, RunId);

/// By Qoo10's number.
impl FromColumn for Claim {
    fn from_column(value: ValueRef<'_>) -> Option<Self> {
        Self::from_number(u8::try_from(value.as_i64().ok()?).ok()?)
    }
}

impl ToSql for Claim {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.number().into())
    }
}

/// A kind with facts, as JSON. What an older format kept as a sentence is quoted, so every text can be read.
impl FromColumn for Message {
    fn from_column(value: ValueRef<'_>) -> Option<Self> {
        text(value).map(Self::from_json)
    }
}

impl ToSql for Message {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_json().into())
    }
}

impl ToSql for Alert {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_json().into())
    }
}

impl FromColumn for Jst {
    fn from_column(value: ValueRef<'_>) -> Option<Self> {
        parse_jst(text(value)?)
    }
}

impl FromColumn for NaiveDate {
    fn from_column(value: ValueRef<'_>) -> Option<Self> {
        parse_iso_date(text(value)?)
    }
}

/// A date or an instant on its way into a column: `2026-07-01`, `2026-07-01T09:08:07+09:00`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Iso<T>(pub T);

impl ToSql for Iso<NaiveDate> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(format_iso_date(self.0).into())
    }
}

impl ToSql for Iso<Jst> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(format_jst(self.0).into())
    }
}

/// A list, or a parcel, in one column, as JSON.
#[derive(Debug)]
pub(super) struct Json<T>(pub T);

impl<T: DeserializeOwned> FromColumn for Json<T> {
    fn from_column(value: ValueRef<'_>) -> Option<Self> {
        serde_json::from_str(text(value)?).ok().map(Self)
    }
}

impl ToSql for Json<&[String]> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(serde_json::json!(self.0).to_string().into())
    }
}

impl ToSql for Json<&RemoteParcel> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(serde_json::json!(self.0).to_string().into())
    }
}

/// The 0 of a bare code's suffix is none.
pub(super) fn read_order_code(row: &Row<'_>) -> Result<OrderCode, Error> {
    let suffix = Some(row.read("orders.suffix")?).filter(|suffix| *suffix > 0);
    Ok(OrderCode { pack_no: row.read("orders.pack_no")?, suffix })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    fn read<T: FromColumn>(sql: &str) -> Result<T, Error> {
        let conn = Connection::open_in_memory().unwrap();
        let mut statement = conn.prepare(&format!("SELECT {sql} AS \"column\"")).unwrap();
        statement.read_first([], |row| row.read("table.column")).map(Option::unwrap)
    }

    fn written(value: impl ToSql) -> String {
        let conn = Connection::open_in_memory().unwrap();
        conn.query_row("SELECT typeof(?1) || ' ' || ?1", [value], |row| row.get(0)).unwrap()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let at = parse_jst("2026-07-01T09:08:07+09:00").unwrap();
        assert_eq!(written(Iso(at)), "text 2026-07-01T09:08:07+09:00");
        assert_eq!(written(Iso(at.date_naive())), "text 2026-07-01");
        assert_eq!(written(OrderNo::new(7)), "integer 7");
        assert_eq!(written(Claim::Returned), "integer 6");
        assert_eq!(written(Status::OnHold), "text on_hold");
        assert_eq!(written(Json(["1".to_owned()].as_slice())), r#"text ["1"]"#);
        assert_eq!(read::<Jst>("'2026-07-01T09:08:07+09:00'"), Ok(at));
        assert_eq!(read::<Option<NaiveDate>>("'2026-07-01'"), Ok(Some(at.date_naive())));
        assert_eq!(read::<Option<NaiveDate>>("NULL"), Ok(None));
        assert_eq!(read::<OrderNo>("7"), Ok(OrderNo::new(7).unwrap()));
        assert_eq!(read::<Claim>("6"), Ok(Claim::Returned));
        assert_eq!(read::<Status>("'on_hold'"), Ok(Status::OnHold));
        assert_eq!(read::<Json<Vec<String>>>("'[\"1\"]'").unwrap().0, ["1"]);
    }

    #[test]
    fn what_cannot_be_read_names_its_column_and_is_never_absent() {
        fn check<T: FromColumn + std::fmt::Debug>(sql: &str, value: &str) {
            for error in [read::<T>(sql).unwrap_err(), read::<Option<T>>(sql).unwrap_err()] {
                assert_eq!(error, Error::from_unreadable("table.column", value));
            }
        }
        check::<OrderNo>("0", "0");
        check::<PackNo>("-1", "-1");
        check::<PackNo>("'x'", "x");
        check::<Claim>("7", "7");
        check::<Claim>("262", "262");
        check::<Status>("'READY'", "READY");
        check::<Status>("1.5", "1.5");
        check::<Jst>("'2026-07-01'", "2026-07-01");
        check::<NaiveDate>("'2026-7-1'", "2026-7-1");
        check::<NaiveDate>("'2026-07-01T09:08:07+09:00'", "2026-07-01T09:08:07+09:00");
        check::<Json<Vec<String>>>("'[1]'", "[1]");
        check::<OrderCode>("'1-0'", "1-0");
        check::<u32>("-1", "-1");
        assert_eq!(read::<Jst>("NULL").unwrap_err(), Error::from_unreadable("table.column", "NULL"));
    }
}
