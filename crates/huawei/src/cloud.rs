//! The port: this cloud as runs and the command line know it.

use std::collections::HashMap;

use async_trait::async_trait;
use phonevault_core::cloud::{
    Backup, BackupBatch, BackupRef, BackupState, Capabilities, Cloud, CloudLimits, Compatibility, Marker,
    PhonePage, Policies, PowerAction, RestoreBatch,
};
use phonevault_core::context::Context;
use phonevault_core::error::Reached;
use phonevault_core::job::{Action, Submission, TaskHandle, TaskState, TaskStatus};
use phonevault_core::location::Location;
use phonevault_core::phone::{Phone, PhoneId};
use phonevault_core::scope::Scope;
use phonevault_core::secret::Secret;
use phonevault_core::store_rules::{Purpose, StoreRules};
use phonevault_core::transport::Endpoint;
use phonevault_core::validate::{Violations, package_name, refused};
use phonevault_core::{Error, ErrorKind, Result};

use crate::client::Client;
use crate::endpoints::OBS_SERVICE;
use crate::models::{
    BatchRestoreRequest, BatchStorageRequest, JobState, ListCloudPhonesRequest, ListJobsRequest,
    ResetCloudPhoneRequest, RestartCloudPhoneRequest, RestoreInfo, RunSyncCommandRequest,
    RunSyncCommandResponse, ShowCloudPhoneDetailRequest, StopCloudPhoneRequest, StorageInfo,
};
use crate::operations;
use crate::paginate::next_offset;
use crate::store_rules::ObsRules;
use crate::typed::TypedRequest as _;
use crate::{CLOUD, codes, compatibility, facts, jobs};

/// A list of phones that goes on beyond this is a server that repeats itself.
const FARTHEST_PHONE: i64 = 10_000_000;

/// The vendor's path set of one application (BP48).
fn application_paths(package: &str) -> [String; 3] {
    [
        format!("/data/app/{package}-*"),
        format!("/data/data/{package}"),
        format!("/data/media/0/Android/data/{package}"),
    ]
}

