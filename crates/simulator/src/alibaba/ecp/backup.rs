//! The three backups (reference 2.1 and 2.2).

use std::sync::Arc;

use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::batch::Began;
use super::content::{Tools, Wanted};
use super::file_record::{FileRecord, Progress};
use super::instances::system_version;
use super::location::{KEY_BYTES, OssLocation};
use super::manifest::{BackupKind, Facts};
use super::records::Records;
use super::targets::{self, Rule};
use super::{instances, places, times};
use crate::settings::AlibabaSettings;
use crate::world::{Action, After, Cloud, Fleet, Job, Pace, Power, Submission, later, normalise};

/// What stands behind the id of the phone in the name of a file: `_`, 14 digits, a number of up to 6 digits when time
/// has come to its end, `.ab`.
const NAME_BYTES: usize = 1 + 14 + 7 + 3;

/// One backup call, checked as far as it can be without looking at the phones.
struct Order {
    operation: &'static str,
    task_type: String,
    ids: Vec<String>,
    // What is shared by the files of all its phones.
    wanted: Arc<Wanted>,
    place: OssLocation,
    file_name: Option<Arc<str>>,
    description: Arc<str>,
    upload_endpoint: Arc<str>,
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

/// The items of a list, not more than the setting allows.
fn items(call: Call<'_>, name: &str) -> Result<Vec<String>, Fault> {
    let items = call.parameters.list(name);
    match call.universe.settings.alibaba.max_list_items {
        most if most > 0 && items.len() > most => {
            Err(Fault::invalid(name, &format!("at most {most} are allowed")))
        }
        _ => Ok(items),
    }
}

/// A free text, not longer than the setting allows.
fn free_text(call: Call<'_>, name: &str) -> Result<Option<String>, Fault> {
    let text = call.parameters.text(name);
    match (text, call.universe.settings.alibaba.max_text_chars) {
        (Some(text), most) if most > 0 && text.chars().count() > most => {
            Err(Fault::invalid(name, &format!("at most {most} characters are allowed")))
        }
        _ => Ok(text.map(str::to_owned)),
    }
}

fn packages(call: Call<'_>, name: &str) -> Result<Vec<String>, Fault> {
    let packages = items(call, name)?;
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
    items(call, name)?.iter().map(normal).collect()
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
    let ids = targets::ids(call.parameters, "AndroidInstanceIdList", settings.max_instances)?;
    let place = OssLocation::parse(call.parameters.needed("BackupFilePath")?, "BackupFilePath")?;
    if !place.is_folder() && ids.len() > 1 {
        return Err(Fault::invalid(
            "BackupFilePath",
            "one object cannot take the backups of several instances",
        ));
    }
    if place.is_folder() && ids.iter().any(|id| place.key.len() + id.len() + NAME_BYTES > KEY_BYTES) {
        return Err(Fault::invalid(
            "BackupFilePath",
            "there is no room in the object key for the name of a file",
        ));
    }
    call.parameters.one_of("UploadType", &["OSS"])?;
    places::check_target(call, &place)?;
    let order = Order {
        operation,
        task_type,
        ids,
        wanted: Arc::new(wanted),
        place,
        file_name: free_text(call, "BackupFileName")?.map(Arc::from),
        description: free_text(call, "Description")?.unwrap_or_default().into(),
        upload_endpoint: upload_endpoint(call)?.into(),
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
        let rule = Rule { allowed: &allowed, action: self.operation, takes_part: settings.accept_valid_part };
        let tools = Tools::of(universe);
        let mut guard = universe.alibaba.records();
        let records = &mut *guard;
        let (began, mut files) = universe.world.with(|fleet| {
            records.settle(fleet);
            let ready = targets::ready(fleet, &self.ids, &rule, settings)?;
            let mut began = Began::default();
            // In step with the children.
            let mut files = Vec::with_capacity(ready.good.len());
            for id in &ready.good {
                files.extend(self.begin(call, fleet, records, id, &tools, &mut began));
            }
            began.skip(call, fleet, &ready);
            Ok::<_, Fault>((began, files))
        })?;
        let filed = records.add_batch(call, &self.task_type, began.children);
        let mut data = Vec::with_capacity(files.len());
        for (file, child) in files.iter_mut().zip(&filed.children) {
            file.task_id.clone_from(&child.task_id);
            if child.shown {
                data.push(json!({
                    "AndroidInstanceId": file.instance_id,
                    "BackupFileId": file.id,
                    "BackupFileName": &*file.name,
                    "TaskId": file.task_id,
                }));
            }
        }
        for file in files {
            records.add_file(file, settings.kept_files);
        }
        let answer = json!({"TaskId": filed.task_id, "Count": data.len(), "Data": Value::Array(data)});
        Ok(Answer::change(answer, began.applied))
    }

    /// Hands the work on one phone to the fleet. `None` means that the phone is left out.
    fn begin(
        &self,
        call: Call<'_>,
        fleet: &mut Fleet,
        records: &Records,
        id: &str,
        tools: &Tools,
        began: &mut Began,
    ) -> Option<FileRecord> {
        let phone = fleet.phone(Cloud::Alibaba, id)?.clone();
        let created_at = fleet.now();
        let (place, object_name) = self.object(records, fleet, id, &tools.settings);
        let file_id = format!("bf-{}", call.universe.ids.lower(16));
        // Of nothing that depends on the order of calls, as the id does: the same calls store the same bytes.
        let own = place.to_string().into_bytes().into_iter().chain(created_at.as_nanosecond().to_le_bytes());
        let salt = own.fold(call.universe.seed, |salt, byte| {
            (salt ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
        });
        let heavy = {
            let (wanted, place, tools) = (Arc::clone(&self.wanted), place.clone(), tools.clone());
            Box::new(move |phone: &_, defects| wanted.save(phone, defects, &place, salt, &tools))
        };
        let boots = tools.settings.boots_for_backup && phone.power == Power::Stopped;
        let stays_on = tools.settings.running_after_backup;
        let submission = Submission {
            phone_id: id.to_owned(),
            action: Action::Backup,
            object: Some(place.to_string()),
            phases: match (boots, stays_on) {
                (false, _) => vec![Power::BackingUp],
                (true, true) => vec![Power::Starting, Power::BackingUp],
                (true, false) => vec![Power::Starting, Power::BackingUp, Power::Stopping],
            },
            on_success: if stays_on { After::Set(Power::Running) } else { After::Previous },
            on_failure: After::Set(Power::BackupFailed),
            pace: Pace::Transfer,
            job: Job::Heavy(heavy),
        };
        let work = began.submit(call, fleet, submission)?;
        Some(FileRecord {
            id: file_id,
            name: self.file_name.clone().unwrap_or_else(|| object_name.into()),
            description: Arc::clone(&self.description),
            location: place,
            wanted: Arc::clone(&self.wanted),
            share: self.text_bytes().div_ceil(self.ids.len().max(1)),
            upload_endpoint: Arc::clone(&self.upload_endpoint),
            sale_mode: instances::sale_mode(&phone),
            system_version: system_version(&phone),
            facts: Facts::of(&phone),
            instance_id: phone.id,
            instance_name: phone.name,
            group_id: phone.group_id,
            region: phone.region,
            task_id: String::new(),
            created_at,
            progress: Progress::begun(work),
        })
    }

    /// Bytes of everything in it that the caller made up, which nothing else limits.
    fn text_bytes(&self) -> usize {
        let wanted = &self.wanted;
        let lists = [&wanted.apps, &wanted.paths, &wanted.excluded].into_iter().flatten();
        let name = self.file_name.as_ref().map_or(0, |name| name.len());
        lists.map(String::len).sum::<usize>() + name + self.description.len() + self.upload_endpoint.len()
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
        // Two backups of a phone within one second: a name of its own for each. No later second is left at the end of
        // the calendar, so there they are numbered.
        let mut time = fleet.now();
        let mut number = String::new();
        let mut turn = 0_u32;
        loop {
            turn = turn.saturating_add(1);
            let name = format!("{id}_{}{number}.ab", times::digits(time, settings.zone_offset_hours));
            let place =
                OssLocation { bucket: self.place.bucket.clone(), key: format!("{}{name}", self.place.key) };
            if records.file_at(&place).is_none() {
                return (place, name);
            }
            let next = later(time, std::time::Duration::from_secs(1));
            if next.as_second() == time.as_second() {
                number = format!("_{turn}");
            }
            time = next;
        }
    }
}
