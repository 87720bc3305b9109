//! Choices for what the vendors' pages leave open: one named field each, with the reference's suggestion as
//! default. A doc comment says whether a value is documented, seen in a vendor's SDK, or guessed.

mod alibaba;
mod capacity;
mod huawei;
mod timing;

pub use alibaba::AlibabaSettings;
pub use capacity::Capacity;
pub use huawei::HuaweiSettings;
pub use timing::Timing;

/// All choices of one simulator.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The form in which Alibaba backups are stored. Guessed: the pages only show the suffix `.ab`.
    pub alibaba_archive: AlibabaArchive,
    /// Choices about Huawei CPH and OBS.
    pub huawei: HuaweiSettings,
    /// Choices about Alibaba ECP and OSS.
    pub alibaba: AlibabaSettings,
    /// How long things take on the simulated clock.
    pub timing: Timing,
    /// How much servers and phones can take.
    pub capacity: Capacity,
}

/// The form in which Alibaba backups are stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AlibabaArchive {
    /// Android's own backup container (text header, zlib, tar). Default.
    #[default]
    Adb,
    /// A form of the simulator's own that no client can read, since the true one is not known.
    Opaque,
}
