//! A change of the sources changes the manifest, and what the generator does not understand stops it.

use super::{on_disk, sources};
use crate::diff::differing_lines;
use crate::manifest::{Sources, cloud, core, read, text};

const BACKUP_APP: &str = "crates/alibaba/src/models/backup_app.rs";
const RESTORE: &str = "crates/huawei/src/models/batch_restore.rs";
const KIND: &str = "crates/core/src/error/kind.rs";

/// The sources after one edit.
fn edited(path: &str, from: &str, to: &str) -> Sources {
    let mut sources = sources();
    sources.edit(path, from, to);
    sources
}

/// The lines of the manifest that one edit of the sources changes.
fn changed(path: &str, from: &str, to: &str) -> String {
    let after = text(&read(&edited(path, from, to)).unwrap()).unwrap();
    differing_lines(&text(&on_disk()).unwrap(), &after)
}

/// Why the generator stops after one edit. Only the crate that was edited is read: each takes a while.
fn refused(path: &str, from: &str, to: &str) -> String {
    let sources = edited(path, from, to);
    let problem = match path.split('/').nth(1).unwrap() {
        "core" => core::read(&sources).unwrap_err(),
        cloud => cloud::read(&sources, cloud, "phones").unwrap_err(),
    };
    problem.to_string()
}

#[test]
fn a_renamed_field_shows_with_both_names() {
    let lines = changed(BACKUP_APP, "pub source_app_list:", "pub source_applications:");
    for part in [
        r#"- "name": "source_app_list""#,
        r#"+ "name": "source_applications""#,
        r#"- "wire": "SourceAppList""#,
        r#"+ "wire": "SourceApplications""#,
    ] {
        let squeezed = lines.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(squeezed.contains(part), "{part} is not in\n{lines}");
    }
}

#[test]
fn a_field_that_is_called_otherwise_on_the_wire_alone_shows() {
    let to = r#"#[serde(default, rename = "objectPath", deserialize_with = "lenient::text")]
    pub object_path: String,"#;
    let from = r#"#[serde(default, deserialize_with = "lenient::text")]
    pub object_path: String,"#;
    let lines = changed(RESTORE, from, to);
    assert!(lines.contains("objectPath") && !lines.contains(r#""name": "object_path""#), "{lines}");
}

#[test]
fn other_types_words_and_values_show() {
    let lines = changed(RESTORE, "pub bucket_name: String,", "pub bucket_name: Option<String>,");
    assert!(lines.contains("\"optional\": \"string\""), "{lines}");
    let lines = changed(RESTORE, "/// The phone that is overwritten.", "/// The phone.");
    assert!(lines.contains("- ") && lines.contains("The phone. Mandatory"), "{lines}");
    let states = "crates/huawei/src/models/states.rs";
    let lines =
        changed(states, "open_number!(JobState { Running = 1,", "open_number!(JobState { Running = 7,");
    assert!(lines.contains("\"value\": 7"), "{lines}");
    let lines = changed(KIND, "Self::Busy => \"busy\",", "Self::Busy => \"occupied\",");
    assert!(lines.contains("\"occupied\""), "{lines}");
    let lines = changed(
        "crates/huawei/src/operations/phones.rs",
        ".destructive()\n        .typed(),\n    Spec::get(\"ShowJob\"",
        ".typed(),\n    Spec::get(\"ShowJob\"",
    );
    assert!(lines.contains("- ") && lines.contains("\"destructive\": false"), "{lines}");
}

#[test]
fn what_the_generator_does_not_understand_stops_it_with_file_and_item() {
    let mandatory = "/// The phone that is overwritten. Mandatory; at most 32 bytes.";
    for (path, from, to, parts) in [
        (RESTORE, mandatory, "", ["RestoreInfo.phone_id", "no doc comment"]),
        (RESTORE, mandatory, "/// The phone.", ["RestoreInfo.phone_id", "Mandatory"]),
        (RESTORE, "pub bucket_name: String", "pub bucket_name: (String, u8)", ["RestoreInfo", "type"]),
        (RESTORE, "pub bucket_name: String", "pub bucket_name: Bucket", ["RestoreInfo", "`Bucket`"]),
        (RESTORE, "pub bucket_name: String", "bucket_name: String", ["RestoreInfo.bucket_name", "public"]),
        (
            RESTORE,
            "    /// The OBS bucket.",
            "    #[serde(with = \"bucket\")]\n    /// The OBS bucket.",
            ["RestoreInfo.bucket_name", "`with`"],
        ),
        (
            BACKUP_APP,
            "rename_all = \"PascalCase\", deny_unknown_fields",
            "rename_all = \"kebab-case\", deny_unknown_fields",
            ["BackupAppRequest", "kebab-case"],
        ),
        (
            BACKUP_APP,
            "rename_all = \"PascalCase\", deny_unknown_fields",
            "rename_all = \"PascalCase\"",
            ["BackupAppRequest", "deny_unknown_fields"],
        ),
        (
            "crates/alibaba/src/operations/table.rs",
            "Spec::change(\"BackupApp\").typed()",
            "Spec::change(\"BackupApp\")",
            ["BackupApp", "not marked"],
        ),
        (
            "crates/alibaba/src/operations/table.rs",
            "Spec::change(\"BackupApp\").typed()",
            "Spec::change(\"BackupApp\").typed().often()",
            ["BackupApp", "`often`"],
        ),
        (
            "crates/alibaba/src/operations/table.rs",
            "Spec::change(\"SetNetworkBlacklist\")",
            "Spec::change(\"SetNetworkBlacklist\").typed()",
            ["SetNetworkBlacklist", "no method"],
        ),
        (
            "crates/huawei/src/operations/phones.rs",
            ".body(&[\"restore_infos\"])",
            ".body(&[\"infos\"])",
            ["BatchImportCloudPhoneData", "`restore_infos`"],
        ),
        (KIND, "Self::Busy => \"busy\",", "", ["ErrorKind::Busy", "name"]),
        (
            KIND,
            "    /// The cloud said before any work that it is busy. Repeat later.\n",
            "",
            ["ErrorKind::Busy", "doc"],
        ),
        (KIND, "#[non_exhaustive]\npub enum ErrorKind {", "pub enum Kind {", ["ErrorKind", "not there"]),
    ] {
        let why = refused(path, from, to);
        // The table and its method may each be named.
        assert!(why.starts_with("crates/"), "{why}");
        assert!(parts.iter().all(|part| why.contains(part)), "{parts:?}: {why}");
    }
}
