//! The story of the phones of one cloud: back up, damage, restore, compare.

use std::collections::BTreeMap;

use phonevault::cloud::Backup;
use phonevault::error::{Error, ErrorKind, Result};
use phonevault::job::Outcome;
use phonevault::location::Location;
use phonevault::phone::PhoneId;
use phonevault::scope::Scope;
use phonevault::store::ObjectStore;
use phonevault::waiter::Waiter;

use super::admin::{Admin, SimulatedPhone, Tree};
use super::damage::damage;
use crate::flow::backup::{self, BackupRequest};
use crate::flow::restore::{self, RestorePlan};
use crate::output::Progress;
use crate::session::Session;

/// What became of one phone of the demo.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) cloud: &'static str,
    pub(super) phone: PhoneId,
    pub(super) scope: &'static str,
    pub(super) backup: Option<Location>,
    pub(super) restored: bool,
    pub(super) files: usize,
    pub(super) bytes: u64,
    pub(super) damaged_files: usize,
    pub(super) identical_before_restore: bool,
    pub(super) identical: bool,
    pub(super) message: Option<String>,
}

impl Told {
    /// Whether this phone proves the point: it was damaged, was different, and is identical again.
    pub(super) fn is_proved(&self) -> bool {
        self.damaged_files > 0 && !self.identical_before_restore && self.restored && self.identical
    }
}

/// The phones of one cloud and what is done to them.
pub(super) struct Story<'a> {
    session: Session,
    bucket: String,
    admin: &'a Admin,
    waiter: &'a Waiter,
    /// The folder on each phone that holds the user's own files, if there is one.
    folder: &'a Option<String>,
}

/// Phones that are backed up in one go.
struct Group {
    scope: Scope,
    phones: Vec<PhoneId>,
}

impl<'a> Story<'a> {
    pub(super) fn new(
        session: Session,
        bucket: &str,
        admin: &'a Admin,
        waiter: &'a Waiter,
        folder: &'a Option<String>,
    ) -> Self {
        Self { session, bucket: bucket.to_owned(), admin, waiter, folder }
    }

    /// Tells the story; an error is one of the demo itself, what becomes of a phone stands in its entry.
    pub(super) async fn tell(&self, sabotage: bool) -> Result<Vec<Told>> {
        let cloud = &self.session.cloud;
        let phones = self.admin.phones(&**cloud).await?;
        if phones.is_empty() {
            return Ok(Vec::new());
        }
        let store = self.session.store(&self.bucket)?;
        let progress = Progress::new(&format!("{}: ", cloud.name()), false);
        let mut before: BTreeMap<PhoneId, Tree> = BTreeMap::new();
        for phone in &phones {
            before.insert(phone.phone_id.clone(), self.admin.files(&phone.phone_id).await?);
        }
        let mut told = Vec::new();
        let mut restores = Vec::new();
        for group in self.groups(&phones) {
            let (lines, made) = self.back_up(&store, &group, &before, &progress).await?;
            for (phone, backup) in made {
                restores.push((phone, backup, group.scope.clone()));
            }
            told.extend(lines);
        }
        for line in &mut told {
            let tree = &before[&line.phone];
            let scope = restores.iter().find(|(phone, ..)| *phone == line.phone).map(|(.., scope)| scope);
            if let Some(scope) = scope {
                let saved = |path: &str| holds(scope, path);
                line.damaged_files = damage(self.admin, &line.phone, tree, saved).await?;
            }
            line.identical_before_restore = self.admin.files(&line.phone).await? == *tree;
        }
        if let Some((_, backup, _)) = restores.first().filter(|_| sabotage)
            && self.admin.corrupt(cloud.name(), &backup.location).await? == 0
        {
            return Err(Error::new(ErrorKind::Internal, "the sabotage changed nothing"));
        }
        self.restore(&store, &restores, &progress, &mut told).await?;
        for line in &mut told {
            let after = self.admin.files(&line.phone).await?;
            line.identical = after == before[&line.phone];
            if !line.identical && line.message.is_none() {
                line.message = first_difference(&before[&line.phone], &after);
            }
        }
        told.sort_by(|a, b| a.phone.cmp(&b.phone));
        Ok(told)
    }

