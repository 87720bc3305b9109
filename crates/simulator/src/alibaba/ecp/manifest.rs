//! What an archive says about itself: the first member, made by the simulator and hidden from the phones.
//!
//! With it a restore needs nothing but the bytes of the object, also when they were copied to another place.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::specs;
use crate::archive::Member;
use crate::world::{BlobStore, Entry, ImageKind, Kind, Phone};

/// Name of the member, outside of everything that a phone has.
const PATH: &str = "/.cloud-phone-backup/manifest.json";

/// Longest manifest that is read.
const LONGEST: u64 = 16 << 20;

/// Which operation made a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BackupKind {
    /// `BackupApp`, restored by `RecoverApp`.
    App,
    /// `BackupFile`, restored by `RecoveryFile`.
    File,
    /// `BackupAndroidInstance`, restored by `RecoverAndroidInstance`.
    Instance,
}

impl BackupKind {
    /// The operation that restores this kind.
    pub(super) fn restored_by(self) -> &'static str {
        match self {
            Self::App => "RecoverApp",
            Self::File => "RecoveryFile",
            Self::Instance => "RecoverAndroidInstance",
        }
    }
}

/// The facts about the source phone that decide whether another phone can take its backup (reference 3.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) image_version: String,
    pub(super) custom_image: bool,
    pub(super) server_type: String,
}

/// What a restore needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) kind: BackupKind,
    /// Saved packages with their versions.
    pub(super) apps: BTreeMap<String, String>,
    /// System properties; only in backups of a whole instance.
    pub(super) properties: BTreeMap<String, String>,
    pub(super) instance_id: String,
    #[serde(flatten)]
    pub(super) facts: Facts,
}

impl Manifest {
    /// The manifest of a backup of `phone` that holds `apps`.
    pub(super) fn new(kind: BackupKind, phone: &Phone, apps: BTreeMap<String, String>) -> Self {
        let properties =
            if kind == BackupKind::Instance { phone.properties.as_ref().clone() } else { BTreeMap::new() };
        Self { kind, apps, properties, instance_id: phone.id.clone(), facts: Facts::of(phone) }
    }

    /// As the first member of an archive.
    pub(super) fn to_entry(&self, blobs: &BlobStore) -> io::Result<(Arc<str>, Entry)> {
        let text = serde_json::to_vec(self).map_err(io::Error::other)?;
        Ok((PATH.into(), Entry::file(blobs.put_bytes(&text)?, 0o600, 0)))
    }

    /// Takes the manifest out of the members of an archive; `None` if there is none that can be read.
    pub(super) fn take(members: &mut Vec<Member>, blobs: &BlobStore) -> Option<Self> {
        let at = members.iter().position(|member| member.path == PATH)?;
        let Kind::File(blob) = members.remove(at).entry.kind else { return None };
        let mut text = Vec::new();
        blobs.open(&blob).ok()?.take(LONGEST).read_to_end(&mut text).ok()?;
        serde_json::from_slice(&text).ok()
    }
}

impl Facts {
    /// Those of a phone as it is now.
    pub(super) fn of(phone: &Phone) -> Self {
        Self {
            image_version: phone.image_version.clone(),
            custom_image: phone.image_kind == ImageKind::Custom,
            server_type: phone.server_type.clone(),
        }
    }

    /// Why the backup cannot be restored to `phone` (reference 3.7), or `None` if it can.
    pub(super) fn incompatibility(&self, phone: &Phone) -> Option<String> {
        if self.image_version != phone.image_version {
            return Some(format!(
                "the image version is {} and was {} when saved",
                phone.image_version, self.image_version
            ));
        }
        if self.custom_image != (phone.image_kind == ImageKind::Custom) {
            return Some("a custom image and a public one do not go together".to_owned());
        }
        let families = specs::family(&self.server_type).zip(specs::family(&phone.server_type));
        if families.is_some_and(|(saved, present)| saved != present) {
            return Some(format!(
                "the server type is {} and was {} when saved",
                phone.server_type, self.server_type
            ));
        }
        None
    }
}