#[async_trait]
impl Cloud for Client {
    fn name(&self) -> &'static str {
        CLOUD
    }

    fn region(&self) -> &str {
        &self.inner.region
    }

    fn account(&self) -> Option<&str> {
        Some(&*self.inner.project_id).filter(|id| !id.is_empty())
    }

    fn context(&self) -> &Context {
        self.injected()
    }

    fn capabilities(&self) -> &Capabilities {
        &self.inner.capabilities
    }

    fn policies(&self) -> &Policies {
        &self.inner.policies
    }

    fn limits(&self) -> &CloudLimits {
        &self.inner.limits
    }

    fn store_rules(&self) -> &'static dyn StoreRules {
        &ObsRules
    }

    fn store_endpoint(&self, _bucket: &str) -> Result<Endpoint> {
        self.service_endpoint(OBS_SERVICE)
    }

    async fn list_phones(&self, from: Option<&str>) -> Result<PhonePage> {
        let offset = match from.map(str::parse::<i64>) {
            None => 0,
            Some(Ok(offset)) if offset >= 0 => offset,
            Some(_) => {
                return Err(refused("from", "is not what a page of this list gave").with_cloud(CLOUD));
            }
        };
        let limit = i64::try_from(self.inner.limits.page_size).unwrap_or(1);
        let request =
            ListCloudPhonesRequest { offset: Some(offset), limit: Some(limit), ..Default::default() };
        let page = self.list_cloud_phones(&request).await?;
        let next = next_offset(offset, page.phones.len(), limit, page.count);
        if next.is_some_and(|next| next > FARTHEST_PHONE) {
            let operation = operations::known(ListCloudPhonesRequest::OPERATION)?.operation();
            let message = "the list of phones does not end";
            return Err(Error::for_operation(ErrorKind::Malformed, &operation, Reached::Unreadable, message));
        }
        let region = &*self.inner.region;
        let phones = page.phones.into_iter().map(|phone| facts::of_list(phone, region)).collect();
        Ok(PhonePage { phones, next: next.map(|next| next.to_string()) })
    }

    async fn describe_phones(&self, phones: &[PhoneId]) -> Result<Vec<Phone>> {
        let mut found = Vec::with_capacity(phones.len());
        for phone in phones {
            let request = ShowCloudPhoneDetailRequest::new(phone.as_str());
            let detail = self.show_cloud_phone_detail(&request).await.map_err(|error| named(phone, error))?;
            found.push(facts::of_detail(detail, &self.inner.region));
        }
        Ok(found)
    }

    async fn power(&self, action: PowerAction, phones: &[PhoneId]) -> Result<Submission> {
        let ids = phones.iter().map(PhoneId::as_str);
        let job = match action {
            PowerAction::Stop => self.stop_cloud_phone(&StopCloudPhoneRequest::new(ids)).await?,
            // One call does both (R21).
            PowerAction::Start => self.restart_as(Action::Start, &RestartCloudPhoneRequest::new(ids)).await?,
            PowerAction::Restart => {
                self.restart_as(Action::Restart, &RestartCloudPhoneRequest::new(ids)).await?
            }
        };
        Ok(job.submission().clone())
    }

    fn destination(&self, to: &Location, phone: &PhoneId, marker: &Marker) -> Location {
        if to.is_folder() { to.join(&format!("{phone}/{marker}.tar")) } else { to.clone() }
    }

    fn check_backup(&self, batch: &BackupBatch) -> Result<()> {
        let request = self.export_of(batch)?;
        self.check(operations::find(BatchStorageRequest::OPERATION)?, &request)
    }

    async fn submit_backup(&self, batch: &BackupBatch) -> Result<Submission> {
        let request = self.export_of(batch)?;
        Ok(self.batch_storage(&request).await?.submission().clone())
    }

    async fn find_backup(&self, backup: &BackupRef) -> Result<Backup> {
        // There is no record of backups: the bucket is the catalogue.
        let Some(location) = backup.to.clone() else {
            return Err(self.unsupported("backups by id: name the object"));
        };
        Ok(Backup {
            id: None,
            name: None,
            location,
            state: BackupState::NotRecorded,
            scope: backup.scope,
            phone: backup.phone.clone(),
            android: None,
            store_endpoint: None,
            bytes: None,
            created: None,
        })
    }

    async fn submit_restore(&self, batch: &RestoreBatch) -> Result<Submission> {
        let mut violations = Violations::new();
        for (index, item) in batch.items.iter().enumerate() {
            let field = format!("items[{index}].backup.location");
            ObsRules.check_location(&field, &item.backup.location, Purpose::Read, &mut violations);
        }
        self.unless_skipped(violations)?;
        let request = BatchRestoreRequest::new(batch.items.iter().map(|item| {
            let location = &item.backup.location;
            RestoreInfo::new(item.phone.as_str(), &*location.bucket, &*location.key)
        }));
        Ok(self.batch_restore(&request).await?.submission().clone())
    }

    async fn poll(&self, tasks: &[TaskHandle]) -> Result<Vec<TaskStatus>> {
        let mut submissions: Vec<&str> = Vec::new();
        for task in tasks {
            if !submissions.contains(&&*task.request_id) {
                submissions.push(&task.request_id);
            }
        }
        let mut found = HashMap::new();
        for ids in submissions.chunks(self.inner.limits.ids_per_poll) {
            self.look_up(ids, tasks, &mut found).await?;
        }
        let status = |task: &TaskHandle| {
            let seen = task.task.as_ref().and_then(|id| found.get(id));
            seen.cloned().unwrap_or_else(|| TaskStatus::new(TaskState::Unseen))
        };
        Ok(tasks.iter().map(status).collect())
    }

    fn restorable(&self, source: &Phone, target: &Phone) -> Compatibility {
        compatibility::compare(source.android.as_deref(), target.android.as_deref())
    }

    async fn probe(&self, phone: &PhoneId, command: &str) -> Result<String> {
        let request = RunSyncCommandRequest::new(command, [phone.as_str()]);
        let answer = self.run_sync_command(&request).await?;
        // The answer was found to be about this phone and no other.
        output_of(phone, &answer)
    }

    async fn reset(&self, phones: &[PhoneId]) -> Result<Submission> {
        let request = ResetCloudPhoneRequest::new(phones.iter().map(PhoneId::as_str));
        Ok(self.reset_cloud_phone(&request).await?.submission().clone())
    }
}

impl Client {
    /// The export that a batch of the port means.
    fn export_of(&self, batch: &BackupBatch) -> Result<BatchStorageRequest> {
        self.check_scope(batch.scope.kind())?;
        let mut violations = Violations::new();
        for (index, item) in batch.items.iter().enumerate() {
            let field = format!("items[{index}].to");
            ObsRules.check_location(&field, &item.to, Purpose::Write, &mut violations);
            violations.require(!item.to.is_folder(), field, "must name an object, not a folder");
        }
        let (include, exclude) = match &batch.scope {
            Scope::Apps(packages) => {
                violations.count("scope.apps", packages.len(), None);
                violations.unique(packages, |index| format!("scope.apps[{index}]"));
                for (index, package) in packages.iter().enumerate() {
                    violations.check(format!("scope.apps[{index}]"), package_name(package));
                }
                (packages.iter().flat_map(|package| application_paths(package)).collect(), Vec::new())
            }
            Scope::Paths { include, exclude } => (include.clone(), exclude.clone()),
            Scope::Whole => (Vec::new(), Vec::new()),
        };
        self.unless_skipped(violations)?;
        Ok(BatchStorageRequest::new(batch.items.iter().map(|item| StorageInfo {
            phone_id: item.phone.to_string(),
            include_files: include.clone(),
            exclude_files: exclude.clone(),
            bucket_name: item.to.bucket.clone(),
            object_path: item.to.key.clone(),
        })))
    }

