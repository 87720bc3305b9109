//! The port of the core, carried by the typed operations.

use std::collections::HashMap;

use async_trait::async_trait;
use phonevault_core::cloud::{
    Backup, BackupBatch, BackupPower, BackupRef, Capabilities, Cloud, CloudLimits, Compatibility, Finding,
    Marker, PhonePage, Policies, PowerAction, RestoreBatch,
};
use phonevault_core::context::Context;
use phonevault_core::job::{Submission, TaskHandle, TaskStatus};
use phonevault_core::location::Location;
use phonevault_core::phone::{Phone, PhoneId};
use phonevault_core::scope::{Scope, ScopeKind};
use phonevault_core::store_rules::StoreRules;
use phonevault_core::transport::Endpoint;
use phonevault_core::{Error, ErrorKind, Result};

use crate::client::Client;
use crate::endpoints::{Network, oss_host};
use crate::facts::{backup_of, location_of, phone_of};
use crate::models::{
    AndroidInstance, BackupAndroidInstanceRequest, BackupAppRequest, BackupFileRequest,
    DescribeAndroidInstancesRequest, DescribeBackupFilesRequest, RebootAndroidInstancesInGroupRequest,
    RecoverAndroidInstanceRequest, RecoverAppRequest, RecoveryFileRequest,
    ResetAndroidInstancesInGroupRequest, StartAndroidInstanceRequest, StopAndroidInstanceRequest, UploadType,
};
use crate::store_rules::OssRules;
use crate::{CLOUD, compatibility, delete, poll, probe};

const CAPABILITIES: Capabilities = Capabilities {
    scopes: &[ScopeKind::Apps, ScopeKind::Paths, ScopeKind::Whole],
    lists_backups: true,
    finds_by_marker: true,
    deletes_backups: true,
    probes: true,
    resets: true,
};

/// Reference 8: the pages of BackupApp and BackupAndroidInstance advise to stop the phone, that of BackupFile is silent.
/// A restore of the whole phone restarts it by itself; the others need no restart.
const POLICIES: Policies = Policies {
    apps_backup: BackupPower::StoppedAdvised,
    paths_backup: BackupPower::Any,
    whole_backup: BackupPower::StoppedAdvised,
    restart_after_restore: false,
};

