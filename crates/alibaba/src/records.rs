//! How the record of one backup is found among all.

use phonevault_core::location::Location;
use phonevault_core::phone::PhoneId;
use phonevault_core::{Error, ErrorKind, Result};

use crate::CLOUD;
use crate::client::Client;
use crate::cloud::refused;
use crate::facts::location_of;
use crate::models::{BackupFileRecord, DescribeBackupFilesRequest};

impl Client {
    /// The record of this id.
    pub(crate) async fn record_of_id(&self, id: &str) -> Result<BackupFileRecord> {
        self.record_if_any(id).await?.ok_or_else(|| not_found(&format!("no record of backup `{id}`")))
    }

    /// The record of this id, if there is one: only a list that does not hold it says that there is none. A refusal is an
    /// error whatever its words, since what the service answers to an unknown id is undocumented.
    pub(crate) async fn record_if_any(&self, id: &str) -> Result<Option<BackupFileRecord>> {
        let request =
            DescribeBackupFilesRequest { backup_file_id: Some(id.to_owned()), ..self.backups_request() };
        let mut pages = self.describe_backup_files_pages(request);
        while let Some(page) = pages.next().await? {
            let mut records = page.data.unwrap_or_default().into_iter();
            if let Some(found) = records.find(|record| record.backup_file_id == id) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Looks for a backup by its object. The service has no filter for it, so records are looked through one by one up
    /// to a cap. A folder names a backup only together with its phone, and only if it is the only one there.
    pub(crate) async fn record_at(&self, to: &Location, phone: Option<&PhoneId>) -> Result<BackupFileRecord> {
        if to.is_folder() && phone.is_none() {
            let rule = format!("`{to}` is a folder: name the object, the backup's id or its phone");
            return Err(refused("backup", &rule));
        }
        let phone = phone.map(ToString::to_string);
        let fits = |record: &BackupFileRecord| {
            let same_phone = phone.is_none() || record.android_instance_id == phone;
            location_of(record).is_some_and(|at| {
                let below = to.is_folder() && at.bucket == to.bucket && at.key.starts_with(&to.key);
                at == *to || (below && same_phone)
            })
        };
        let cap = self.settings().find_by_location_cap;
        let request =
            DescribeBackupFilesRequest { android_instance_id: phone.clone(), ..self.backups_request() };
        let mut pages = self.describe_backup_files_pages(request);
        let (mut looked_at, mut found): (usize, Option<BackupFileRecord>) = (0, None);
        while looked_at < cap
            && let Some(page) = pages.next().await?
        {
            let records = page.data.unwrap_or_default();
            looked_at += records.len();
            for record in records.into_iter().filter(&fits) {
                if let Some(other) = &found {
                    let rule = format!(
                        "`{to}` fits several backups ({} and {}): name one by its id",
                        other.backup_file_id, record.backup_file_id
                    );
                    return Err(refused("backup", &rule));
                }
                if !to.is_folder() {
                    return Ok(record);
                }
                found = Some(record);
            }
        }
        found.ok_or_else(|| {
            not_found(&format!(
                "no record of a backup at `{to}` among {looked_at} looked at (setting `find_by_location_cap`: {cap})"
            ))
        })
    }
}

fn not_found(message: &str) -> Error {
    Error::new(ErrorKind::NotFound, message).with_cloud(CLOUD)
}