    /// The jobs of a few submissions. The list does not say which job belongs to which, so job ids decide; jobs
    /// of others are ignored.
    async fn look_up(
        &self,
        ids: &[&str],
        tasks: &[TaskHandle],
        found: &mut HashMap<String, TaskStatus>,
    ) -> Result<()> {
        match self.look_up_together(ids, tasks, found).await {
            // One submission without visible jobs must not hide the others: each is asked alone.
            Err(error) if ids.len() > 1 && error.vendor_code() == Some("CPS.0050") => {
                let (mut last, mut answered) = (error, false);
                for id in ids {
                    match self.look_up_together(&[id], tasks, found).await {
                        Ok(()) => answered = true,
                        Err(error) if error.vendor_code() == Some("CPS.0050") => last = error,
                        Err(error) => return Err(error),
                    }
                }
                if answered { Ok(()) } else { Err(last) }
            }
            other => other,
        }
    }

    async fn look_up_together(
        &self,
        ids: &[&str],
        tasks: &[TaskHandle],
        found: &mut HashMap<String, TaskStatus>,
    ) -> Result<()> {
        let request = match ids {
            [id] => ListJobsRequest { request_id: Some((*id).to_owned()), ..ListJobsRequest::default() },
            ids => ListJobsRequest::of_requests(ids.iter().copied()),
        };
        let mine = tasks.iter().filter(|task| ids.contains(&&*task.request_id));
        let wanted: Vec<&String> = mine.filter_map(|task| task.task.as_ref()).collect();
        let mut pages = self.list_jobs_pages(request);
        while let Some(page) = pages.next().await? {
            for job in &page.jobs {
                found.insert(job.job_id.clone(), jobs::status(job));
            }
            if wanted.iter().all(|id| found.contains_key(*id)) {
                break;
            }
        }
        Ok(())
    }

    fn unless_skipped(&self, violations: Violations) -> Result<()> {
        if self.options.skip_rules {
            return Ok(());
        }
        violations.into_result().map_err(|error| error.with_cloud(CLOUD))
    }
}

/// Says which phone does not exist: the vendor's words may not.
fn named(phone: &PhoneId, error: Error) -> Error {
    if error.kind() != ErrorKind::NotFound {
        return error;
    }
    let Ok(spec) = operations::known(ShowCloudPhoneDetailRequest::OPERATION) else { return error };
    let message = format!("phone `{phone}`: {}", error.message());
    let named = Error::for_operation(ErrorKind::NotFound, &spec.operation(), Reached::Refused, message)
        .with_vendor_code(error.vendor_code().map(str::to_owned));
    match error.http_status() {
        Some(status) => named.with_answer(status, error.request_id().map(str::to_owned)),
        None => named,
    }
}

/// The output of a command that succeeded. At most 1024 bytes come back; a command without output has an empty one. No
/// error quotes it: it may be anything that the phone holds.
fn output_of(phone: &PhoneId, answer: &RunSyncCommandResponse) -> Result<String> {
    let job = answer.jobs.first();
    let operation = operations::known(RunSyncCommandRequest::OPERATION)?.operation();
    let fail = |kind, reached, why: &str| {
        let message = format!("phone `{phone}`: {why}");
        let code = job.and_then(|job| job.error_code.clone()).filter(|code| !code.is_empty());
        Err(Error::for_operation(kind, &operation, reached, message)
            .with_vendor_code(code)
            .with_request_id(answer.request_id.clone()))
    };
    let Some(job) = job else {
        return fail(ErrorKind::Malformed, Reached::Unreadable, "is not mentioned in the answer");
    };
    let words = job.error_msg.as_deref().filter(|text| !text.is_empty());
    let words = words.unwrap_or("the cloud does not say why");
    match job.status {
        Some(JobState::Succeeded) => {
            Ok(job.execute_msg.as_ref().map(Secret::expose).unwrap_or_default().to_owned())
        }
        Some(JobState::Failed) => {
            fail(ErrorKind::JobFailed, Reached::Accepted, &format!("the command failed: {words}"))
        }
        Some(JobState::Running) => {
            fail(ErrorKind::WaitTimeout, Reached::Accepted, "the command still runs, its output is not known")
        }
        Some(JobState::Other(number)) => {
            let why = format!("the command has status {number}, which this version does not know");
            fail(ErrorKind::WaitTimeout, Reached::Accepted, &why)
        }
        None if job.job_id.as_ref().is_some_and(|id| !id.is_empty()) => {
            let why = format!("the command was begun, and how far it came is not said: {words}");
            fail(ErrorKind::WaitTimeout, Reached::Accepted, &why)
        }
        // Codes of items come without a status of their own; 400 is the vendor's usual one.
        None => {
            let kind = codes::classify(job.error_code.as_deref().unwrap_or_default(), 400).kind;
            fail(kind, Reached::ItemRefused, &format!("the command was refused: {words}"))
        }
    }
}
