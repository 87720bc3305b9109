//! The three backups (reference 2.1 and 2.2).

use serde_json::{Value, json};

use super::content::{Tools, Wanted};
use super::ecp::{Answer, Call};
use super::fault::Fault;
use super::instances::system_version;
use super::location::OssLocation;
use super::manifest::BackupKind;
use super::records::{FileRecord, NewChild, Records};
use super::{instances, targets, times};
use crate::settings::AlibabaSettings;
use crate::world::{Action, After, Cloud, Fleet, Job, Pace, Power, Submission, later, normalise};

/// One backup call, checked as far as it can be without looking at the phones.
struct Order {
    operation: &'static str,
    task_type: String,
    ids: Vec<String>,
    wanted: Wanted,
    place: OssLocation,
    file_name: Option<String>,
    description: String,
    upload_endpoint: String,
}

/// `BackupApp`: applications with their data and caches.
pub(super) fn app(call: Call<'_>) -> Result<Answer, Fault> {
    let apps = packages(call, "SourceAppList")?;
    if apps.is_empty() {
        return Err(Fault::missing("SourceAppList"));
    }
    call.parameters.needed("UploadEndpoint")?;
    let wanted = Wanted { kind: BackupKind::App, apps, paths: Vec::new(), excluded: Vec::new(), all: false };
    submit(call, "BackupApp", call.universe.settings.alibaba.backup_app_type.clone(), wanted)
}

/// `BackupFile`: chosen paths, chosen applications, or everything. At least one of them has to be asked for (GUESSED:
/// all three are formally optional).
pub(super) fn file(call: Call<'_>) -> Result<Answer, Fault> {
    let apps = packages(call, "SourceAppList")?;
    let paths = paths(call, "SourceFilePathList")?;
    let excluded = self::paths(call, "ExcludeSourceFilePathList")?;
    let all = call.parameters.boolean("BackupAll")?.unwrap_or(false);
    if apps.is_empty() && paths.is_empty() && !all {
        return Err(Fault::missing("SourceFilePathList"));
    }
    let wanted = Wanted { kind: BackupKind::File, apps, paths, excluded, all };
    submit(call, "BackupFile", "BackupFile".to_owned(), wanted)
}

/// `BackupAndroidInstance`: all applications, properties and data. Not an image.
pub(super) fn instance(call: Call<'_>) -> Result<Answer, Fault> {
    call.parameters.needed("UploadEndpoint")?;
    let wanted = Wanted {
        kind: BackupKind::Instance,
        apps: Vec::new(),
        paths: Vec::new(),
        excluded: Vec::new(),
        all: true,
    };
    let task_type = call.universe.settings.alibaba.backup_instance_type.clone();
    submit(call, "BackupAndroidInstance", task_type, wanted)
}

fn packages(call: Call<'_>, name: &str) -> Result<Vec<String>, Fault> {
    let packages = call.parameters.list(name);
    let is_package = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
            && !text.contains("..")
    };
    match packages.iter().find(|package| !is_package(package)) {
        Some(package) => Err(Fault::invalid(name, &format!("{package:?} is no package name"))),
        None => Ok(packages),
    }
}

fn paths(call: Call<'_>, name: &str) -> Result<Vec<String>, Fault> {
    let normal = |path: &String| {
        normalise(path).map_err(|why| Fault::invalid(name, &format!("{path:?} is no absolute path: {why}")))
    };
    call.parameters.list(name).iter().map(normal).collect()
}

/// The endpoint of the object store: a host without scheme. Whatever it is, the simulator's own store is meant.
pub(super) fn upload_endpoint(call: Call<'_>) -> Result<String, Fault> {
    let host = call.parameters.text("UploadEndpoint").unwrap_or_default();
    if host.contains("://") || host.contains('/') {
        return Err(Fault::invalid("UploadEndpoint", "it is a host without scheme and path"));
    }
    Ok(host.to_owned())
}

fn submit(
    call: Call<'_>,
    operation: &'static str,
    task_type: String,
    wanted: Wanted,
) -> Result<Answer, Fault> {
    let settings = &call.universe.settings.alibaba;
    let ids = targets::ids(call.parameters, "AndroidInstanceIdList", settings)?;
    let place = OssLocation::parse(call.parameters.needed("BackupFilePath")?, "BackupFilePath")?;
    if !place.is_folder() && ids.len() > 1 {
        return Err(Fault::invalid(
            "BackupFilePath",
            "one object cannot take the backups of several instances",
        ));
    }
    call.parameters.one_of("UploadType", &["OSS"])?;
    let order = Order {
        operation,
        task_type,
        ids,
        wanted,
        place,
        file_name: call.parameters.text("BackupFileName").map(str::to_owned),
        description: call.parameters.text("Description").unwrap_or_default().to_owned(),
        upload_endpoint: upload_endpoint(call)?,
    };
    order.accept(call)
}