#[async_trait]
impl Cloud for Client {
    fn name(&self) -> &'static str {
        CLOUD
    }

    fn region(&self) -> &str {
        &self.inner.region
    }

    fn account(&self) -> Option<&str> {
        None
    }

    fn context(&self) -> &Context {
        self.inner.pipeline.context()
    }

    fn capabilities(&self) -> &Capabilities {
        &CAPABILITIES
    }

    fn policies(&self) -> &Policies {
        &POLICIES
    }

    fn limits(&self) -> &CloudLimits {
        &self.inner.limits
    }

    fn store_rules(&self) -> &'static dyn StoreRules {
        &OssRules
    }

    fn store_endpoint(&self, _bucket: &str) -> Result<Endpoint> {
        Ok(self.inner.store_endpoint.clone())
    }

    async fn list_phones(&self, from: Option<&str>) -> Result<PhonePage> {
        let request = DescribeAndroidInstancesRequest {
            next_token: from.map(str::to_owned),
            biz_region_id: self.settings().biz_region_id.clone(),
            ..self.phones_request()
        };
        let mut pages = self.describe_android_instances_pages(request);
        let page = pages.next().await?.unwrap_or_default();
        let phones = page.instance_model.unwrap_or_default().into_iter().map(phone_of).collect();
        Ok(PhonePage { phones, next: page.next_token.filter(|token| !token.is_empty()) })
    }

    async fn describe_phones(&self, phones: &[PhoneId]) -> Result<Vec<Phone>> {
        let mut found: HashMap<String, AndroidInstance> = HashMap::new();
        for chunk in phones.chunks(self.inner.limits.page_size) {
            let mut ids: Vec<String> = chunk.iter().map(ToString::to_string).collect();
            ids.sort_unstable();
            ids.dedup();
            let request =
                DescribeAndroidInstancesRequest { android_instance_ids: ids, ..self.phones_request() };
            let cap = self.settings().find_by_location_cap;
            let instances = self.describe_android_instances_pages(request).collect(cap).await?;
            found.extend(instances.into_iter().map(|phone| (phone.android_instance_id.clone(), phone)));
        }
        let missing: Vec<&str> =
            phones.iter().map(PhoneId::as_str).filter(|id| !found.contains_key(*id)).collect();
        if !missing.is_empty() {
            let message = format!("no such phone: {}", missing.join(", "));
            return Err(Error::new(ErrorKind::NotFound, message).with_cloud(CLOUD));
        }
        let described = phones.iter().filter_map(|id| found.get(id.as_str()).cloned());
        Ok(described.map(phone_of).collect())
    }

    async fn power(&self, action: PowerAction, phones: &[PhoneId]) -> Result<Submission> {
        let android_instance_ids: Vec<String> = phones.iter().map(ToString::to_string).collect();
        let job = match action {
            PowerAction::Stop => {
                let request = StopAndroidInstanceRequest { android_instance_ids, ..Default::default() };
                self.stop_android_instance(&request).await?
            }
            PowerAction::Start => {
                let request = StartAndroidInstanceRequest { android_instance_ids, ..Default::default() };
                self.start_android_instance(&request).await?
            }
            PowerAction::Restart => {
                let request =
                    RebootAndroidInstancesInGroupRequest { android_instance_ids, ..Default::default() };
                self.reboot_android_instances_in_group(&request).await?
            }
        };
        Ok(job.submission().clone())
    }

    /// Phones of one run share a folder that carries the marker; the service itself names the objects in it.
    fn destination(&self, to: &Location, _phone: &PhoneId, marker: &Marker) -> Location {
        if to.is_folder() { to.join(&format!("{marker}/")) } else { to.clone() }
    }

    fn check_backup(&self, batch: &BackupBatch) -> Result<()> {
        match self.backup_call(batch)? {
            BackupCall::Apps(request) => self.checked(&request),
            BackupCall::Paths(request) => self.checked(&request),
            BackupCall::Whole(request) => self.checked(&request),
        }
    }

    async fn submit_backup(&self, batch: &BackupBatch) -> Result<Submission> {
        let job = match self.backup_call(batch)? {
            BackupCall::Apps(request) => self.backup_app(&request).await?,
            BackupCall::Paths(request) => self.backup_file(&request).await?,
            BackupCall::Whole(request) => self.backup_android_instance(&request).await?,
        };
        Ok(job.submission().clone())
    }

    async fn find_backup(&self, backup: &BackupRef) -> Result<Backup> {
        let found = match (&backup.id, &backup.to) {
            (Some(id), _) => self.record_of_id(id).await?,
            (None, Some(to)) => self.record_at(to, backup.phone.as_ref()).await?,
            (None, None) => return Err(refused("backup", "must name an id or an object")),
        };
        let placed = location_of(&found).is_some();
        let mut recorded = backup_of(found, self.settings());
        if let (false, Some(to)) = (placed, &backup.to) {
            recorded.location = to.clone();
        }
        // Who asked for the backup knows what it holds; the record only lets it be guessed.
        recorded.scope = backup.scope.or(recorded.scope);
        Ok(recorded)
    }

    async fn submit_restore(&self, batch: &RestoreBatch) -> Result<Submission> {
        let Some(first) = batch.items.first() else {
            return Err(refused("items", "must not be empty"));
        };
        let backup = &first.backup;
        for (index, item) in batch.items.iter().enumerate() {
            if item.backup.id != backup.id || item.backup.location != backup.location {
                let rule = "is another backup than that of items[0]: one call restores one backup, so make one \
                            batch for each";
                return Err(refused(&format!("items[{index}].backup"), rule));
            }
        }
        let phones = batch.items.iter().map(|item| item.phone.to_string());
        let (path, id) = (backup.location.to_string(), backup.id.clone());
        let host = Some(backup.store_endpoint.clone().unwrap_or_else(|| self.upload_endpoint()));
        let job = match backup.scope {
            Some(ScopeKind::Apps) => {
                let request = RecoverAppRequest {
                    upload_endpoint: host,
                    ..RecoverAppRequest::new(phones, id.unwrap_or_default(), path)
                };
                self.recover_app(&request).await?
            }
            Some(ScopeKind::Paths) => {
                let request = RecoveryFileRequest {
                    android_instance_id_list: phones.collect(),
                    backup_all: None,
                    backup_file_id: id,
                    backup_file_path: Some(path),
                    upload_endpoint: host,
                    upload_type: Some(UploadType::Oss),
                };
                self.recovery_file(&request).await?
            }
            Some(ScopeKind::Whole) => {
                let request = RecoverAndroidInstanceRequest {
                    backup_file_id: id,
                    upload_endpoint: host,
                    ..RecoverAndroidInstanceRequest::new(phones, path)
                };
                self.recover_android_instance(&request).await?
            }
            None => {
                let rule = "is not known, and each kind of backup has a restore call of its own: say what the \
                            backup holds";
                return Err(refused("items[0].backup.scope", rule));
            }
        };
        Ok(job.submission().clone())
    }

    async fn poll(&self, tasks: &[TaskHandle]) -> Result<Vec<TaskStatus>> {
        poll::poll(self, tasks).await
    }

    fn restorable(&self, source: &Phone, target: &Phone) -> Compatibility {
        compatibility::restorable(source, target)
    }

    async fn list_backups(&self, from: Option<&str>) -> Result<(Vec<Backup>, Option<String>)> {
        let request =
            DescribeBackupFilesRequest { next_token: from.map(str::to_owned), ..self.backups_request() };
        let page = self.describe_backup_files_pages(request).next().await?.unwrap_or_default();
        let records = page.data.unwrap_or_default().into_iter();
        let backups = records.map(|record| backup_of(record, self.settings())).collect();
        Ok((backups, page.next_token.filter(|token| !token.is_empty())))
    }

    /// `BackupFileName` is the marker; the search is fuzzy (DOC:DescribeBackupFiles), so the names are compared again.
    async fn find_by_marker(&self, phone: &PhoneId, marker: &Marker) -> Result<Finding> {
        let request = DescribeBackupFilesRequest {
            android_instance_id: Some(phone.to_string()),
            backup_file_name: Some(marker.to_string()),
            ..self.backups_request()
        };
        let cap = self.settings().find_by_location_cap;
        let records = self.describe_backup_files_pages(request).collect(cap).await?;
        let own =
            records.into_iter().find(|record| record.backup_file_name.as_deref() == Some(marker.as_str()));
        Ok(match own {
            Some(record) => Finding::Found(Box::new(backup_of(record, self.settings()))),
            None => Finding::NotSeen,
        })
    }

    async fn delete_backups(&self, ids: &[String]) -> Result<()> {
        delete::delete_backups(self, ids).await
    }

    async fn probe(&self, phone: &PhoneId, command: &str) -> Result<String> {
        probe::probe(self, phone, command).await
    }

    async fn reset(&self, phones: &[PhoneId]) -> Result<Submission> {
        let request = ResetAndroidInstancesInGroupRequest::new(phones.iter().map(ToString::to_string));
        Ok(self.reset_android_instances_in_group(&request).await?.submission().clone())
    }
}

