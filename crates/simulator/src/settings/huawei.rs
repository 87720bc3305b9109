/// Choices about Huawei CPH and OBS that the pages leave open (reference section 9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HuaweiSettings {
    /// Most `storage_infos` in one export; more gives CPS.0170. The code is documented, the number is guessed.
    /// Default 100.
    pub max_storage_infos: usize,
    /// Most `restore_infos` in one restore; more gives CPS.0171. Guessed. Default 100.
    pub max_restore_infos: usize,
    /// Most phones in one stop or restart; more gives CPS.0190. The code is documented, the number guessed.
    /// Default 100.
    pub max_phones: usize,
    /// Status of an accepted POST. Documented 200 (D538); the oldest page said 201. Default 200.
    pub accepted_status: u16,
    /// Status of the refusal CPS.0001 for a foreign project. Guessed 403; an old page says 400. Default 403.
    pub wrong_project_status: u16,
    /// Status of CPS.0005 for one unknown phone. Documented 404 in the current table; 400 in 2021. Default 404.
    pub unknown_phone_status: u16,
    /// How long a new job stays hidden from the job calls (CPS.0050 and CPS.0011), in simulated milliseconds.
    /// Guessed 0 to 2 s. Default 0.
    pub job_visible_after_ms: u64,
    /// Whether a restore of a missing object is refused at submission (item error CPS.0104) instead of failing
    /// as a job. Not stated. Default false.
    pub missing_object_at_submission: bool,
    /// Whether restores accept only objects that an export of this simulator wrote (CPS.0172). Guessed from the
    /// code's place in the table. Default false.
    pub registered_objects_only: bool,
    /// Whether data of a later Android fails on an earlier one, as a failed job. The rule is documented (D539),
    /// its enforcement is not. Default true.
    pub refuse_older_android: bool,
    /// Code of the job that fails by [`Self::refuse_older_android`]. No code is documented: CPS.0398/0399 are made up, outside the known table.
    pub older_android_code: String,
    /// Code of a job whose archive cannot be unpacked. No code is documented: CPS.0398/0399 are made up, outside the known table.
    pub bad_archive_code: String,
    /// Code of an export to a bucket that does not exist. CPS.0103 (upload to OBS failed) is documented, its use
    /// for this case guessed.
    pub missing_bucket_code: String,
    /// Item code when a phone is busy with another job. Guessed: CPS.0042 (system busy, try later).
    pub busy_code: String,
    /// Whether export and restore need a running phone (CPS.0141). Guessed. Default true.
    pub need_running: bool,
    /// Whether the `end_time` of a running job is left out instead of being null. Not stated (open question 7).
    /// Default false.
    pub no_end_time_while_running: bool,
    /// Whether one include path that does not exist fails the export. Not stated. Default false: it is passed
    /// over; an export that finds nothing at all fails always.
    pub missing_include_fails: bool,
    /// Whether `/data/misc` needs `/data/system` and `/data/system_de` beside it and never a child or wildcard.
    /// Seen in the vendor's SDK. Default true.
    pub misc_rule: bool,
    /// Whether exported objects carry a multipart ETag (not an MD5). Guessed possible. Default false.
    pub multipart_etag: bool,
    /// Whether OBS refuses path style (403 VirtualHostDomainRequired). Documented for the live service, but a
    /// loopback address has no bucket hosts. Default false.
    pub virtual_host_only: bool,
    /// Page size of the phone list when `limit` is absent. The SDK says 100, pages say 200. Default 100.
    pub phones_default_limit: u64,
    /// Greatest `limit` of the phone list. Documented 200; 100 on the oldest page. Default 200.
    pub phones_max_limit: u64,
}

impl Default for HuaweiSettings {
    fn default() -> Self {
        Self {
            max_storage_infos: 100,
            max_restore_infos: 100,
            max_phones: 100,
            accepted_status: 200,
            wrong_project_status: 403,
            unknown_phone_status: 404,
            job_visible_after_ms: 0,
            missing_object_at_submission: false,
            registered_objects_only: false,
            refuse_older_android: true,
            older_android_code: "CPS.0398".to_owned(),
            bad_archive_code: "CPS.0399".to_owned(),
            missing_bucket_code: "CPS.0103".to_owned(),
            busy_code: "CPS.0042".to_owned(),
            need_running: true,
            no_end_time_while_running: false,
            missing_include_fails: false,
            misc_rule: true,
            multipart_etag: false,
            virtual_host_only: false,
            phones_default_limit: 100,
            phones_max_limit: 200,
        }
    }
}
