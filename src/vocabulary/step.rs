//! The steps, and what else is recorded as a run.

use strum::{IntoStaticStr, VariantArray};

use super::word::vocabulary;

/// What a run does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Step {
    /// 出荷指示取込 (IMP)
    Import,
    /// ステータス同期 (SYN)
    SyncStatus,
    /// 発送予定日登録 (SCH)
    ScheduleDate,
    /// 出荷実績戻し (SHP)
    PushShipments,
    /// 在庫連携 (STK)
    PushStock,
    /// Qoo10's item list into the mapping table.
    #[strum(serialize = "listings pull")]
    ListingsPull,
    /// Personal data of finished orders is blanked.
    Purge,
}

vocabulary!(Step, "step");

impl Step {
    /// The steps proper, in the order of a day.
    pub const DAILY: &[Self] =
        &[Self::Import, Self::SyncStatus, Self::ScheduleDate, Self::PushShipments, Self::PushStock];

    /// Whether it changes something at Qoo10.
    pub fn is_writing(self) -> bool {
        match self {
            Self::ScheduleDate | Self::PushShipments | Self::PushStock => true,
            Self::Import | Self::SyncStatus | Self::ListingsPull | Self::Purge => false,
        }
    }
}