/// The call that a batch of backups means: each scope has one of its own.
enum BackupCall {
    Apps(BackupAppRequest),
    Paths(BackupFileRequest),
    Whole(BackupAndroidInstanceRequest),
}

impl Client {
    /// The call that a batch of the port means. One call writes to one destination.
    fn backup_call(&self, batch: &BackupBatch) -> Result<BackupCall> {
        let Some(first) = batch.items.first() else {
            return Err(refused("items", "must not be empty"));
        };
        for (index, item) in batch.items.iter().enumerate() {
            if item.to != first.to {
                let rule = format!(
                    "goes to {}, but the batch begins with {}: one call writes to one destination, so make one batch \
                     for each",
                    item.to, first.to
                );
                return Err(refused(&format!("items[{index}].to"), &rule));
            }
        }
        let phones = batch.items.iter().map(|item| item.phone.to_string());
        let (path, host) = (first.to.to_string(), self.upload_endpoint());
        let name = Some(batch.marker.to_string());
        let description = Some(format!("phonevault {}", batch.marker));
        Ok(match &batch.scope {
            Scope::Apps(apps) => BackupCall::Apps(BackupAppRequest {
                backup_file_name: name,
                description,
                ..BackupAppRequest::new(phones, apps, path, host)
            }),
            Scope::Paths { include, exclude } => BackupCall::Paths(BackupFileRequest {
                backup_file_name: name,
                description,
                exclude_source_file_path_list: exclude.clone(),
                upload_endpoint: Some(host),
                upload_type: Some(UploadType::Oss),
                ..BackupFileRequest::paths(phones, include, path)
            }),
            Scope::Whole => BackupCall::Whole(BackupAndroidInstanceRequest {
                backup_file_name: name,
                description,
                ..BackupAndroidInstanceRequest::new(phones, path, host)
            }),
        })
    }

    /// The host that phones write to: the setting, else that of the bucket's region.
    fn upload_endpoint(&self) -> String {
        let settings = self.settings();
        if let Some(host) = &settings.upload_endpoint {
            return host.clone();
        }
        let region = settings.bucket_region.as_deref().unwrap_or(&self.inner.region);
        let network = if region == self.inner.region { settings.upload_network } else { Network::Public };
        oss_host(region, network)
    }

    fn page_size(&self) -> Option<i64> {
        i64::try_from(self.inner.limits.page_size).ok()
    }

    /// A question for phones of the edition that is set, in the largest pages.
    pub(crate) fn phones_request(&self) -> DescribeAndroidInstancesRequest {
        DescribeAndroidInstancesRequest {
            max_results: self.page_size(),
            instance_version: self.settings().instance_version.clone(),
            ..Default::default()
        }
    }

    /// A question for backups in the largest pages.
    pub(crate) fn backups_request(&self) -> DescribeBackupFilesRequest {
        DescribeBackupFilesRequest { max_results: self.page_size(), ..Default::default() }
    }
}

pub(crate) fn refused(field: &str, rule: &str) -> Error {
    phonevault_core::validate::refused(field, rule).with_cloud(CLOUD)
}
