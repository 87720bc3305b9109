//! Doc comments in the words of C.

use std::fmt::Write as _;

use super::names::c_struct;
use crate::manifest::Manifest;
use crate::prose;

/// The longest line of a comment, without its indent and marks.
const COLUMNS: usize = 116;

/// What names of Rust mean in C, for one cloud or for core.
pub(super) struct Words<'a> {
    manifest: &'a Manifest,
    cloud: Option<&'a str>,
}

impl<'a> Words<'a> {
    pub(super) fn new(manifest: &'a Manifest, cloud: Option<&'a str>) -> Self {
        Self { manifest, cloud }
    }

    /// A doc comment with these names.
    pub(super) fn of(&self, doc: &str) -> String {
        prose::words(doc, |code| self.name(code))
    }

    fn name(&self, code: &str) -> String {
        let own = self.cloud.unwrap_or_default();
        match (code, code.split_once("::")) {
            ("None" | "null", _) => "NULL".to_owned(),
            ("Debug" | "Display", _) => "pv_error_message".to_owned(),
            (_, Some(("ErrorKind", "Validation"))) => "PV_INVALID".to_owned(),
            (_, Some(("ErrorKind", kind))) => format!("PV_{}", crate::names::upper(kind)),
            (_, Some(("Client", "call"))) => "pv_call_json".to_owned(),
            (_, Some(("Client", "resume_job"))) => "pv_client_resume_job".to_owned(),
            (_, Some(("Client", "backup_files_gone"))) => "pv_alibaba_backup_files_gone".to_owned(),
            (_, Some(("Client", method))) => format!("pv_{own}_{method}"),
            (_, Some(("ClientBuilder", option))) => format!("the option `{option}`"),
            (_, Some(("Settings", name))) => format!("the setting `{name}`"),
            (_, Some((_, "Other"))) => "a value that is not listed".to_owned(),
            _ if self.is_struct(code) => c_struct(self.cloud, code),
            _ => format!("`{code}`"),
        }
    }

    fn is_struct(&self, name: &str) -> bool {
        let structs = match self.cloud {
            None => &self.manifest.core.structs,
            Some(own) => match self.manifest.clouds.iter().find(|cloud| cloud.name == own) {
                Some(cloud) => &cloud.structs,
                None => return false,
            },
        };
        structs.iter().any(|item| item.name == name)
    }
}

/// Adds a doc comment of Rust, which becomes one of the header.
pub(super) fn comment(text: &mut String, indent: &str, doc: &str) {
    // Nothing in a comment of C may end it.
    for line in prose::lines(&[doc.replace("*/", "*\\/")], COLUMNS - indent.len()) {
        let _ = writeln!(text, "{}", format!("{indent}/// {line}").trim_end());
    }
}