    /// Half of the phones by their applications, half by paths; the user's own folder is a path of every phone.
    fn groups(&self, phones: &[SimulatedPhone]) -> Vec<Group> {
        let ids =
            |phones: Vec<&SimulatedPhone>| phones.into_iter().map(|phone| phone.phone_id.clone()).collect();
        let paths = |folder: &str| Scope::Paths { include: vec![folder.to_owned()], exclude: Vec::new() };
        if let Some(folder) = self.folder {
            return vec![Group { scope: paths(folder), phones: ids(phones.iter().collect()) }];
        }
        let mut by_apps: BTreeMap<Vec<String>, Vec<PhoneId>> = BTreeMap::new();
        for phone in phones.iter().step_by(2) {
            by_apps.entry(phone.apps.clone()).or_default().push(phone.phone_id.clone());
        }
        let mut groups: Vec<Group> =
            by_apps.into_iter().map(|(apps, phones)| Group { scope: Scope::Apps(apps), phones }).collect();
        groups.push(Group {
            scope: paths("/data/media/0"),
            phones: ids(phones.iter().skip(1).step_by(2).collect()),
        });
        groups.retain(|group| !group.phones.is_empty());
        groups
    }

    async fn back_up(
        &self,
        store: &ObjectStore,
        group: &Group,
        before: &BTreeMap<PhoneId, Tree>,
        progress: &Progress,
    ) -> Result<(Vec<Told>, Vec<(PhoneId, Backup)>)> {
        let cloud = &self.session.cloud;
        let request = BackupRequest {
            phones: group.phones.clone(),
            scope: group.scope.clone(),
            to: Location::new(cloud.store_rules().scheme(), &*self.bucket, "demo/"),
            keep_running: false,
            overwrite: false,
        };
        let plan = backup::plan(cloud, store, &request).await?;
        let (report, made) = backup::run(cloud, store, &plan, self.waiter, progress).await;
        let told = report.phones.into_iter().map(|line| {
            let tree = &before[&line.phone];
            let files = tree.values().filter(|entry| entry.kind != "directory");
            Told {
                cloud: cloud.name(),
                scope: group.scope.kind().name(),
                backup: line.location,
                restored: false,
                files: files.clone().count(),
                bytes: files.map(|entry| entry.bytes).sum(),
                damaged_files: 0,
                identical_before_restore: false,
                identical: false,
                message: line.message,
                phone: line.phone,
            }
        });
        Ok((told.collect(), made))
    }

    async fn restore(
        &self,
        store: &ObjectStore,
        restores: &[(PhoneId, Backup, Scope)],
        progress: &Progress,
        told: &mut [Told],
    ) -> Result<()> {
        let cloud = &self.session.cloud;
        let mut plan = RestorePlan { items: Vec::new() };
        for (phone, backup, _) in restores {
            plan.items.extend(restore::plan(cloud, store, backup, std::slice::from_ref(phone)).await?.items);
        }
        let report = restore::run(cloud, &plan, self.waiter, progress).await;
        for line in report.phones {
            if let Some(own) = told.iter_mut().find(|own| own.phone == line.phone) {
                own.restored = line.outcome == Outcome::Succeeded;
                own.message = line.message;
            }
        }
        Ok(())
    }
}

/// Whether a backup of this scope holds the file at `path` whatever the cloud: the parts of an application that both
/// clouds save, or what lies below an included path.
fn holds(scope: &Scope, path: &str) -> bool {
    match scope {
        Scope::Apps(apps) => apps.iter().any(|app| {
            let below = |folder: String| path.starts_with(&folder);
            below(format!("/data/data/{app}/"))
                || below(format!("/data/app/{app}-"))
                || below(format!("/data/media/0/Android/data/{app}/"))
        }),
        Scope::Paths { include, .. } => include.iter().any(|root| path.starts_with(&format!("{root}/"))),
        Scope::Whole => true,
    }
}

fn first_difference(before: &Tree, after: &Tree) -> Option<String> {
    let differs = before.iter().find(|(path, entry)| after.get(*path) != Some(entry));
    let lost = |(path, _): (&String, _)| match after.get(path) {
        Some(_) => format!("{path} is not what it was"),
        None => format!("{path} is missing"),
    };
    let added = || {
        after
            .keys()
            .find(|path| !before.contains_key(*path))
            .map(|path| format!("{path} was not there before"))
    };
    differs.map(lost).or_else(added)
}
