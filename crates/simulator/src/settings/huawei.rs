/// Choices about Huawei CPH, IAM and OBS that the pages leave open (reference sections 8 and 9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HuaweiSettings {
    // Limits.
    /// Most `storage_infos` in one export; more gives CPS.0170. The code is documented, the number is not (question
    /// 1). Default 100. Guessed.
    pub max_storage_infos: usize,
    /// Most `restore_infos` in one restore; more gives [`Self::too_many_restore_code`] (question 1). Default 100.
    /// Guessed.
    pub max_restore_infos: usize,
    /// Most phones in one stop, restart, reset or asynchronous command; more gives CPS.0190. Default 100. Guessed.
    pub max_phones: usize,
    /// Most servers in one command; more gives CPS.0096. The code is documented, the number is not. Default 100.
    /// Guessed.
    pub max_servers: usize,
    /// Most phones in one synchronous command. Default 15. Seen in the SDK.
    pub max_sync_phones: usize,
    /// Largest object that a push unpacks, in bytes. Default 6 GiB. Documented.
    pub max_push_bytes: u64,
    /// Largest APK, in bytes. Default 2 GiB. Documented.
    pub max_apk_bytes: u64,
    /// Longest `property` of a restart or reset, in bytes; more gives CPS.0078. The page of one phone shows at most so
    /// much. Default 2048. Guessed.
    pub max_property_bytes: usize,
    /// Accepted calls per second and operation, on the simulated clock; more are answered 429 APIGW.0308 (question
    /// 11). 0 means no limit. Default 0. Guessed.
    pub requests_per_second: u32,
    /// How many calls of one operation may come at once under [`Self::requests_per_second`]; 0 means as many as in one
    /// second. Default 0. Guessed.
    pub throttle_burst: u32,
    /// Seconds in the `Retry-After` of a throttled answer; 0 leaves the header out, as no page names it. Default 0.
    /// Guessed.
    pub retry_after_s: u32,
    /// How many jobs are remembered, those of the oldest calls being forgotten first. The retention is not stated.
    /// Default 200,000. Guessed.
    pub kept_jobs: usize,

    // Status codes.
    /// Status of an accepted batch; the oldest page said 201 (question 10). Default 200. Documented.
    pub accepted_status: u16,
    /// Status of CPS.0001, for a foreign project or a token of the wrong scope; an old page says 400 (question 16).
    /// Default 403. Guessed.
    pub wrong_project_status: u16,
    /// Status of CPS.0005 for one unknown phone; 400 in 2021. Default 404. Documented.
    pub unknown_phone_status: u16,
    /// Status of CPS.0006 to CPS.0008, the states of the account. Default 403. Guessed.
    pub account_status: u16,
    /// Status of all other CPS codes (question 19). Default 400. Guessed.
    pub other_status: u16,

    // Codes.
    /// Code with which every CPH call is refused because of the account: `CPS.0006` arrears, `CPS.0007` suspended,
    /// `CPS.0008` not verified. Empty: the account is in order. The codes are documented. Default empty. Guessed.
    pub account_code: String,
    /// Gateway code of missing or wrong credentials, status 401 (question 17). Default `APIGW.0301`. Documented.
    pub unauthorised_code: String,
    /// Gateway code of a temporary key that has run out, status 401. Default `APIGW.0301`. Guessed.
    pub expired_key_code: String,
    /// Code of a temporary key that has run out at the object store, status 403. Default `InvalidAccessKeyId`.
    /// Guessed.
    pub obs_expired_key_code: String,
    /// Code of an export whose list is empty (question 2). Default `CPS.0167`. Guessed.
    pub empty_export_code: String,
    /// Code of a restore whose list is empty (question 2). Default `CPS.0171`. Guessed.
    pub empty_restore_code: String,
    /// Code of a restore with too many items: none of its own is known. Default `CPS.0171`. Guessed.
    pub too_many_restore_code: String,
    /// Code of a synchronous command for too many phones. Default `CPS.0190`. Guessed.
    pub too_many_sync_code: String,
    /// Code of a filter with a bad value other than paging (`status` and `type` of phones and images). CPS.0010 is
    /// documented for `status` only. Default `CPS.0010`. Guessed.
    pub bad_filter_code: String,
    /// Item code of a phone that is busy with another job. Default `CPS.0042` (busy, try later). Guessed.
    pub busy_code: String,
    /// Item code of a phone whose state does not allow export, restore, stop or a command (question 6). Default
    /// `CPS.0141` (not running). Guessed.
    pub not_running_code: String,
    /// Job code of data that is not compatible with the phone (question 9). None is documented; this one is made up,
    /// outside the known table. Default `CPS.0398`. Guessed.
    pub older_android_code: String,
    /// Job code of an archive that cannot be unpacked (question 9). Made up, outside the known table. Default
    /// `CPS.0399`. Guessed.
    pub bad_archive_code: String,
    /// Job code of a shell command, installation or removal that failed on the phone. Made up, outside the known table.
    /// Default `CPS.0397`. Guessed.
    pub command_failed_code: String,
    /// Job code of a phone without enough free space (question 9). Made up, outside the known table. Default
    /// `CPS.0396`. Guessed.
    pub disk_full_code: String,
    /// Job code of an export to a bucket that does not exist (question 9). CPS.0103 (upload to OBS failed) is
    /// documented, its use for this case is not. Default `CPS.0103`. Guessed.
    pub missing_bucket_code: String,
    /// Buckets that CPH was not authorised for: jobs on them fail with [`Self::denied_bucket_code`] (question 9). Default
    /// none. Guessed.
    pub denied_buckets: Vec<String>,
    /// Job code of a bucket among [`Self::denied_buckets`]. Default `CPS.0103`. Guessed.
    pub denied_bucket_code: String,
    /// Job code of a restore or push of an object in an archive class, which cannot be read directly. Default
    /// `CPS.0104`. Guessed.
    pub archived_object_code: String,
    /// Job code of an export that finds nothing, or by [`Self::missing_include_fails`] not all of it. Default
    /// `CPS.0168`. Guessed.
    pub nothing_found_code: String,
    /// Job code of a push or an APK beyond its documented size. Default `CPS.0118`. Guessed.
    pub too_large_code: String,
    /// Job code of a restart that would go down in version, which is documented as not possible. Default `CPS.0166`.
    /// Guessed.
    pub image_downgrade_code: String,
    /// Job code of work that was done only in part: there is no state for it. Empty: such a job reports success. Default
    /// `CPS.0103`. Guessed.
    pub partial_job_code: String,
    /// The text of every `error_msg`; empty: the simulator's own words. The spelling is unstable (question 20), so a
    /// client must not depend on it. Default empty. Guessed.
    pub fixed_error_text: String,

    // What is refused, and when.
    /// Whether one malformed or unknown phone refuses the whole batch instead of its item (question 3). Default false.
    /// Guessed.
    pub bad_phone_refuses_all: bool,
    /// Whether a path, bucket or key of one item that breaks its rule refuses the whole batch (400) instead of its item
    /// (questions 4 and 5). Default true. Guessed.
    pub bad_item_refuses_all: bool,
    /// Whether a phone that stands twice in one batch refuses the whole batch, by the code of a bad list; if not, the
    /// second item finds the phone busy. Default false. Guessed.
    pub duplicate_phone_refuses_all: bool,
    /// Whether two items of one export with the same object refuse the whole batch (CPS.0167); if not, the later upload
    /// replaces the earlier. Default false. Guessed.
    pub same_object_refuses_all: bool,
    /// Whether a phone id must be 32 lower-case hex digits (question 13); if not, 1 to 32 letters, digits, `-` and `_`
    /// pass. Default true. Guessed.
    pub strict_phone_ids: bool,
    /// Whether a `limit` or `offset` outside its range counts as the nearest allowed value instead of CPS.0002 (question
    /// 14). Default false. Guessed.
    pub clamp_paging: bool,
    /// Whether a body with a content type other than JSON is refused by the gateway (400 APIGW.0602). Default false.
    /// Guessed.
    pub json_content_type_only: bool,
    /// Whether an unknown field at the top of a body is refused by the gateway (400 APIGW.0602). Default false. Guessed.
    pub refuse_unknown_fields: bool,
    /// Whether a restore or push of a missing object is refused at submission (item error CPS.0104) instead of failing
    /// as a job. Default false. Guessed.
    pub missing_object_at_submission: bool,
    /// Whether restores accept only objects that an export of this simulator wrote (CPS.0172, by the place of the code
    /// in the table). Default false. Guessed.
    pub registered_objects_only: bool,
    /// Whether export and restore need a running phone (question 6). Default true. Guessed.
    pub need_running: bool,
    /// Whether a synchronous command runs on a phone that another job holds; if not, it is refused as busy. Default
    /// true. Guessed.
    pub sync_while_busy: bool,
    /// Whether a reset takes any phone that is not frozen, instead of running and stopped ones (CPS.0165). Default
    /// false. Guessed.
    pub reset_any_state: bool,
    /// Whether an image of another hardware family (`image_label`) is refused for a phone (CPS.0166). Default false.
    /// Guessed.
    pub match_image_label: bool,

    // Export and restore.
    /// Whether data of a later Android fails on an earlier one. The rule is documented (D539), its enforcement is not.
    /// Default true. Guessed.
    pub refuse_older_android: bool,
    /// Whether [`Self::refuse_older_android`] refuses the item instead of failing the job. Default false. Guessed.
    pub older_android_at_submission: bool,
    /// Whether versions are compared to their last number (7.0 before 7.1.1) instead of by the first alone. Default
    /// false. Guessed.
    pub compare_minor: bool,
    /// Whether data of another hardware family (`image_label`) fails as incompatible. Default false. Guessed.
    pub refuse_other_label: bool,
    /// Whether a restore that does not fit into the free space of a phone fails; nothing is said of it. Default true.
    /// Guessed.
    pub check_free_space: bool,
    /// Whether a restore first removes what stands below the topmost members of the archive, instead of laying them
    /// over it. Default false. Guessed.
    pub restore_removes_extra: bool,
    /// Whether an export to the key of an existing object fails (CPS.0103) instead of replacing it. Default false.
    /// Guessed.
    pub refuse_overwrite: bool,
    /// Whether one include path that does not exist fails the export; if not, it is passed over, and only an export
    /// that finds nothing at all fails. Default false. Guessed.
    pub missing_include_fails: bool,
    /// Whether `/data/misc` needs `/data/system` and `/data/system_de` beside it, never a child or wildcard, and comes
    /// by no other name. Default true. Seen in the SDK.
    pub misc_rule: bool,
    /// Whether a `*` for a whole name (`/data/data/a/*`) stands for names that begin with a dot as well, unlike in a
    /// shell. Default true. Guessed.
    pub wildcard_takes_hidden: bool,
    /// Whether exports are compressed by gzip. Default false. Guessed.
    pub gzip_exports: bool,
    /// Whether a restore or push unpacks a tar that is compressed by gzip. Default true. Guessed.
    pub accept_gzip: bool,
    /// Whether exported objects carry a multipart ETag, which is no MD5. Default false. Guessed.
    pub multipart_etag: bool,
    /// `has_encrypt` of all phones and `is_support_encrypt` of all images. What it does to exports is not stated, and it
    /// does nothing here. Default false. Guessed.
    pub has_encrypt: bool,

    // Commands.
    /// Characters allowed in a shell command beside letters, digits and the documented `_./:-?=&|`; the pages' own
    /// samples hold blanks. Default one blank. Guessed.
    pub shell_extra_characters: String,
    /// Whether a command that ends with a status other than 0 is reported as failed, and then leaves nothing on the
    /// phone; if not, its output counts as a success. Default false. Guessed.
    pub failed_command_fails: bool,
    /// Whether an installation over an installed package needs the flag `-r`. Default false. Guessed.
    pub install_needs_replace_flag: bool,
    /// Whether the content of an APK must begin like a ZIP archive. Default false. Guessed.
    pub apk_must_be_zip: bool,

    // Jobs, phones, images.
    /// How long a new job stays hidden from the job calls (CPS.0050 and CPS.0011), in simulated milliseconds (question
    /// 8: 0 to 2 s). Default 0. Guessed.
    pub job_visible_after_ms: u64,
    /// Whether the `end_time` of a running job is left out instead of being null (question 7). Default false. Guessed.
    pub no_end_time_while_running: bool,
    /// Whether `request_id` of one job is the id of the call that made it, instead of that of the query. Default false.
    /// Guessed.
    pub job_shows_original_request: bool,
    /// Whether the jobs of an unknown request id are an empty list instead of CPS.0050. Default false. Guessed.
    pub empty_job_list: bool,
    /// Status number of a phone while an export or restore runs on it (question 15). Default 2 (running). Guessed.
    pub status_during_transfer: i64,
    /// Page size of the phone list when `limit` is absent; pages say 200. Default 100. Seen in the SDK.
    pub phones_default_limit: u64,
    /// Greatest `limit` of the phone list; 100 on the oldest page. Default 200. Documented.
    pub phones_max_limit: u64,
    /// How many private images exist at the start, beside those that phones run on. Default 0. Guessed.
    pub private_images: usize,
    /// How many images another project shares with ours. Default 0. Guessed.
    pub shared_images: usize,
    /// Milliseconds in one unit of `create_since` and `create_until` of the images; 0 counts as 1. Default 1. Guessed.
    pub image_time_unit_ms: u64,

    // Identity.
    /// Life of a token in seconds. Default 86,400. Documented.
    pub token_life_s: u64,
    /// Wrong passwords in a row that lock the user; 0 never does. That it happens is documented, the number is not.
    /// Default 5. Guessed.
    pub lockout_after: u32,
    /// How long the user stays locked, in simulated seconds. Default 900. Guessed.
    pub lockout_s: u64,
    /// Status of a token for a project or account that is not the caller's. Default 401. Guessed.
    pub unknown_scope_status: u16,
    /// Name of the agency by which our account may be given temporary keys. Default `acme-agency`. Guessed.
    pub agency_name: String,
    /// Status of temporary keys for an agency or account that does not exist. Default 404. Guessed.
    pub unknown_agency_status: u16,
    /// The identity token that federation accepts; empty accepts any, since nobody here issues them. Default empty.
    /// Guessed.
    pub federation_id_token: String,

    // Metadata of a server.
    /// Whether keys are given without a metadata token. Default true. Seen in the SDK.
    pub metadata_v1: bool,
    /// Whether metadata tokens are given; if not, the request for one is answered 404. Default true. Seen in the SDK.
    pub metadata_v2: bool,
    /// Whether the server has an agency; if not, there are no keys (401). Default true. Seen in the SDK.
    pub metadata_agency: bool,
    /// Life of the keys that a server is given, in seconds. Default 21,600. Guessed.
    pub metadata_key_s: u64,

    // Object store.
    /// Whether OBS refuses path style (403 VirtualHostDomainRequired), as the live service is documented to; a loopback
    /// address has no bucket hosts. Default false. Guessed.
    pub virtual_host_only: bool,
}