impl Order {
    fn accept(&self, call: Call<'_>) -> Result<Answer, Fault> {
        let universe = call.universe;
        let settings = &universe.settings.alibaba;
        let mut allowed = vec![Power::Stopped];
        if settings.backup_while_running {
            allowed.push(Power::Running);
        }
        let tools = Tools::of(universe);
        let mut guard = universe.alibaba.records();
        let records = &mut *guard;
        let (children, mut files) = universe.world.with(|fleet| {
            let good = targets::ready(fleet, &self.ids, &allowed, self.operation, settings)?;
            let mut children = Vec::with_capacity(good.len());
            let mut files = Vec::with_capacity(good.len());
            for id in good {
                if let Some((child, file)) = self.begin(call, fleet, records, &id, &tools) {
                    children.push(child);
                    files.push(file);
                }
            }
            Ok::<_, Fault>((children, files))
        })?;
        let (task_id, task_ids) = records.add_batch(call, &self.task_type, children);
        let mut data = Vec::with_capacity(files.len());
        for (file, task_id) in files.iter_mut().zip(task_ids) {
            data.push(json!({
                "AndroidInstanceId": file.instance_id,
                "BackupFileId": file.id,
                "BackupFileName": file.name,
                "TaskId": task_id,
            }));
            file.task_id = task_id;
        }
        for file in files {
            records.add_file(file);
        }
        Ok(Answer::applied(json!({"TaskId": task_id, "Count": data.len(), "Data": Value::Array(data)})))
    }

    /// Hands the work on one phone to the fleet. `None` cannot happen after the check, both are under one lock.
    fn begin(
        &self,
        call: Call<'_>,
        fleet: &mut Fleet,
        records: &Records,
        id: &str,
        tools: &Tools,
    ) -> Option<(NewChild, FileRecord)> {
        let phone = fleet.phone(Cloud::Alibaba, id)?.clone();
        let created_at = fleet.now();
        let (place, object_name) = self.object(records, fleet, id, &tools.settings);
        let file_id = format!("bf-{}", call.universe.ids.lower(16));
        let salt = file_id.bytes().fold(call.universe.seed, |salt, byte| {
            (salt ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
        });
        let heavy = {
            let (wanted, place, tools) = (self.wanted.clone(), place.clone(), tools.clone());
            Box::new(move |phone: &_| wanted.save(phone, &place, salt, &tools))
        };
        let work = fleet
            .submit(Submission {
                phone_id: id.to_owned(),
                action: Action::Backup,
                object: Some(place.to_string()),
                phases: vec![Power::BackingUp],
                on_success: if tools.settings.running_after_backup {
                    After::Set(Power::Running)
                } else {
                    After::Previous
                },
                on_failure: After::Set(Power::BackupFailed),
                pace: Pace::Transfer,
                job: Job::Heavy(heavy),
            })
            .ok()?;
        let file = FileRecord {
            id: file_id,
            name: self.file_name.clone().unwrap_or(object_name),
            description: self.description.clone(),
            location: place,
            kind: self.wanted.kind,
            all: self.wanted.all,
            apps: self.wanted.apps.clone(),
            paths: self.wanted.paths.clone(),
            upload_endpoint: self.upload_endpoint.clone(),
            instance_id: phone.id.clone(),
            instance_name: phone.name.clone(),
            group_id: phone.group_id.clone(),
            region: phone.region.clone(),
            sale_mode: instances::sale_mode(&phone),
            system_version: system_version(&phone),
            task_id: String::new(),
            created_at,
            backup: work,
            restores: Vec::new(),
        };
        Some((NewChild { instance_id: id.to_owned(), work }, file))
    }

    /// The object that a phone's backup becomes: the named one, or a new one in the named folder.
    fn object(
        &self,
        records: &Records,
        fleet: &Fleet,
        id: &str,
        settings: &AlibabaSettings,
    ) -> (OssLocation, String) {
        if !self.place.is_folder() {
            let name = self.place.key.rsplit('/').next().unwrap_or_default().to_owned();
            return (self.place.clone(), name);
        }
        let mut time = fleet.now();
        loop {
            let name = format!("{id}_{}.ab", times::digits(time, settings.zone_offset_hours));
            let place =
                OssLocation { bucket: self.place.bucket.clone(), key: format!("{}{name}", self.place.key) };
            if records.file_at(&place).is_none() {
                return (place, name);
            }
            // Two backups of a phone within one second: a name of its own for each.
            time = later(time, std::time::Duration::from_secs(1));
        }
    }
}
