//! `DescribeBackupFiles` (reference 2.3).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::fault::Fault;
use super::answer::{Answer, Call};
use super::file_record::{FileRecord, FileView};
use super::page::PageRequest;
use super::times;
use crate::settings::AlibabaSettings;

/// Page size when `MaxResults` is absent.
const DEFAULT_PAGE: usize = 10;

/// Answers the backup files that match, newest first.
pub(super) fn describe(call: Call<'_>) -> Result<Answer, Fault> {
    let page = PageRequest::read(call.parameters, DEFAULT_PAGE, true)?;
    let filter = Filter::read(call)?;
    let universe = call.universe;
    let settings = &universe.settings.alibaba;
    let mut records = universe.alibaba.records();
    universe.world.with(|fleet| records.settle(fleet));
    let matching = |(number, file): (u64, _)| {
        let file: &FileRecord = file;
        let view = filter.matches(file).then(|| file.view())?;
        let wanted = filter.statuses.is_empty() || filter.statuses.iter().any(|status| status == view.status);
        wanted.then_some((number, file, view))
    };
    let found: Vec<(u64, &FileRecord, FileView)> = match call.parameters.text("BackupFileId") {
        Some(id) => records.file_by_id(id).and_then(matching).into_iter().collect(),
        None => records.files().filter_map(matching).collect(),
    };
    let size = page.size;
    let page = page.cut(found, |(number, _, _)| *number);
    let data: Vec<Value> = page.items.iter().map(|(_, file, view)| render(file, *view, settings)).collect();
    Ok(Answer::read(json!({
        "TotalCount": page.total,
        // A string here, a number everywhere else: so it is in the vendor's SDK.
        "MaxResults": size.to_string(),
        "NextToken": page.next_token,
        "Data": data,
    })))
}

/// A field of a file as text.
type Field = fn(&FileRecord) -> &str;

struct Filter {
    /// Field and wanted value, equal.
    exact: Vec<(Field, String)>,
    /// Field and wanted value, contained.
    fuzzy: Vec<(Field, String)>,
    statuses: Vec<String>,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    includes_ends: bool,
    all: Option<bool>,
    /// Users are not simulated, so a filter for one finds nothing.
    end_user: bool,
}

impl Filter {
    fn read(call: Call<'_>) -> Result<Self, Fault> {
        let parameters = call.parameters;
        let zone = call.universe.settings.alibaba.zone_offset_hours;
        let exact: [(&str, Field); 4] = [
            ("BackupFileId", |file| &file.id),
            ("AndroidInstanceId", |file| &file.instance_id),
            ("InstanceGroupId", |file| &file.group_id),
            ("SaleMode", |file| file.sale_mode),
        ];
        let fuzzy: [(&str, Field); 3] = [
            ("BackupFileName", |file| &file.name),
            ("AndroidInstanceName", |file| &file.instance_name),
            ("Description", |file| &file.description),
        ];
        parameters.one_of("SaleMode", &["Instance", "Node"])?;
        let given = |fields: &[(&str, Field)]| {
            let pairs = fields.iter();
            pairs.filter_map(|(name, field)| Some((*field, parameters.text(name)?.to_owned()))).collect()
        };
        let time =
            |name: &str| parameters.text(name).map(|text| times::parse_local(text, zone, name)).transpose();
        Ok(Self {
            exact: given(&exact),
            fuzzy: given(&fuzzy),
            statuses: parameters.list("StatusList"),
            from: time("StartTime")?,
            to: time("EndTime")?,
            includes_ends: call.universe.settings.alibaba.window_includes_ends,
            all: parameters.boolean("BackupAll")?,
            end_user: parameters.text("EndUserId").is_some(),
        })
    }

    fn matches(&self, file: &FileRecord) -> bool {
        // The notation has whole seconds, so the window is compared in seconds.
        let created = file.created_at.as_second();
        let after = |from: Timestamp| created > from.as_second() - i64::from(self.includes_ends);
        let before = |to: Timestamp| created < to.as_second() + i64::from(self.includes_ends);
        !self.end_user
            && self.exact.iter().all(|(field, value)| field(file) == value)
            && self.fuzzy.iter().all(|(field, value)| field(file).contains(value.as_str()))
            && self.from.is_none_or(after)
            && self.to.is_none_or(before)
            && self.all.is_none_or(|all| file.wanted.all == all)
    }
}

fn render(file: &FileRecord, view: FileView, settings: &AlibabaSettings) -> Value {
    let zone = settings.zone_offset_hours;
    json!({
        "BackupFileId": file.id,
        "BackupFileName": &*file.name,
        "Description": &*file.description,
        "Status": view.status,
        "BackupAll": file.wanted.all,
        "AndroidInstanceId": file.instance_id,
        "AndroidInstanceName": file.instance_name,
        "InstanceGroupId": file.group_id,
        "EndUserId": "",
        "RegionId": file.region,
        "BackupFilePath": file.location.to_string(),
        "UploadEndpoint": &*file.upload_endpoint,
        "UploadType": "OSS",
        "SourceAppInfoList": file.wanted.apps,
        "SourceFilePathList": file.wanted.paths,
        "FileSize": view.bytes / settings.file_size_unit.max(1),
        "SystemVersion": file.system_version,
        "TaskId": file.task_id,
        "Channel": "CLOUDPHONE",
        "GmtCreated": times::local(file.created_at, zone),
        "GmtModified": times::local(view.modified_at, zone),
    })
}
