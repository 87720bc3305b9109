//! Phones as every cloud describes them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The cloud's id of one phone. It is never interpreted, only compared and sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneId(String);

impl PhoneId {
    /// Takes an id as it is.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PhoneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for PhoneId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl From<String> for PhoneId {
    fn from(id: String) -> Self {
        Self(id)
    }
}

/// What a phone is doing. States that a cloud adds later are kept as text and never taken for a known one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Power {
    /// It runs and may be used.
    Running,
    /// It is shut down.
    Stopped,
    /// It is on its way to another state: creating, starting, stopping, restarting, resetting.
    Changing(String),
    /// A backup or a restore is under way, as far as the cloud shows it.
    Busy(String),
    /// Its last action failed; the text is the vendor's state. Clouds allow starting and stopping from here.
    Failed(String),
    /// It cannot be used: frozen, deleted, abnormal.
    Unusable(String),
    /// A state this version does not know.
    Other(String),
}

impl Power {
    /// The state in words.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Changing(text)
            | Self::Busy(text)
            | Self::Failed(text)
            | Self::Unusable(text)
            | Self::Other(text) => text,
        }
    }
}

/// One phone: what a user sees in a list, and what decides whether a backup of one phone fits on another.
/// A fact that the cloud did not give is `None`, never a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// The cloud's id.
    pub id: PhoneId,
    /// The name given by the user.
    pub name: Option<String>,
    /// What it is doing.
    pub power: Power,
    /// The Android version in the vendor's words, such as `AOSP 9` or `Android 12`.
    pub android: Option<String>,
    /// The id of its image.
    pub image_id: Option<String>,
    /// The version of its image in the vendor's words.
    pub image_version: Option<String>,
    /// Public or custom image, in the vendor's words.
    pub image_kind: Option<String>,
    /// The kind of server it runs on; tells the architecture.
    pub server_type: Option<String>,
    /// The server it runs on.
    pub server_id: Option<String>,
    /// The region it stands in.
    pub region: Option<String>,
    /// Progress of the running backup or restore in percent, if the cloud shows it.
    pub progress: Option<u8>,
    /// The vendor's code of its last failure.
    pub last_error: Option<String>,
}

impl Phone {
    /// A phone of which only id and state are known.
    #[must_use]
    pub fn new(id: PhoneId, power: Power) -> Self {
        Self {
            id,
            name: None,
            power,
            android: None,
            image_id: None,
            image_version: None,
            image_kind: None,
            server_type: None,
            server_id: None,
            region: None,
            progress: None,
            last_error: None,
        }
    }
}
