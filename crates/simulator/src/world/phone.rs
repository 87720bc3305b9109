//! One phone of either cloud.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::lazy::{Lazy, Mark};
use super::tree::Tree;

/// Whose phone it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Cloud {
    Huawei,
    Alibaba,
}

impl Cloud {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Huawei => "huawei",
            Self::Alibaba => "alibaba",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Huawei, Self::Alibaba].into_iter().find(|cloud| cloud.name() == text)
    }
}

/// State of a phone; each cloud maps it to its own codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Power {
    Creating,
    CreationFailed,
    Starting,
    Running,
    Stopping,
    StopFailed,
    Stopped,
    Restarting,
    RestartFailed,
    Resetting,
    ResetFailed,
    BackingUp,
    BackupFailed,
    Restoring,
    RestoreFailed,
    Frozen,
    Abnormal,
    Deleting,
}

impl Power {
    pub(crate) const ALL: [(Self, &'static str); 18] = [
        (Self::Creating, "creating"),
        (Self::CreationFailed, "creation_failed"),
        (Self::Starting, "starting"),
        (Self::Running, "running"),
        (Self::Stopping, "stopping"),
        (Self::StopFailed, "stop_failed"),
        (Self::Stopped, "stopped"),
        (Self::Restarting, "restarting"),
        (Self::RestartFailed, "restart_failed"),
        (Self::Resetting, "resetting"),
        (Self::ResetFailed, "reset_failed"),
        (Self::BackingUp, "backing_up"),
        (Self::BackupFailed, "backup_failed"),
        (Self::Restoring, "restoring"),
        (Self::RestoreFailed, "restore_failed"),
        (Self::Frozen, "frozen"),
        (Self::Abnormal, "abnormal"),
        (Self::Deleting, "deleting"),
    ];

    /// The admin service's word.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(power, _)| *power == self).map_or("unknown", |(_, name)| name)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == text).map(|(power, _)| *power)
    }
}

/// Where a phone's image comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ImageKind {
    Public,
    Custom,
}

impl ImageKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Custom => "custom",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Public, Self::Custom].into_iter().find(|kind| kind.name() == text)
    }
}

/// How far a work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Not begun, or over: percent.
    At(u8),
    /// Runs from one time to another.
    Between(Timestamp, Timestamp),
}

impl Progress {
    /// Percent at a time: 0 to 99 while it runs.
    pub(crate) fn percent(self, now: Timestamp) -> u8 {
        match self {
            Self::At(percent) => percent,
            Self::Between(from, to) => {
                let whole = to.duration_since(from).as_millis().max(1);
                let gone = now.duration_since(from).as_millis().max(0);
                u8::try_from((gone.saturating_mul(100) / whole).min(99)).unwrap_or(99)
            }
        }
    }
}

/// System properties by name.
pub(crate) type Properties = BTreeMap<String, String>;

/// One phone. Cloning is cheap: what it holds is shared until one side changes it.
#[derive(Clone, Debug)]
pub(crate) struct Phone {
    pub(crate) cloud: Cloud,
    /// Huawei: 32 lower-case hex digits; Alibaba: `acp-` and letters and digits.
    pub(crate) id: String,
    pub(crate) name: String,
    /// Position in the fleet; later phones are newer.
    pub(crate) number: usize,
    /// Android release, for example `11` or `7.1.1`.
    pub(crate) android: String,
    pub(crate) image_id: String,
    /// Huawei: `AOSP 11.0`; Alibaba: dotted, `3.5.3.900`.
    pub(crate) image_version: String,
    pub(crate) image_kind: ImageKind,
    /// Hardware family. Huawei: the image label (`cloud_phone_1620`); Alibaba: `cpm.gx7.10xlarge`.
    pub(crate) server_type: String,
    pub(crate) server_id: String,
    /// Instance group (Alibaba only, else empty).
    pub(crate) group_id: String,
    pub(crate) region: String,
    pub(crate) zone: String,
    pub(crate) power: Power,
    /// Installed packages with their versions.
    pub(crate) apps: Lazy<BTreeMap<String, String>>,
    /// System properties that a whole-instance backup carries.
    pub(crate) properties: Lazy<Properties>,
    pub(crate) tree: Lazy<Tree>,
    /// Bytes that its files may take together; set by the fleet ([`crate::settings::Capacity`]).
    pub(crate) capacity: u64,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    /// Code of the last failed backup or restore.
    pub(crate) last_error: Option<String>,
    /// Progress of the running or last work.
    pub(crate) progress: Progress,
    /// The work that holds the phone: one at a time.
    pub(crate) busy: Option<u64>,
}

impl Phone {
    /// The tree, to change it. Copies the table first if a running backup still looks at it.
    pub(crate) fn tree_mut(&mut self) -> &mut Tree {
        &mut self.tree
    }

    /// Number of files and links, and bytes of all files. Does not make a tree that nobody has looked at.
    pub(crate) fn files_and_bytes(&self) -> (usize, u64) {
        match self.tree.recipe() {
            Some(recipe) => recipe.factory.size(recipe.cloud, recipe.number),
            None => (self.tree.files(), self.tree.bytes()),
        }
    }

    /// Bytes that are still free.
    pub(crate) fn free_bytes(&self) -> u64 {
        self.capacity.saturating_sub(self.files_and_bytes().1)
    }

    /// Whether `tree` fits on the phone in place of what it holds.
    pub(crate) fn can_hold(&self, tree: &Tree) -> bool {
        tree.bytes() <= self.capacity
    }

    /// Changes when something that the phone holds does.
    pub(crate) fn marks(&self) -> [Mark; 3] {
        [self.tree.mark(), self.apps.mark(), self.properties.mark()]
    }

    /// Drops what can be made again when somebody looks.
    pub(super) fn forget(&mut self) {
        self.tree.forget();
        self.properties.forget();
    }

    /// Removes an app: its package entry, `/data/app/<pkg>-*`, `/data/data/<pkg>` and its media directory.
    pub(crate) fn uninstall(&mut self, package: &str) {
        self.apps.remove(package);
        let stem = format!("/data/app/{package}-");
        let installed: Vec<Arc<str>> = self.tree.siblings_with_prefix(&stem).cloned().collect();
        let tree = self.tree_mut();
        for path in installed {
            tree.remove(&path);
        }
        tree.remove(&format!("/data/data/{package}"));
        tree.remove(&format!("/data/media/0/Android/data/{package}"));
    }
}

/// Notes the packages whose code was brought onto a phone without an installer, as a restart does.
pub(crate) fn adopt_apps(phone: &mut Phone) {
    let mut found = Vec::new();
    for (path, _) in phone.tree.subtree("/data/app") {
        let Some(rest) = path.strip_prefix("/data/app/") else { continue };
        let Some(package) = rest.strip_suffix("/base.apk").and_then(|dir| dir.rsplit_once('-')) else {
            continue;
        };
        if !phone.apps.contains_key(package.0) {
            found.push(package.0.to_owned());
        }
    }
    for package in found {
        let version = super::seed::version_of(&package).to_owned();
        phone.apps.insert(package, version);
    }
}
