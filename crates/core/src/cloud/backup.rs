//! Backups and restores as every cloud takes them.

use std::fmt;
use std::time::SystemTime;

use crate::location::Location;
use crate::phone::PhoneId;
use crate::scope::{Scope, ScopeKind};

/// A text that is unique for each run: it names objects and records, so that they can be found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker(String);

impl Marker {
    /// A marker of lower-case letters, digits and `-`; anything else in `text` is replaced.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        Self(text.chars().map(plain).collect())
    }

    /// The marker as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One batch of backups with the same scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupBatch {
    /// The phones and where their backups go.
    pub items: Vec<BackupItem>,
    /// What is backed up.
    pub scope: Scope,
    /// What the cloud's records of this batch carry.
    pub marker: Marker,
}

/// One phone of a [`BackupBatch`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupItem {
    /// The phone.
    pub phone: PhoneId,
    /// The object, or the folder below which the cloud names it.
    pub to: Location,
}

/// What is known of a backup before the cloud's record of it was read: an id, an object, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupRef {
    /// The phone it came from, if known.
    pub phone: Option<PhoneId>,
    /// The cloud's id of the backup, if it gives one.
    pub id: Option<String>,
    /// The object, or the folder that was asked for.
    pub to: Option<Location>,
    /// What it holds, if known.
    pub scope: Option<ScopeKind>,
}

/// The cloud's own word on a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupState {
    /// It can be restored.
    Available,
    /// Work on it is under way; the text is the vendor's state.
    Changing(String),
    /// It is incomplete. Never a success.
    Partial,
    /// It failed; the text is the vendor's state.
    Failed(String),
    /// The cloud keeps no record of states: only the object itself can tell.
    NotRecorded,
    /// A state this version does not know.
    Other(String),
}

/// A backup as the cloud recorded it. What it did not record is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The cloud's id.
    pub id: Option<String>,
    /// The name that was given to it.
    pub name: Option<String>,
    /// Its object.
    pub location: Location,
    /// Its state.
    pub state: BackupState,
    /// What it holds, if that can be told.
    pub scope: Option<ScopeKind>,
    /// The phone it came from.
    pub phone: Option<PhoneId>,
    /// The Android version of that phone.
    pub android: Option<String>,
    /// The store endpoint that the phone wrote it through.
    pub store_endpoint: Option<String>,
    /// The size that the cloud gives, in bytes.
    pub bytes: Option<u64>,
    /// When it was made.
    pub created: Option<SystemTime>,
}

/// One batch of restores of backups of the same scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreBatch {
    /// The phones and what they get.
    pub items: Vec<RestoreItem>,
}

/// One phone of a [`RestoreBatch`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreItem {
    /// The phone that is overwritten.
    pub phone: PhoneId,
    /// The backup it gets.
    pub backup: Backup,
}

/// What a search for the marker of a run can tell about a backup whose submission got no answer. Nothing else may ever
/// be assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It was accepted; this is its record.
    Found(Box<Backup>),
    /// No record carries the marker at this moment. It may still appear: only after a settling time may that be taken
    /// for "was not accepted".
    NotSeen,
    /// This cloud cannot tell; the text says what a person can look at.
    CannotTell(String),
}