impl Default for HuaweiSettings {
    fn default() -> Self {
        let code = str::to_owned;
        Self {
            max_storage_infos: 100,
            max_restore_infos: 100,
            max_phones: 100,
            max_servers: 100,
            max_sync_phones: 15,
            max_push_bytes: 6 << 30,
            max_apk_bytes: 2 << 30,
            max_property_bytes: 2048,
            requests_per_second: 0,
            throttle_burst: 0,
            retry_after_s: 0,
            kept_jobs: 200_000,
            accepted_status: 200,
            wrong_project_status: 403,
            unknown_phone_status: 404,
            account_status: 403,
            other_status: 400,
            account_code: String::new(),
            unauthorised_code: code("APIGW.0301"),
            expired_key_code: code("APIGW.0301"),
            obs_expired_key_code: code("InvalidAccessKeyId"),
            empty_export_code: code("CPS.0167"),
            empty_restore_code: code("CPS.0171"),
            too_many_restore_code: code("CPS.0171"),
            too_many_sync_code: code("CPS.0190"),
            bad_filter_code: code("CPS.0010"),
            busy_code: code("CPS.0042"),
            not_running_code: code("CPS.0141"),
            older_android_code: code("CPS.0398"),
            bad_archive_code: code("CPS.0399"),
            command_failed_code: code("CPS.0397"),
            disk_full_code: code("CPS.0396"),
            missing_bucket_code: code("CPS.0103"),
            denied_buckets: Vec::new(),
            denied_bucket_code: code("CPS.0103"),
            archived_object_code: code("CPS.0104"),
            nothing_found_code: code("CPS.0168"),
            too_large_code: code("CPS.0118"),
            image_downgrade_code: code("CPS.0166"),
            partial_job_code: code("CPS.0103"),
            fixed_error_text: String::new(),
            bad_phone_refuses_all: false,
            bad_item_refuses_all: true,
            duplicate_phone_refuses_all: false,
            same_object_refuses_all: false,
            strict_phone_ids: true,
            clamp_paging: false,
            json_content_type_only: false,
            refuse_unknown_fields: false,
            missing_object_at_submission: false,
            registered_objects_only: false,
            need_running: true,
            sync_while_busy: true,
            reset_any_state: false,
            match_image_label: false,
            refuse_older_android: true,
            older_android_at_submission: false,
            compare_minor: false,
            refuse_other_label: false,
            check_free_space: true,
            restore_removes_extra: false,
            refuse_overwrite: false,
            missing_include_fails: false,
            misc_rule: true,
            wildcard_takes_hidden: true,
            gzip_exports: false,
            accept_gzip: true,
            multipart_etag: false,
            has_encrypt: false,
            shell_extra_characters: " ".to_owned(),
            failed_command_fails: false,
            install_needs_replace_flag: false,
            apk_must_be_zip: false,
            job_visible_after_ms: 0,
            no_end_time_while_running: false,
            job_shows_original_request: false,
            empty_job_list: false,
            status_during_transfer: 2,
            phones_default_limit: 100,
            phones_max_limit: 200,
            private_images: 0,
            shared_images: 0,
            image_time_unit_ms: 1,
            token_life_s: 86_400,
            lockout_after: 5,
            lockout_s: 900,
            unknown_scope_status: 401,
            agency_name: "acme-agency".to_owned(),
            unknown_agency_status: 404,
            federation_id_token: String::new(),
            metadata_v1: true,
            metadata_v2: true,
            metadata_agency: true,
            metadata_key_s: 21_600,
            virtual_host_only: false,
        }
    }
}

impl HuaweiSettings {
    /// The HTTP status of a CPS code.
    pub(crate) fn status_of(&self, code: &str) -> u16 {
        match code {
            "CPS.0001" => self.wrong_project_status,
            // The internal error; documented.
            "CPS.0003" => 500,
            "CPS.0005" => self.unknown_phone_status,
            "CPS.0006" | "CPS.0007" | "CPS.0008" => self.account_status,
            _ => self.other_status,
        }
    }
}
