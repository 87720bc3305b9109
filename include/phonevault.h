/*
 * Phonevault for C: back up and restore the data of cloud phones, on Huawei Cloud Phone Host and Alibaba Cloud Phone.
 *
 * Written by `cargo xtask generate` from bindings/c/src; do not edit. Licence: Apache-2.0.
 *
 * CONVENTIONS. They hold for everything below and are not repeated.
 *
 * Names. Functions and types begin with pv_, macros with PV_. pv_<cloud>_<operation> are the vendor's operations.
 *
 * Status. A function that can fail returns pv_status, an int32_t: PV_OK, or the kind of the error. A number keeps its meaning for ever and
 * is never used again for another; one that is not listed here is a failure that a later version knows.
 *
 * Errors. Such a function takes a `pv_error **` as its last argument. It may be NULL. Otherwise, on failure only, an error is written to
 * it, which the caller owns and frees with pv_error_free; what was there before is overwritten, not freed. An error says whether the
 * request took effect in the cloud (pv_error_applied): never do again what may have been applied before somebody has looked.
 *
 * Outputs are written only on success. NULL is checked everywhere and gives PV_INVALID with the name of the argument, unless the
 * function says what NULL means. PV_INVALID also tells of texts that are not UTF-8, sizes and numbers that cannot be, and rules of the
 * vendor that a request breaks: always before anything is sent, with the path of each field in pv_error_violation.
 *
 * Handles are opaque. What has a _new or comes from a function as `T **` is freed exactly once, with the function of its type; to free
 * NULL does nothing. To use or free a handle that was freed is undefined, as for free().
 *
 * Threads. A function that takes a `const T *` may be called by several threads with the same T at once; one that takes a `T *` may not.
 * Nothing may be freed while another thread is inside a function with it, except where the _free says so.
 *
 * Texts are UTF-8 and end with a NUL. Those that come out are borrowed, `const char *`, and live as long as what they were got from; or
 * owned, `char *`, and are freed with pv_string_free. There is no third way. A NUL inside a text of a cloud becomes U+FFFD. Texts, structs
 * and lists that go in are copied before a function returns.
 *
 * Structs begin with `size`. Whoever makes one sets it to sizeof(the struct) and all else that is not given to zero:
 *     pv_call_options options = {.size = sizeof options, .timeout_ms = 5000};
 * So a program goes on working with a library whose structs have grown at their ends. A field that is zero says nothing: NULL for texts,
 * structs and numbers that may be absent (`const int64_t *`), PV_FLAG_UNSET for yes and no. A list is a pointer with its count in <name>_len;
 * lists of structs that go in stand one after another, those that come out are lists of pointers.
 *
 * Yes and no is pv_flag: PV_FLAG_TRUE, PV_FLAG_FALSE, or PV_FLAG_UNSET. Enumerations of the vendors are what stands on the wire, a text or
 * a number, so that values that this version does not know are kept; the known ones have macros.
 *
 * Waiting. Functions without _start wait for the end of the call. Those with _start return at once: if they give PV_OK, the callback
 * `done` is called exactly once, whatever happens, on the thread of the runtime; if they fail, never. `userdata` is handed to it and has to
 * live until then. A callback must be quick, may begin further calls, may not wait for one (PV_UNSUPPORTED), and must let no exception
 * out. An argument of the callback that is not NULL belongs to it and has to be freed.
 *
 * Cancelling. A call that was given a pv_cancel_token ends when the token is cancelled; one whose client is closed, too.
 *
 * Fork. A client that was made before a fork gives PV_CLOSED in the child; make a new one there. The child may free the old one.
 *
 * Panics. A fault of Phonevault itself gives PV_INTERNAL, and says more on stderr. It never ends the program and never unwinds into it.
 */

#ifndef PHONEVAULT_H
#define PHONEVAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The version of this header. */
#define PV_VERSION "0.1.0"

/** `0`: being created. */
#define PV_HUAWEI_IMAGE_STATUS_CREATING 0
/** `1`: it can be used. */
#define PV_HUAWEI_IMAGE_STATUS_USABLE 1
/** `2`: the creation failed. */
#define PV_HUAWEI_IMAGE_STATUS_CREATION_FAILED 2
/** `public`: the vendor's. */
#define PV_HUAWEI_IMAGE_TYPE_PUBLIC "public"
/** `private`: one's own. */
#define PV_HUAWEI_IMAGE_TYPE_PRIVATE "private"
/** `share`: shared by others. */
#define PV_HUAWEI_IMAGE_TYPE_SHARE "share"
/** `all`: all of these. */
#define PV_HUAWEI_IMAGE_TYPE_ALL "all"
/** `1`: public. */
#define PV_HUAWEI_IMAGE_VISIBILITY_PUBLIC 1
/** `2`: private. */
#define PV_HUAWEI_IMAGE_VISIBILITY_PRIVATE 2
/** `1`: it runs. */
#define PV_HUAWEI_JOB_STATE_RUNNING 1
/** `2`: it succeeded. */
#define PV_HUAWEI_JOB_STATE_SUCCEEDED 2
/** `-1`: it failed. */
#define PV_HUAWEI_JOB_STATE_FAILED (-1)
/** `0`: being created, in older pages. */
#define PV_HUAWEI_PHONE_STATUS_PREPARING 0
/** `1`: being created. */
#define PV_HUAWEI_PHONE_STATUS_CREATING 1
/** `2`: it runs. */
#define PV_HUAWEI_PHONE_STATUS_RUNNING 2
/** `3`: being reset. */
#define PV_HUAWEI_PHONE_STATUS_RESETTING 3
/** `4`: being restarted or started. */
#define PV_HUAWEI_PHONE_STATUS_RESTARTING 4
/** `6`: frozen. */
#define PV_HUAWEI_PHONE_STATUS_FROZEN 6
/** `7`: being stopped. */
#define PV_HUAWEI_PHONE_STATUS_STOPPING 7
/** `8`: stopped. */
#define PV_HUAWEI_PHONE_STATUS_STOPPED 8
/** `-5`: the last reset failed. */
#define PV_HUAWEI_PHONE_STATUS_RESET_FAILED (-5)
/** `-6`: the last restart failed. */
#define PV_HUAWEI_PHONE_STATUS_RESTART_FAILED (-6)
/** `-7`: abnormal. */
#define PV_HUAWEI_PHONE_STATUS_ABNORMAL (-7)
/** `-8`: the creation failed. */
#define PV_HUAWEI_PHONE_STATUS_CREATION_FAILED (-8)
/** `-9`: the last stop failed. */
#define PV_HUAWEI_PHONE_STATUS_STOP_FAILED (-9)
/** `0`: an ordinary one. */
#define PV_HUAWEI_PHONE_TYPE_ORDINARY 0
/** `1`: a trial. */
#define PV_HUAWEI_PHONE_TYPE_TRIAL 1
/** `0`: offered. */
#define PV_HUAWEI_RECEIVE_STATUS_PENDING 0
/** `1`: accepted. */
#define PV_HUAWEI_RECEIVE_STATUS_ACCEPTED 1
/** `2`: refused. */
#define PV_HUAWEI_RECEIVE_STATUS_REFUSED 2
/** `direct` */
#define PV_HUAWEI_TRAFFIC_TYPE_DIRECT "direct"
/** `routing` */
#define PV_HUAWEI_TRAFFIC_TYPE_ROUTING "routing"
/** `0`: they share one. */
#define PV_HUAWEI_VOLUME_MODE_SHARED 0
/** `1`: each has its own. */
#define PV_HUAWEI_VOLUME_MODE_OWN 1
/** `CREATING`. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_CREATING "CREATING"
/** `STARTING`. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_STARTING "STARTING"
/** `RUNNING`; the console calls it available. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_RUNNING "RUNNING"
/** `STOPPING`. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_STOPPING "STOPPING"
/** `STOPPED`. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_STOPPED "STOPPED"
/** `REBOOTING`. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_REBOOTING "REBOOTING"
/** `RESETTING`. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_RESETTING "RESETTING"
/** `BACKUPING`: a backup runs. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_BACKUPING "BACKUPING"
/** `BACKUP_FAILED`: the last backup failed. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_BACKUP_FAILED "BACKUP_FAILED"
/** `RECOVERING`: a restore runs. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_RECOVERING "RECOVERING"
/** `RECOVER_FAILED`: the last restore failed. Backup files spell theirs `RECOVERY_FAILED`. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_RECOVER_FAILED "RECOVER_FAILED"
/** `FAILED`: it could not be created. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_FAILED "FAILED"
/** `UNAVAILABLE`: abnormal. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_UNAVAILABLE "UNAVAILABLE"
/** `DELETING`. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_DELETING "DELETING"
/** `DELETED`. */
#define PV_ALIBABA_ANDROID_INSTANCE_STATUS_DELETED "DELETED"
/** `BACKUPING`: the backup runs. */
#define PV_ALIBABA_BACKUP_FILE_STATUS_BACKUPING "BACKUPING"
/** `AVAILABLE`: usable. */
#define PV_ALIBABA_BACKUP_FILE_STATUS_AVAILABLE "AVAILABLE"
/** `RECOVERING`: a restore from this file runs. */
#define PV_ALIBABA_BACKUP_FILE_STATUS_RECOVERING "RECOVERING"
/** `DELETING`: it is being deleted. */
#define PV_ALIBABA_BACKUP_FILE_STATUS_DELETING "DELETING"
/** `BACKUP_FAILED`: the backup failed. */
#define PV_ALIBABA_BACKUP_FILE_STATUS_BACKUP_FAILED "BACKUP_FAILED"
/** `RECOVERY_FAILED`: the last restore failed; the file may still be intact (INFERRED). Phones spell theirs `RECOVER_FAILED`. */
#define PV_ALIBABA_BACKUP_FILE_STATUS_RECOVERY_FAILED "RECOVERY_FAILED"
/** `PART_BACKUP_FINISHED`: only a part of what was asked was saved. Not a success. */
#define PV_ALIBABA_BACKUP_FILE_STATUS_PART_BACKUP_FINISHED "PART_BACKUP_FINISHED"
/** `PlainText`: as it is. */
#define PV_ALIBABA_CONTENT_ENCODING_PLAIN_TEXT "PlainText"
/** `Base64`. */
#define PV_ALIBABA_CONTENT_ENCODING_BASE64 "Base64"
/** `INIT`. */
#define PV_ALIBABA_IMAGE_STATUS_INIT "INIT"
/** `CREATING`. */
#define PV_ALIBABA_IMAGE_STATUS_CREATING "CREATING"
/** `AVAILABLE`. */
#define PV_ALIBABA_IMAGE_STATUS_AVAILABLE "AVAILABLE"
/** `CREATE_FAILED`. */
#define PV_ALIBABA_IMAGE_STATUS_CREATE_FAILED "CREATE_FAILED"
/** `DELETE`. */
#define PV_ALIBABA_IMAGE_STATUS_DELETE "DELETE"
/** `System`: public. */
#define PV_ALIBABA_IMAGE_TYPE_SYSTEM "System"
/** `User`: custom. */
#define PV_ALIBABA_IMAGE_TYPE_USER "User"
/** `Pending`: it waits for its turn. */
#define PV_ALIBABA_INVOCATION_STATUS_PENDING "Pending"
/** `Running`. */
#define PV_ALIBABA_INVOCATION_STATUS_RUNNING "Running"
/** `Success`: it ended well. */
#define PV_ALIBABA_INVOCATION_STATUS_SUCCESS "Success"
/** `Failed`: it ended badly. */
#define PV_ALIBABA_INVOCATION_STATUS_FAILED "Failed"
/** `Timeout`: it took longer than it may. */
#define PV_ALIBABA_INVOCATION_STATUS_TIMEOUT "Timeout"
/** `Instance`: single phones. */
#define PV_ALIBABA_SALE_MODE_INSTANCE "Instance"
/** `Node`: the phones of a matrix server. */
#define PV_ALIBABA_SALE_MODE_NODE "Node"
/** `Waiting`: queued. */
#define PV_ALIBABA_TASK_STATUS_WAITING "Waiting"
/** `Processing`: running. */
#define PV_ALIBABA_TASK_STATUS_PROCESSING "Processing"
/** `Finished`: completed. The end, and the only success. */
#define PV_ALIBABA_TASK_STATUS_FINISHED "Finished"
/** `PartFinished`: a part succeeded. The end, not a success. */
#define PV_ALIBABA_TASK_STATUS_PART_FINISHED "PartFinished"
/** `Failed`. The end. */
#define PV_ALIBABA_TASK_STATUS_FAILED "Failed"
/** `Skipped`: not carried out. The end, not a success. */
#define PV_ALIBABA_TASK_STATUS_SKIPPED "Skipped"
/** `BackupFile`. */
#define PV_ALIBABA_TASK_TYPE_BACKUP_FILE "BackupFile"
/** `RecoverFile`: the kind of the operation `RecoveryFile`. */
#define PV_ALIBABA_TASK_TYPE_RECOVER_FILE "RecoverFile"
/** `StartInstance`. */
#define PV_ALIBABA_TASK_TYPE_START_INSTANCE "StartInstance"
/** `StopInstance`. */
#define PV_ALIBABA_TASK_TYPE_STOP_INSTANCE "StopInstance"
/** `RebootInstance`. */
#define PV_ALIBABA_TASK_TYPE_REBOOT_INSTANCE "RebootInstance"
/** `ResetInstance`. */
#define PV_ALIBABA_TASK_TYPE_RESET_INSTANCE "ResetInstance"
/** `InstallApp`. */
#define PV_ALIBABA_TASK_TYPE_INSTALL_APP "InstallApp"
/** `UninstallApp`. */
#define PV_ALIBABA_TASK_TYPE_UNINSTALL_APP "UninstallApp"
/** `StartApp`. */
#define PV_ALIBABA_TASK_TYPE_START_APP "StartApp"
/** `StopApp`. */
#define PV_ALIBABA_TASK_TYPE_STOP_APP "StopApp"
/** `RestartApp`. */
#define PV_ALIBABA_TASK_TYPE_RESTART_APP "RestartApp"
/** `SendFile`. */
#define PV_ALIBABA_TASK_TYPE_SEND_FILE "SendFile"
/** `FetchFile`. */
#define PV_ALIBABA_TASK_TYPE_FETCH_FILE "FetchFile"
/** `RunCommand`. */
#define PV_ALIBABA_TASK_TYPE_RUN_COMMAND "RunCommand"
/** `Screenshot`. */
#define PV_ALIBABA_TASK_TYPE_SCREENSHOT "Screenshot"
/** `UpdateGroupImage`. */
#define PV_ALIBABA_TASK_TYPE_UPDATE_GROUP_IMAGE "UpdateGroupImage"
/** `OSS`, the only documented value. */
#define PV_ALIBABA_UPLOAD_TYPE_OSS "OSS"


/**
 * The first number of the version of this header.
 */
#define PV_VERSION_MAJOR 0

/**
 * The second number of the version of this header.
 */
#define PV_VERSION_MINOR 1

/**
 * The third number of the version of this header.
 */
#define PV_VERSION_PATCH 0

/**
 * Something failed.
 */
#define PV_LOG_ERROR 1

/**
 * Something is not as it should be.
 */
#define PV_LOG_WARN 2

/**
 * What is being done.
 */
#define PV_LOG_INFO 3

/**
 * Each request and each answer, without their contents.
 */
#define PV_LOG_DEBUG 4

/**
 * Phones, page by page. It may be used from one thread at a time.
 */
typedef struct pv_alibaba_describe_android_instances_pages pv_alibaba_describe_android_instances_pages;

/**
 * Backup files, page by page. It may be used from one thread at a time.
 */
typedef struct pv_alibaba_describe_backup_files_pages pv_alibaba_describe_backup_files_pages;

/**
 * Images, page by page. It may be used from one thread at a time.
 */
typedef struct pv_alibaba_describe_image_list_pages pv_alibaba_describe_image_list_pages;

/**
 * Specifications, page by page. It may be used from one thread at a time.
 */
typedef struct pv_alibaba_describe_spec_pages pv_alibaba_describe_spec_pages;

/**
 * Tasks, page by page. It may be used from one thread at a time.
 */
typedef struct pv_alibaba_describe_tasks_pages pv_alibaba_describe_tasks_pages;

/**
 * Ends the calls that it was given to. One token may be given to many calls, and be used from any thread.
 */
typedef struct pv_cancel_token pv_cancel_token;

/**
 * A client of one cloud. It may be used from several threads at once.
 */
typedef struct pv_client pv_client;

/**
 * Why a function failed. Everything that it gives belongs to it and lives until it is freed. It may be read from several threads.
 */
typedef struct pv_error pv_error;

/**
 * All pages of pv_huawei_keystone_list_projects, from the request's page on. Pages of 100 unless it says otherwise. It
 * may be used from one thread at a time.
 */
typedef struct pv_huawei_keystone_list_projects_pages pv_huawei_keystone_list_projects_pages;

/**
 * All pages of pv_huawei_list_cloud_phone_images, from the request's marker on. It may be used from one thread at a
 * time.
 */
typedef struct pv_huawei_list_cloud_phone_images_pages pv_huawei_list_cloud_phone_images_pages;

/**
 * All pages of pv_huawei_list_cloud_phones, from the request's offset on. Pages of 100 unless it says otherwise. It
 * may be used from one thread at a time.
 */
typedef struct pv_huawei_list_cloud_phones_pages pv_huawei_list_cloud_phones_pages;

/**
 * All pages of pv_huawei_list_images, from the request's offset on. Pages of 100 unless it says otherwise. It may be
 * used from one thread at a time.
 */
typedef struct pv_huawei_list_images_pages pv_huawei_list_images_pages;

/**
 * All pages of pv_huawei_list_jobs, from the request's offset on. Pages of 100 unless it says otherwise. It may be
 * used from one thread at a time.
 */
typedef struct pv_huawei_list_jobs_pages pv_huawei_list_jobs_pages;

/**
 * Work that a cloud accepted. It may be used from several threads at once. To free it does not stop the work: neither cloud can.
 */
typedef struct pv_job pv_job;

/**
 * What clients share: the log, and the thread on which completion callbacks are called. It may be used from several threads.
 */
typedef struct pv_runtime pv_runtime;

/**
 * How a call ended: PV_OK, or the kind of its error. A number keeps its meaning for ever. Versions to come may return numbers that
 * are not listed here: take them for a failure.
 */
typedef int32_t pv_status;

/**
 * Whether a request that ended in an error took effect in the cloud. 0 stands for none.
 */
typedef int32_t pv_applied;

/**
 * One broken rule.
 */
typedef struct pv_violation {
    /**
     * sizeof(pv_violation), as the library knows it.
     */
    size_t size;
    /**
     * The path of the field, such as `restore_infos[3].object_path`.
     */
    const char *field;
    /**
     * The rule, in words a user can act on.
     */
    const char *rule;
} pv_violation;

/**
 * What became of one phone. 0 stands for none.
 */
typedef int32_t pv_outcome;

/**
 * What a task is doing. A state that this version does not know counts as still running. 0 stands for none.
 */
typedef int32_t pv_task_state;

/**
 * One look at one task.
 */
typedef struct pv_task_status {
    /**
     * sizeof(pv_task_status), as the library knows it.
     */
    size_t size;
    /**
     * The state.
     */
    pv_task_state state;
    /**
     * The same as text, in the vendor's words if it is a state that this version does not know.
     */
    const char *state_text;
    /**
     * The vendor's error code.
     */
    const char *code;
    /**
     * The vendor's words.
     */
    const char *message;
    /**
     * Progress in percent, if the cloud shows it.
     */
    const uint8_t *progress;
    /**
     * When it began.
     */
    const char *started;
    /**
     * When it ended.
     */
    const char *finished;
} pv_task_status;

/**
 * One phone of a job: how it ended, or how far it is.
 */
typedef struct pv_phone_outcome {
    /**
     * sizeof(pv_phone_outcome), as the library knows it.
     */
    size_t size;
    /**
     * The phone.
     */
    const char *phone;
    /**
     * How it ended; NULL while it is under way.
     */
    pv_outcome outcome;
    /**
     * The state of its task; NULL if it was refused or never seen.
     */
    const struct pv_task_status *task;
    /**
     * The vendor's id of its task.
     */
    const char *task_id;
    /**
     * The vendor's id of the backup that its task makes.
     */
    const char *backup;
    /**
     * The vendor's code of the failure or refusal.
     */
    const char *code;
    /**
     * The cause of the failure or refusal in words.
     */
    const char *message;
} pv_phone_outcome;

/**
 * The outcomes of all phones of a job, none left out.
 */
typedef struct pv_job_result {
    /**
     * sizeof(pv_job_result), as the library knows it.
     */
    size_t size;
    /**
     * One entry for each phone submitted, in that order.
     */
    const struct pv_phone_outcome *const *phones;
    /**
     * How many there are.
     */
    size_t phones_len;
} pv_job_result;

/**
 * Takes one line of the log, which lives until the callback returns. Lines hold no secret. It is called on the thread that runs the
 * call, maybe on several at once: it must be quick, and must not call a function of Phonevault but pv_cancel_token_cancel.
 */
typedef void (*pv_log_callback)(void *userdata, int32_t level, const char *message);

/**
 * What a runtime is made with.
 */
typedef struct pv_runtime_options {
    /**
     * sizeof(pv_runtime_options).
     */
    size_t size;
    /**
     * Takes the log; NULL for none.
     */
    pv_log_callback log;
    /**
     * Handed to `log`. It must live until the runtime was freed and no function that waits for a call of its clients is running any more.
     */
    void *log_userdata;
    /**
     * The least level that is told, PV_LOG_ERROR to PV_LOG_DEBUG; 0 for PV_LOG_INFO.
     */
    int32_t log_level;
} pv_runtime_options;

/**
 * Where a service listens.
 */
typedef struct pv_endpoint {
    /**
     * sizeof(pv_endpoint).
     */
    size_t size;
    /**
     * The service, such as `huawei_iam` or `alibaba_sts`.
     */
    const char *service;
    /**
     * Its URL.
     */
    const char *url;
} pv_endpoint;

/**
 * Yes, no, or nothing said: PV_FLAG_UNSET, PV_FLAG_TRUE or PV_FLAG_FALSE. Zero says nothing, so `false` of C is not PV_FLAG_FALSE.
 */
typedef int32_t pv_flag;

/**
 * What a client of Huawei Cloud Phone Host is made with.
 */
typedef struct pv_huawei_options {
    /**
     * sizeof(pv_huawei_options).
     */
    size_t size;
    /**
     * The region, such as `cn-north-4`. Mandatory.
     */
    const char *region;
    /**
     * The project. By default that of the environment.
     */
    const char *project_id;
    /**
     * The access key (AK). By default the keys of the environment.
     */
    const char *access_key;
    /**
     * The secret key (SK).
     */
    const char *secret_key;
    /**
     * The token of temporary keys.
     */
    const char *security_token;
    /**
     * An IAM token instead of keys.
     */
    const char *token;
    /**
     * Where the phone service listens, as an URL. By default as the vendor publishes it for the region.
     */
    const char *endpoint;
    /**
     * Where other services listen; NULL with `endpoints_len` 0 for none.
     */
    const struct pv_endpoint *endpoints;
    /**
     * How many `endpoints` are there.
     */
    size_t endpoints_len;
    /**
     * The longest time of one call in milliseconds; 0 for 60 s.
     */
    uint64_t timeout_ms;
    /**
     * The longest time to establish a connection in milliseconds; 0 for the default.
     */
    uint64_t connect_timeout_ms;
    /**
     * A PEM file of certificates to trust instead of the system's.
     */
    const char *ca_file;
    /**
     * The proxy of all calls, as an URL that may hold user and password.
     */
    const char *proxy;
    /**
     * Allows plain HTTP to other machines than this one. By default no.
     */
    pv_flag allow_plain_http;
    /**
     * Makes a client of the identity service alone, which needs no project.
     */
    pv_flag identity_only;
} pv_huawei_options;

/**
 * Options of one call.
 */
typedef struct pv_call_options {
    /**
     * sizeof(pv_call_options).
     */
    size_t size;
    /**
     * Sends also what breaks a rule that the vendor documents, for a cloud that allows more than its page says. By default no.
     */
    pv_flag skip_rules;
    /**
     * The longest time of the call in milliseconds; 0 for that of the client.
     */
    uint64_t timeout_ms;
    /**
     * Cancels the call; NULL for nothing. It may be freed as soon as the function has returned.
     */
    const struct pv_cancel_token *cancel;
} pv_call_options;

/**
 * What a client of Alibaba Cloud Phone is made with.
 */
typedef struct pv_alibaba_options {
    /**
     * sizeof(pv_alibaba_options).
     */
    size_t size;
    /**
     * The region, such as `cn-shanghai`. Mandatory.
     */
    const char *region;
    /**
     * The id of the access key. By default the keys of the environment.
     */
    const char *access_key_id;
    /**
     * The secret of the access key.
     */
    const char *access_key_secret;
    /**
     * The token of temporary keys.
     */
    const char *security_token;
    /**
     * Where the phone service listens, as an URL. By default as the vendor publishes it for the region.
     */
    const char *endpoint;
    /**
     * Where other services listen; NULL with `endpoints_len` 0 for none.
     */
    const struct pv_endpoint *endpoints;
    /**
     * How many `endpoints` are there.
     */
    size_t endpoints_len;
    /**
     * The longest time of one call in milliseconds; 0 for 60 s.
     */
    uint64_t timeout_ms;
    /**
     * The longest time to establish a connection in milliseconds; 0 for the default.
     */
    uint64_t connect_timeout_ms;
    /**
     * A PEM file of certificates to trust instead of the system's.
     */
    const char *ca_file;
    /**
     * The proxy of all calls, as an URL that may hold user and password.
     */
    const char *proxy;
    /**
     * Allows plain HTTP to other machines than this one. By default no.
     */
    pv_flag allow_plain_http;
} pv_alibaba_options;

/**
 * One snapshot of a job.
 */
typedef struct pv_job_status {
    /**
     * sizeof(pv_job_status), as the library knows it.
     */
    size_t size;
    /**
     * The state of each phone, refused ones included, in the order of the submission.
     */
    const struct pv_phone_outcome *const *phones;
    /**
     * How many there are.
     */
    size_t phones_len;
    /**
     * How many phones have ended, one way or the other.
     */
    uint64_t ended;
} pv_job_status;

/**
 * Hears of each look at a job. The status lives until the callback returns. During pv_job_wait it is called on the thread that waits, and
 * may call any function; during pv_job_wait_start on the thread of the runtime, where it may not wait for calls.
 */
typedef void (*pv_job_update)(void *userdata, const struct pv_job_status *status);

/**
 * How to wait.
 */
typedef struct pv_wait_options {
    /**
     * sizeof(pv_wait_options).
     */
    size_t size;
    /**
     * The longest time to wait in milliseconds; 0 for one hour.
     */
    uint64_t timeout_ms;
    /**
     * The first pause between two looks in milliseconds; 0 for 2 s. Later ones grow, with some chance in them.
     */
    uint64_t first_pause_ms;
    /**
     * The longest pause in milliseconds; 0 for 30 s.
     */
    uint64_t longest_pause_ms;
    /**
     * Whether it is an error that a phone did not succeed. By default yes.
     */
    pv_flag check;
    /**
     * Cancels the wait; NULL for nothing. The job goes on. It may be freed as soon as the function has returned.
     */
    const struct pv_cancel_token *cancel;
    /**
     * Hears of each look; NULL for nobody.
     */
    pv_job_update on_update;
    /**
     * Handed to `on_update`. It must live until the wait has ended.
     */
    void *userdata;
} pv_wait_options;

/**
 * Hears of pv_job_get_status_start: the status, or an error. Both belong to the callback.
 */
typedef void (*pv_job_get_status_done)(void *userdata,
                                       pv_status status,
                                       struct pv_job_status *job_status,
                                       struct pv_error *error);

/**
 * Hears of pv_job_wait_start: the outcomes of all phones, or an error. Both belong to the callback.
 */
typedef void (*pv_job_wait_done)(void *userdata, pv_status status, struct pv_job_result *result, struct pv_error *error);

/**
 * Hears of pv_call_json_start: the answer, for pv_string_free, or an error. Both belong to the callback.
 */
typedef void (*pv_call_json_done)(void *userdata, pv_status status, char *answer, struct pv_error *error);

/**
 * One phone of a pv_huawei_batch_storage_request (PY-CPH storage_info.py).
 */
typedef struct pv_huawei_storage_info {
    /**
     * sizeof(pv_huawei_storage_info).
     */
    size_t size;
    /**
     * The phone. Mandatory; at most 32 bytes.
     */
    const char *phone_id;
    /**
     * Absolute paths below `/data` and `/cache`. Mandatory; each at most 4096 bytes of letters, digits and `. /
     * - _ + # = ~`, with `*` only at the end. `/data/misc` can be exported only as exactly that, together with exactly
     * `/data/system` and `/data/system_de`.
     */
    const char *const *include_files;
    /**
     * How many there are.
     */
    size_t include_files_len;
    /**
     * What is left out of them, by the same rules. Optional; wins over `include_files`.
     */
    const char *const *exclude_files;
    /**
     * How many there are.
     */
    size_t exclude_files_len;
    /**
     * The OBS bucket. Mandatory; 3 to 63 lower-case letters, digits, `-` and `.` by the rules of OBS.
     */
    const char *bucket_name;
    /**
     * The object that is written. Mandatory; 1 to 1024 letters, digits and `. / - _ + # =`.
     */
    const char *object_path;
} pv_huawei_storage_info;

/**
 * Exports data of phones to OBS as tar archives (D538, Z538).
 *
 * Cloud Phone Host must be authorised on the bucket first. Shared applications and their data are not exported. Mode,
 * owner and label are kept only for the last level of each path given; name parents too where theirs matter. An object
 * that already lies there is probably overwritten (INFERRED). There is no idempotency token.
 */
typedef struct pv_huawei_batch_storage_request {
    /**
     * sizeof(pv_huawei_batch_storage_request).
     */
    size_t size;
    /**
     * The phones and what is exported of them. Mandatory; no phone and no target object twice; at most 100 (INFERRED:
     * a limit exists, CPS.0170, but the vendor names no number).
     */
    const struct pv_huawei_storage_info *storage_infos;
    /**
     * How many there are.
     */
    size_t storage_infos_len;
} pv_huawei_batch_storage_request;

/**
 * One phone of a pv_huawei_phone_jobs_response (PY-CPH phone_job.py): it has a job, or it was refused.
 */
typedef struct pv_huawei_phone_job {
    /**
     * sizeof(pv_huawei_phone_job), as the library knows it.
     */
    size_t size;
    /**
     * The phone.
     */
    const char *phone_id;
    /**
     * The job, if the phone was accepted.
     */
    const char *job_id;
    /**
     * Why it was refused. Match on this, never on the text.
     */
    const char *error_code;
    /**
     * The same in words that the vendor changes freely.
     */
    const char *error_msg;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_phone_job;

/**
 * The answer to export, restore, stop, restart, reset and commands (D538, D539). That some phones are refused in a
 * successful answer is normal.
 */
typedef struct pv_huawei_phone_jobs_response {
    /**
     * sizeof(pv_huawei_phone_jobs_response), as the library knows it.
     */
    size_t size;
    /**
     * The id under which ListJobs finds the jobs. The only way to find them again. Never empty in an answer that a
     * client returns: without it the answer is an error, which still lists the jobs.
     */
    const char *request_id;
    /**
     * One entry for each phone asked.
     */
    const struct pv_huawei_phone_job *const *jobs;
    /**
     * How many there are.
     */
    size_t jobs_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_phone_jobs_response;

/**
 * Hears of the end of pv_huawei_batch_storage_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_batch_storage_done)(void *userdata,
                                             pv_status status,
                                             struct pv_job *job,
                                             struct pv_huawei_phone_jobs_response *response,
                                             struct pv_error *error);

/**
 * One phone of a pv_huawei_batch_restore_request (PY-CPH restore_info.py).
 */
typedef struct pv_huawei_restore_info {
    /**
     * sizeof(pv_huawei_restore_info).
     */
    size_t size;
    /**
     * The phone that is overwritten. Mandatory; at most 32 bytes.
     */
    const char *phone_id;
    /**
     * The OBS bucket. Mandatory; 3 to 63 lower-case letters, digits, `-` and `.` by the rules of OBS.
     */
    const char *bucket_name;
    /**
     * The object. Mandatory; 1 to 1024 bytes, any key of OBS.
     */
    const char *object_path;
} pv_huawei_restore_info;

/**
 * Restores exported data onto phones (D539, Z539). **It overwrites files on them**, and nothing takes it back.
 *
 * Data of a later Android version does not fit on an earlier one; the same version is recommended. Restart each phone
 * after its restore succeeded: it caches data, and using restored files before can fail or crash applications. There
 * is no selection of files, no idempotency token, and no way to find a lost submission again.
 */
typedef struct pv_huawei_batch_restore_request {
    /**
     * sizeof(pv_huawei_batch_restore_request).
     */
    size_t size;
    /**
     * The phones and what they get. Mandatory; no phone twice; at most 100 (INFERRED: the vendor names no number).
     */
    const struct pv_huawei_restore_info *restore_infos;
    /**
     * How many there are.
     */
    size_t restore_infos_len;
} pv_huawei_batch_restore_request;

/**
 * Hears of the end of pv_huawei_batch_restore_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_batch_restore_done)(void *userdata,
                                             pv_status status,
                                             struct pv_job *job,
                                             struct pv_huawei_phone_jobs_response *response,
                                             struct pv_error *error);

/**
 * A user in whose name temporary keys work.
 */
typedef struct pv_huawei_assumerole_sessionuser {
    /**
     * sizeof(pv_huawei_assumerole_sessionuser).
     */
    size_t size;
    /**
     * The name: 5 to 64 letters, digits, `-` and `_`, beginning with a letter.
     */
    const char *name;
} pv_huawei_assumerole_sessionuser;

/**
 * An agency and the life of the keys.
 */
typedef struct pv_huawei_identity_assumerole {
    /**
     * sizeof(pv_huawei_identity_assumerole).
     */
    size_t size;
    /**
     * The agency. Mandatory.
     */
    const char *agency_name;
    /**
     * The id of the account that made the agency. Mandatory unless `domain_name` is given.
     */
    const char *domain_id;
    /**
     * The name of that account. Mandatory unless `domain_id` is given.
     */
    const char *domain_name;
    /**
     * How long the keys live. 900 to 86400 s, default 900.
     */
    const int64_t *duration_seconds;
    /**
     * A user of the account that made the agency, in whose name the keys work. Optional.
     */
    const struct pv_huawei_assumerole_sessionuser *session_user;
} pv_huawei_identity_assumerole;

/**
 * Which agency, and what the keys allow.
 */
typedef struct pv_huawei_agency_auth_identity {
    /**
     * sizeof(pv_huawei_agency_auth_identity).
     */
    size_t size;
    /**
     * How the rights are taken: always `assume_role` alone, which is also the default.
     */
    const char *const *methods;
    /**
     * How many there are.
     */
    size_t methods_len;
    /**
     * The agency and the life of the keys. Mandatory.
     */
    const struct pv_huawei_identity_assumerole *assume_role;
    /**
     * Narrows what the keys may do in the object store, and nothing else. Optional; a JSON object, kept as it is. A
     * JSON text.
     */
    const char *policy;
} pv_huawei_agency_auth_identity;

/**
 * Holds the identity.
 */
typedef struct pv_huawei_agency_auth {
    /**
     * sizeof(pv_huawei_agency_auth).
     */
    size_t size;
    /**
     * The identity. Mandatory.
     */
    const struct pv_huawei_agency_auth_identity *identity;
} pv_huawei_agency_auth;

/**
 * Asks for temporary keys of an agency, by which another account lends rights to this one (IAM).
 */
typedef struct pv_huawei_create_temporary_access_key_by_agency_request {
    /**
     * sizeof(pv_huawei_create_temporary_access_key_by_agency_request).
     */
    size_t size;
    /**
     * A token with the role Agent Operator, in the header of the request. Mandatory unless the client works with a
     * token itself. Never shown.
     */
    const char *x_auth_token;
    /**
     * Which agency, for how long and for what. Mandatory.
     */
    const struct pv_huawei_agency_auth *auth;
} pv_huawei_create_temporary_access_key_by_agency_request;

/**
 * A pair of temporary keys with its token (IAM).
 */
typedef struct pv_huawei_credential {
    /**
     * sizeof(pv_huawei_credential), as the library knows it.
     */
    size_t size;
    /**
     * The access key.
     */
    const char *access;
    /**
     * The secret key. Never shown.
     */
    const char *secret;
    /**
     * The token that every request with these keys carries. Never shown.
     */
    const char *securitytoken;
    /**
     * When they end, UTC as `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
     */
    const char *expires_at;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_credential;

/**
 * The answer to both calls for temporary keys.
 */
typedef struct pv_huawei_temporary_access_key_response {
    /**
     * sizeof(pv_huawei_temporary_access_key_response), as the library knows it.
     */
    size_t size;
    /**
     * The keys. Complete in an answer that a client returns.
     */
    const struct pv_huawei_credential *credential;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_temporary_access_key_response;

/**
 * Hears of the end of pv_huawei_create_temporary_access_key_by_agency_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_create_temporary_access_key_by_agency_done)(void *userdata,
                                                                     pv_status status,
                                                                     struct pv_huawei_temporary_access_key_response *response,
                                                                     struct pv_error *error);

/**
 * The token and the life of the keys.
 */
typedef struct pv_huawei_identity_token {
    /**
     * sizeof(pv_huawei_identity_token).
     */
    size_t size;
    /**
     * The token. Mandatory unless it stands in the header or the client works with a token. Never shown.
     */
    const char *id;
    /**
     * How long the keys live. 900 to 86400 s, default 900.
     */
    const int64_t *duration_seconds;
} pv_huawei_identity_token;

/**
 * For whom the keys are, and what they allow.
 */
typedef struct pv_huawei_token_auth_identity {
    /**
     * sizeof(pv_huawei_token_auth_identity).
     */
    size_t size;
    /**
     * How the user proves who it is: always `token` alone, which is also the default.
     */
    const char *const *methods;
    /**
     * How many there are.
     */
    size_t methods_len;
    /**
     * The token and the life of the keys.
     */
    const struct pv_huawei_identity_token *token;
    /**
     * Narrows what the keys may do in the object store, and nothing else. Optional; a JSON object, kept as it is. A
     * JSON text.
     */
    const char *policy;
} pv_huawei_token_auth_identity;

/**
 * Holds the identity.
 */
typedef struct pv_huawei_token_auth {
    /**
     * sizeof(pv_huawei_token_auth).
     */
    size_t size;
    /**
     * The identity. Mandatory.
     */
    const struct pv_huawei_token_auth_identity *identity;
} pv_huawei_token_auth;

/**
 * Asks for temporary keys of the user that a token belongs to (IAM).
 */
typedef struct pv_huawei_create_temporary_access_key_by_token_request {
    /**
     * sizeof(pv_huawei_create_temporary_access_key_by_token_request).
     */
    size_t size;
    /**
     * The token, in the header of the request. Optional; default `auth.identity.token.id`, then the token that the
     * client works with. Never shown.
     */
    const char *x_auth_token;
    /**
     * For whom, for how long and for what. Mandatory.
     */
    const struct pv_huawei_token_auth *auth;
} pv_huawei_create_temporary_access_key_by_token_request;

/**
 * Hears of the end of pv_huawei_create_temporary_access_key_by_token_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_create_temporary_access_key_by_token_done)(void *userdata,
                                                                    pv_status status,
                                                                    struct pv_huawei_temporary_access_key_response *response,
                                                                    struct pv_error *error);

/**
 * Installs applications from OBS on phones (PY-CPH install_apk_request_body.py). One that is installed already is
 * replaced where the flags say so.
 *
 * Each file may have at most 2 GB (R21).
 */
typedef struct pv_huawei_install_apk_request {
    /**
     * sizeof(pv_huawei_install_apk_request).
     */
    size_t size;
    /**
     * Which command: `install` for one file, which is also the default, or `install-multiple` for several that belong
     * together.
     */
    const char *command;
    /**
     * Flags of `adb install`, then the files as `obs://bucket/key.apk`, all separated by spaces. Mandatory; letters,
     * digits, spaces and `_ . / : -`. With `install` one file and at most 1024 bytes, with `install-multiple` at most
     * 50 files and 8100 bytes.
     */
    const char *content;
    /**
     * The phones. Mandatory unless `server_ids` is given; none twice; at most 100 (INFERRED).
     */
    const char *const *phone_ids;
    /**
     * How many there are.
     */
    size_t phone_ids_len;
    /**
     * The servers, with all their phones. If `phone_ids` is given too, the cloud passes these over. None twice; at
     * most 100 (INFERRED).
     */
    const char *const *server_ids;
    /**
     * How many there are.
     */
    size_t server_ids_len;
} pv_huawei_install_apk_request;

/**
 * Hears of the end of pv_huawei_install_apk_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_install_apk_done)(void *userdata,
                                           pv_status status,
                                           struct pv_job *job,
                                           struct pv_huawei_phone_jobs_response *response,
                                           struct pv_error *error);

/**
 * The account of a user.
 */
typedef struct pv_huawei_pwd_password_user_domain {
    /**
     * sizeof(pv_huawei_pwd_password_user_domain).
     */
    size_t size;
    /**
     * The name of the account. Mandatory.
     */
    const char *name;
} pv_huawei_pwd_password_user_domain;

/**
 * A user with the password.
 */
typedef struct pv_huawei_pwd_password_user {
    /**
     * sizeof(pv_huawei_pwd_password_user).
     */
    size_t size;
    /**
     * The name of the IAM user. Mandatory.
     */
    const char *name;
    /**
     * Its password. Mandatory; never shown.
     */
    const char *password;
    /**
     * The account that the user belongs to. Mandatory.
     */
    const struct pv_huawei_pwd_password_user_domain *domain;
} pv_huawei_pwd_password_user;

/**
 * Holds the user.
 */
typedef struct pv_huawei_pwd_password {
    /**
     * sizeof(pv_huawei_pwd_password).
     */
    size_t size;
    /**
     * The user. Mandatory.
     */
    const struct pv_huawei_pwd_password_user *user;
} pv_huawei_pwd_password;

/**
 * Who asks for a token.
 */
typedef struct pv_huawei_pwd_identity {
    /**
     * sizeof(pv_huawei_pwd_identity).
     */
    size_t size;
    /**
     * How the user proves who it is: always `password` alone, which is also the default.
     */
    const char *const *methods;
    /**
     * How many there are.
     */
    size_t methods_len;
    /**
     * User and password. Mandatory.
     */
    const struct pv_huawei_pwd_password *password;
} pv_huawei_pwd_identity;

/**
 * A project, by its id or its name.
 */
typedef struct pv_huawei_auth_scope_project {
    /**
     * sizeof(pv_huawei_auth_scope_project).
     */
    size_t size;
    /**
     * The id. Mandatory unless `name` is given.
     */
    const char *id;
    /**
     * The name, such as `cn-north-4`. Mandatory unless `id` is given.
     */
    const char *name;
} pv_huawei_auth_scope_project;

/**
 * An account, by its id or its name.
 */
typedef struct pv_huawei_auth_scope_domain {
    /**
     * sizeof(pv_huawei_auth_scope_domain).
     */
    size_t size;
    /**
     * The id. Mandatory unless `name` is given.
     */
    const char *id;
    /**
     * The name. Mandatory unless `id` is given.
     */
    const char *name;
} pv_huawei_auth_scope_domain;

/**
 * What a token is good for. If both are given, the project wins.
 */
typedef struct pv_huawei_auth_scope {
    /**
     * sizeof(pv_huawei_auth_scope).
     */
    size_t size;
    /**
     * One project: what the phone service needs.
     */
    const struct pv_huawei_auth_scope_project *project;
    /**
     * The whole account: a global token.
     */
    const struct pv_huawei_auth_scope_domain *domain;
} pv_huawei_auth_scope;

/**
 * Who asks for a token, and for what.
 */
typedef struct pv_huawei_pwd_auth {
    /**
     * sizeof(pv_huawei_pwd_auth).
     */
    size_t size;
    /**
     * Who asks. Mandatory.
     */
    const struct pv_huawei_pwd_identity *identity;
    /**
     * What the token is good for. Optional; without it the token is global.
     */
    const struct pv_huawei_auth_scope *scope;
} pv_huawei_pwd_auth;

/**
 * Asks for a token of a user (IAM). It lives for 24 hours; a new one does not revoke the old one.
 *
 * A wrong password that is given again and again locks the user: never repeat a call that was refused with 401.
 */
typedef struct pv_huawei_keystone_create_user_token_by_password_request {
    /**
     * sizeof(pv_huawei_keystone_create_user_token_by_password_request).
     */
    size_t size;
    /**
     * Any text that is not empty leaves the catalogue of endpoints out of the answer. Optional.
     */
    const char *nocatalog;
    /**
     * Who asks, and for what. Mandatory.
     */
    const struct pv_huawei_pwd_auth *auth;
} pv_huawei_keystone_create_user_token_by_password_request;

/**
 * An account.
 */
typedef struct pv_huawei_token_domain_result {
    /**
     * sizeof(pv_huawei_token_domain_result), as the library knows it.
     */
    size_t size;
    /**
     * The id.
     */
    const char *id;
    /**
     * The name.
     */
    const char *name;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_token_domain_result;

/**
 * The project of a token.
 */
typedef struct pv_huawei_token_project_result {
    /**
     * sizeof(pv_huawei_token_project_result), as the library knows it.
     */
    size_t size;
    /**
     * The id: what the phone service has in its paths.
     */
    const char *id;
    /**
     * The name.
     */
    const char *name;
    /**
     * Its account.
     */
    const struct pv_huawei_token_domain_result *domain;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_token_project_result;

/**
 * The user of a token.
 */
typedef struct pv_huawei_token_user_result {
    /**
     * sizeof(pv_huawei_token_user_result), as the library knows it.
     */
    size_t size;
    /**
     * The id.
     */
    const char *id;
    /**
     * The name.
     */
    const char *name;
    /**
     * The account of the user.
     */
    const struct pv_huawei_token_domain_result *domain;
    /**
     * When the password ends, UTC; an empty text if never.
     */
    const char *password_expires_at;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_token_user_result;

/**
 * What a token is good for.
 */
typedef struct pv_huawei_token_result {
    /**
     * sizeof(pv_huawei_token_result), as the library knows it.
     */
    size_t size;
    /**
     * When it ends, UTC as `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
     */
    const char *expires_at;
    /**
     * When it was issued, likewise.
     */
    const char *issued_at;
    /**
     * How the user proved who it is.
     */
    const char *const *methods;
    /**
     * How many there are.
     */
    size_t methods_len;
    /**
     * Its project, if it has one.
     */
    const struct pv_huawei_token_project_result *project;
    /**
     * Its account, if it is a global one.
     */
    const struct pv_huawei_token_domain_result *domain;
    /**
     * The user.
     */
    const struct pv_huawei_token_user_result *user;
    /**
     * What it allows. Kept as it comes. A JSON text.
     */
    const char *roles;
    /**
     * Where services listen. Kept as it comes. A JSON text.
     */
    const char *catalog;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_token_result;

/**
 * A token (IAM). The token itself comes in the header of the answer, several KB long.
 */
typedef struct pv_huawei_keystone_create_user_token_by_password_response {
    /**
     * sizeof(pv_huawei_keystone_create_user_token_by_password_response), as the library knows it.
     */
    size_t size;
    /**
     * The token, for `X-Auth-Token`. Never empty in an answer that a client returns; never shown.
     */
    const char *x_subject_token;
    /**
     * What it is good for and until when.
     */
    const struct pv_huawei_token_result *token;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_keystone_create_user_token_by_password_response;

/**
 * Hears of the end of pv_huawei_keystone_create_user_token_by_password_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_keystone_create_user_token_by_password_done)(void *userdata,
                                                                      pv_status status,
                                                                      struct pv_huawei_keystone_create_user_token_by_password_response *response,
                                                                      struct pv_error *error);

/**
 * Asks for projects (IAM, PY-CORE auth/credentials.py). With the name of a region it finds the project of that region.
 */
typedef struct pv_huawei_keystone_list_projects_request {
    /**
     * sizeof(pv_huawei_keystone_list_projects_request).
     */
    size_t size;
    /**
     * Only projects of this account.
     */
    const char *domain_id;
    /**
     * Only the project of this name, such as `cn-north-4`.
     */
    const char *name;
    /**
     * Only projects below this one, or below this account.
     */
    const char *parent_id;
    /**
     * Only projects that are enabled, or only those that are not.
     */
    pv_flag enabled;
    /**
     * Not needed, by the vendor's own words.
     */
    pv_flag is_domain;
    /**
     * Which page, counted from 1. Only together with `per_page`; without both all projects come at once.
     */
    const int64_t *page;
    /**
     * How many projects a page holds. 1 to 5000; only together with `page`.
     */
    const int64_t *per_page;
} pv_huawei_keystone_list_projects_request;

/**
 * One project.
 */
typedef struct pv_huawei_project_result {
    /**
     * sizeof(pv_huawei_project_result), as the library knows it.
     */
    size_t size;
    /**
     * The id: what the phone service has in its paths.
     */
    const char *id;
    /**
     * The name.
     */
    const char *name;
    /**
     * What it is for.
     */
    const char *description;
    /**
     * The account it belongs to.
     */
    const char *domain_id;
    /**
     * The project above it, or the account.
     */
    const char *parent_id;
    /**
     * Whether it can be used.
     */
    pv_flag enabled;
    /**
     * Whether it is an account; never true here.
     */
    pv_flag is_domain;
    /**
     * A link to it. Kept as it comes. A JSON text.
     */
    const char *links;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_project_result;

/**
 * Projects.
 */
typedef struct pv_huawei_keystone_list_projects_response {
    /**
     * sizeof(pv_huawei_keystone_list_projects_response), as the library knows it.
     */
    size_t size;
    /**
     * The projects.
     */
    const struct pv_huawei_project_result *const *projects;
    /**
     * How many there are.
     */
    size_t projects_len;
    /**
     * Links to this list and its neighbours. Kept as they come. A JSON text.
     */
    const char *links;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_keystone_list_projects_response;

/**
 * Hears of the end of pv_huawei_keystone_list_projects_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_keystone_list_projects_done)(void *userdata,
                                                      pv_status status,
                                                      struct pv_huawei_keystone_list_projects_response *response,
                                                      struct pv_error *error);

/**
 * Items of a list that were not given before.
 */
typedef struct pv_huawei_project_result_list {
    /**
     * sizeof(pv_huawei_project_result_list), as the library knows it.
     */
    size_t size;
    /**
     * The items.
     */
    const struct pv_huawei_project_result *const *items;
    /**
     * How many there are.
     */
    size_t items_len;
} pv_huawei_project_result_list;

/**
 * Asks for phone images (D519).
 */
typedef struct pv_huawei_list_cloud_phone_images_request {
    /**
     * sizeof(pv_huawei_list_cloud_phone_images_request).
     */
    size_t size;
    /**
     * Which images.
     */
    const char *image_type;
    /**
     * Where to go on: `next_marker` of the page before.
     */
    const char *marker;
    /**
     * How many images to return. 1 to 500, default 500.
     */
    const int64_t *limit;
} pv_huawei_list_cloud_phone_images_request;

/**
 * One image (PY-CPH phone_image.py).
 */
typedef struct pv_huawei_phone_image {
    /**
     * sizeof(pv_huawei_phone_image), as the library knows it.
     */
    size_t size;
    /**
     * The image.
     */
    const char *image_id;
    /**
     * Its name.
     */
    const char *image_name;
    /**
     * The system, such as `aosp`.
     */
    const char *os_type;
    /**
     * The system with its version, such as `AOSP7.1.1`. At most 36 bytes.
     */
    const char *os_name;
    /**
     * The hardware family, such as `cloud_phone` or `qemu_phone`.
     */
    const char *image_label;
    /**
     * Whether it is the vendor's.
     */
    const int64_t *is_public;
    /**
     * Whether it can encrypt files. The pages name no type: kept as it comes. A JSON text.
     */
    const char *is_support_encrypt;
    /**
     * Whether a shared image was taken.
     */
    const int64_t *receive_status;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_phone_image;

/**
 * Where a list goes on.
 */
typedef struct pv_huawei_page_info {
    /**
     * sizeof(pv_huawei_page_info), as the library knows it.
     */
    size_t size;
    /**
     * What to pass as `marker`; absent at the end.
     */
    const char *next_marker;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_page_info;

/**
 * One page of images.
 */
typedef struct pv_huawei_list_cloud_phone_images_response {
    /**
     * sizeof(pv_huawei_list_cloud_phone_images_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of this query.
     */
    const char *request_id;
    /**
     * The images.
     */
    const struct pv_huawei_phone_image *const *phone_images;
    /**
     * How many there are.
     */
    size_t phone_images_len;
    /**
     * Where to go on.
     */
    const struct pv_huawei_page_info *page_info;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_list_cloud_phone_images_response;

/**
 * Hears of the end of pv_huawei_list_cloud_phone_images_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_list_cloud_phone_images_done)(void *userdata,
                                                       pv_status status,
                                                       struct pv_huawei_list_cloud_phone_images_response *response,
                                                       struct pv_error *error);

/**
 * Items of a list that were not given before.
 */
typedef struct pv_huawei_phone_image_list {
    /**
     * sizeof(pv_huawei_phone_image_list), as the library knows it.
     */
    size_t size;
    /**
     * The items.
     */
    const struct pv_huawei_phone_image *const *items;
    /**
     * How many there are.
     */
    size_t items_len;
} pv_huawei_phone_image_list;

/**
 * Asks for phones (D503).
 */
typedef struct pv_huawei_list_cloud_phones_request {
    /**
     * sizeof(pv_huawei_list_cloud_phones_request).
     */
    size_t size;
    /**
     * How many phones to pass over. At least 0, default 0.
     */
    const int64_t *offset;
    /**
     * How many phones to return. 1 to 100: the pages disagree (some allow 200), 100 is accepted everywhere. The
     * vendor's default differs too, so 100 is sent if nothing is said.
     */
    const int64_t *limit;
    /**
     * A part of the name.
     */
    const char *phone_name;
    /**
     * Only phones of this server. At most 32 bytes.
     */
    const char *server_id;
    /**
     * Only phones in this state.
     */
    const int64_t *status;
    /**
     * Only phones of this kind.
     */
    const int64_t *type;
} pv_huawei_list_cloud_phones_request;

/**
 * Order and product of a phone. Each at most 64 bytes.
 */
typedef struct pv_huawei_phone_metadata {
    /**
     * sizeof(pv_huawei_phone_metadata), as the library knows it.
     */
    size_t size;
    /**
     * The order.
     */
    const char *order_id;
    /**
     * The product.
     */
    const char *product_id;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_phone_metadata;

/**
 * One phone of a list; `Phone` on the vendor's pages (PY-CPH phone.py).
 */
typedef struct pv_huawei_cloud_phone {
    /**
     * sizeof(pv_huawei_cloud_phone), as the library knows it.
     */
    size_t size;
    /**
     * The phone. At most 32 bytes.
     */
    const char *phone_id;
    /**
     * The name. At most 65 characters.
     */
    const char *phone_name;
    /**
     * The server it runs on. At most 32 bytes.
     */
    const char *server_id;
    /**
     * Its image. At most 32 bytes.
     */
    const char *image_id;
    /**
     * The model. At most 64 bytes.
     */
    const char *phone_model_name;
    /**
     * The Android version, such as `AOSP 7.0`.
     */
    const char *image_version;
    /**
     * The texts `true` or `false`. Obsolete.
     */
    const char *vnc_enable;
    /**
     * Its state.
     */
    const int64_t *status;
    /**
     * Its kind.
     */
    const int64_t *type;
    /**
     * Its IMEI.
     */
    const char *imei;
    /**
     * How its network is routed.
     */
    const char *traffic_type;
    /**
     * Whether it has a disk of its own.
     */
    const int64_t *volume_mode;
    /**
     * The availability zone.
     */
    const char *availability_zone;
    /**
     * Order and product.
     */
    const struct pv_huawei_phone_metadata *metadata;
    /**
     * Whether files are encrypted on its disk.
     */
    pv_flag has_encrypt;
    /**
     * When it was created, UTC as `YYYY-MM-DDTHH:MM:SSZ`.
     */
    const char *create_time;
    /**
     * When it was changed last, likewise.
     */
    const char *update_time;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_cloud_phone;

/**
 * One page of phones (D503), newest first: phones that are created meanwhile shift the pages (INFERRED).
 */
typedef struct pv_huawei_list_cloud_phones_response {
    /**
     * sizeof(pv_huawei_list_cloud_phones_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of this query.
     */
    const char *request_id;
    /**
     * How many phones there are in all.
     */
    const int64_t *count;
    /**
     * The phones.
     */
    const struct pv_huawei_cloud_phone *const *phones;
    /**
     * How many there are.
     */
    size_t phones_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_list_cloud_phones_response;

/**
 * Hears of the end of pv_huawei_list_cloud_phones_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_list_cloud_phones_done)(void *userdata,
                                                 pv_status status,
                                                 struct pv_huawei_list_cloud_phones_response *response,
                                                 struct pv_error *error);

/**
 * Items of a list that were not given before.
 */
typedef struct pv_huawei_cloud_phone_list {
    /**
     * sizeof(pv_huawei_cloud_phone_list), as the library knows it.
     */
    size_t size;
    /**
     * The items.
     */
    const struct pv_huawei_cloud_phone *const *items;
    /**
     * How many there are.
     */
    size_t items_len;
} pv_huawei_cloud_phone_list;

/**
 * Asks for custom images, one's own and shared ones (PY-CPH list_images_request.py).
 */
typedef struct pv_huawei_list_images_request {
    /**
     * sizeof(pv_huawei_list_images_request).
     */
    size_t size;
    /**
     * Which images: `private` or `share`.
     */
    const char *image_type;
    /**
     * Only images in this state.
     */
    const int64_t *status;
    /**
     * How many images to pass over. At least 0, default 0.
     */
    const int64_t *offset;
    /**
     * How many images to return. 1 to 100, default 100.
     */
    const int64_t *limit;
    /**
     * Only this image. At most 32 bytes.
     */
    const char *image_id;
    /**
     * Only images of this name.
     */
    const char *image_name;
    /**
     * Only images created since then. The page names no unit.
     */
    const int64_t *create_since;
    /**
     * Only images created until then. The page names no unit.
     */
    const int64_t *create_until;
    /**
     * Only images that this project shares.
     */
    const char *src_project_id;
} pv_huawei_list_images_request;

/**
 * One custom image (PY-CPH list_images_view.py).
 */
typedef struct pv_huawei_list_images_view {
    /**
     * sizeof(pv_huawei_list_images_view), as the library knows it.
     */
    size_t size;
    /**
     * The image.
     */
    const char *image_id;
    /**
     * Its name.
     */
    const char *image_name;
    /**
     * `private` or `share`.
     */
    const char *image_type;
    /**
     * The version of Android it holds. The page shows no sample.
     */
    const char *image_version;
    /**
     * Its size, in bytes.
     */
    const int64_t *image_size;
    /**
     * Its state.
     */
    const int64_t *status;
    /**
     * The account that it belongs to.
     */
    const char *domain_id;
    /**
     * The project that it belongs to; only of private images.
     */
    const char *project_id;
    /**
     * The project that shares it; only of shared images.
     */
    const char *src_project_id;
    /**
     * When it was created. The page names no form.
     */
    const char *create_time;
    /**
     * When it was changed last, likewise.
     */
    const char *update_time;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_list_images_view;

/**
 * One page of custom images (PY-CPH list_images_response.py).
 */
typedef struct pv_huawei_list_images_response {
    /**
     * sizeof(pv_huawei_list_images_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of this query.
     */
    const char *request_id;
    /**
     * How many images there are in all.
     */
    const int64_t *total;
    /**
     * The images.
     */
    const struct pv_huawei_list_images_view *const *image_infos;
    /**
     * How many there are.
     */
    size_t image_infos_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_list_images_response;

/**
 * Hears of the end of pv_huawei_list_images_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_list_images_done)(void *userdata,
                                           pv_status status,
                                           struct pv_huawei_list_images_response *response,
                                           struct pv_error *error);

/**
 * Items of a list that were not given before.
 */
typedef struct pv_huawei_list_images_view_list {
    /**
     * sizeof(pv_huawei_list_images_view_list), as the library knows it.
     */
    size_t size;
    /**
     * The items.
     */
    const struct pv_huawei_list_images_view *const *items;
    /**
     * How many there are.
     */
    size_t items_len;
} pv_huawei_list_images_view_list;

/**
 * Asks for the jobs of submissions (D522). One of `request_id` and `request_ids` is mandatory; there is no list of all
 * jobs.
 */
typedef struct pv_huawei_list_jobs_request {
    /**
     * sizeof(pv_huawei_list_jobs_request).
     */
    size_t size;
    /**
     * The id that one submission answered.
     */
    const char *request_id;
    /**
     * The ids of several submissions, at most 20; wins over `request_id`. One text with commas on the wire.
     */
    const char *const *request_ids;
    /**
     * How many there are.
     */
    size_t request_ids_len;
    /**
     * How many jobs to pass over. At least 0, default 0.
     */
    const int64_t *offset;
    /**
     * How many jobs to return. 1 to 100, default 100.
     */
    const int64_t *limit;
} pv_huawei_list_jobs_request;

/**
 * One job of a list (PY-CPH job.py).
 */
typedef struct pv_huawei_job {
    /**
     * sizeof(pv_huawei_job), as the library knows it.
     */
    size_t size;
    /**
     * The job.
     */
    const char *job_id;
    /**
     * The phone, for jobs on phones.
     */
    const char *phone_id;
    /**
     * The server, for jobs on servers.
     */
    const char *server_id;
    /**
     * Deprecated.
     */
    const char *node_id;
    /**
     * When it began, UTC as `YYYY-MM-DDTHH:MM:SSZ`.
     */
    const char *begin_time;
    /**
     * When it ended, likewise.
     */
    const char *end_time;
    /**
     * Its state.
     */
    const int64_t *status;
    /**
     * Why it failed.
     */
    const char *error_code;
    /**
     * The same in words.
     */
    const char *error_msg;
    /**
     * The output of the job, at most 1024 bytes. Of a command it may be anything that the phone holds, so it is not
     * shown.
     */
    const char *execute_msg;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_job;

/**
 * One page of jobs (D522). There is no total: the last page is the one that is shorter than the limit (INFERRED).
 */
typedef struct pv_huawei_list_jobs_response {
    /**
     * sizeof(pv_huawei_list_jobs_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of this query.
     */
    const char *request_id;
    /**
     * The jobs. They do not say which submission they belong to.
     */
    const struct pv_huawei_job *const *jobs;
    /**
     * How many there are.
     */
    size_t jobs_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_list_jobs_response;

/**
 * Hears of the end of pv_huawei_list_jobs_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_list_jobs_done)(void *userdata,
                                         pv_status status,
                                         struct pv_huawei_list_jobs_response *response,
                                         struct pv_error *error);

/**
 * Items of a list that were not given before.
 */
typedef struct pv_huawei_job_list {
    /**
     * sizeof(pv_huawei_job_list), as the library knows it.
     */
    size_t size;
    /**
     * The items.
     */
    const struct pv_huawei_job *const *items;
    /**
     * How many there are.
     */
    size_t items_len;
} pv_huawei_job_list;

/**
 * Brings the content of a tar archive in OBS onto phones (PY-CPH push_file_request_body.py). It is unpacked over the
 * root of the phone: **files that are there already are overwritten**, and nothing takes it back.
 *
 * The object may have at most 6 GB (R21). Pushes for many phones of one server take time by their number (R21).
 */
typedef struct pv_huawei_push_file_request {
    /**
     * sizeof(pv_huawei_push_file_request).
     */
    size_t size;
    /**
     * Which command: always `push`, which is also the default.
     */
    const char *command;
    /**
     * The archive as `obs://bucket/key.tar`. Mandatory; at most 1024 bytes of letters, digits and `_ . / : -`; only
     * tar.
     */
    const char *content;
    /**
     * The phones. Mandatory unless `server_ids` is given; none twice; at most 100 (INFERRED).
     */
    const char *const *phone_ids;
    /**
     * How many there are.
     */
    size_t phone_ids_len;
    /**
     * The servers, with all their phones. If `phone_ids` is given too, the cloud passes these over. None twice; at
     * most 100 (INFERRED).
     */
    const char *const *server_ids;
    /**
     * How many there are.
     */
    size_t server_ids_len;
} pv_huawei_push_file_request;

/**
 * Hears of the end of pv_huawei_push_file_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_push_file_done)(void *userdata,
                                         pv_status status,
                                         struct pv_job *job,
                                         struct pv_huawei_phone_jobs_response *response,
                                         struct pv_error *error);

/**
 * One phone of a pv_huawei_reset_cloud_phone_request (PY-CPH reset_phone_property.py).
 */
typedef struct pv_huawei_reset_phone_property {
    /**
     * sizeof(pv_huawei_reset_phone_property).
     */
    size_t size;
    /**
     * The phone. Mandatory; at most 32 bytes.
     */
    const char *phone_id;
    /**
     * Settings that it gets: a JSON document as text. Optional.
     */
    const char *property;
    /**
     * Whether the settings that were made before are lost too. Optional; without it they stay.
     */
    pv_flag factory_reset_enabled;
} pv_huawei_reset_phone_property;

/**
 * Resets phones (D514, PY-CPH reset_cloud_phone_request_body.py). **All user data on them is lost**, and nothing but a
 * restore brings it back.
 */
typedef struct pv_huawei_reset_cloud_phone_request {
    /**
     * sizeof(pv_huawei_reset_cloud_phone_request).
     */
    size_t size;
    /**
     * The image that the phones get: another version of Android, upwards or downwards (BP51). Optional, default the
     * one that they have; at most 32 bytes.
     */
    const char *image_id;
    /**
     * The phones. Mandatory; none twice; at most 100 (INFERRED).
     */
    const struct pv_huawei_reset_phone_property *phones;
    /**
     * How many there are.
     */
    size_t phones_len;
} pv_huawei_reset_cloud_phone_request;

/**
 * Hears of the end of pv_huawei_reset_cloud_phone_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_reset_cloud_phone_done)(void *userdata,
                                                 pv_status status,
                                                 struct pv_job *job,
                                                 struct pv_huawei_phone_jobs_response *response,
                                                 struct pv_error *error);

/**
 * One phone of a pv_huawei_restart_cloud_phone_request.
 */
typedef struct pv_huawei_restart_phone_property {
    /**
     * sizeof(pv_huawei_restart_phone_property).
     */
    size_t size;
    /**
     * The phone. Mandatory; at most 32 bytes.
     */
    const char *phone_id;
    /**
     * Settings that it gets: a JSON document as text. Optional.
     */
    const char *property;
} pv_huawei_restart_phone_property;

/**
 * Restarts running phones and starts stopped ones (R21); in other states it is refused (CPS.0165).
 */
typedef struct pv_huawei_restart_cloud_phone_request {
    /**
     * sizeof(pv_huawei_restart_cloud_phone_request).
     */
    size_t size;
    /**
     * Another image to start with: **changes the Android system for good**, keeps user data, and works only from a
     * lower to a higher version (BP51). Optional; at most 32 bytes.
     */
    const char *image_id;
    /**
     * The phones. Mandatory; none twice; at most 100 (INFERRED).
     */
    const struct pv_huawei_restart_phone_property *phones;
    /**
     * How many there are.
     */
    size_t phones_len;
} pv_huawei_restart_cloud_phone_request;

/**
 * Hears of the end of pv_huawei_restart_cloud_phone_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_restart_cloud_phone_done)(void *userdata,
                                                   pv_status status,
                                                   struct pv_job *job,
                                                   struct pv_huawei_phone_jobs_response *response,
                                                   struct pv_error *error);

/**
 * Runs a shell command on phones as jobs (PY-CPH run_shell_command_request_body.py). **It can do whatever a shell
 * can**, deleting included. The output stands in `execute_msg` of each job, at most 1024 bytes.
 *
 * Commands for many phones of one server block other work on its phones (R21).
 */
typedef struct pv_huawei_run_shell_command_request {
    /**
     * sizeof(pv_huawei_run_shell_command_request).
     */
    size_t size;
    /**
     * Which command: always `shell`, which is also the default.
     */
    const char *command;
    /**
     * The command line. Mandatory; at most 2048 bytes of letters, digits and `_ . / : - ? = & |`, and spaces
     * (INFERRED: the page does not name them, but nothing could be run without). It may hold a password, so it is not
     * shown.
     */
    const char *content;
    /**
     * The phones. Mandatory unless `server_ids` is given; none twice; at most 100 (INFERRED).
     */
    const char *const *phone_ids;
    /**
     * How many there are.
     */
    size_t phone_ids_len;
    /**
     * The servers, with all their phones. If `phone_ids` is given too, the cloud passes these over. None twice; at
     * most 100 (INFERRED).
     */
    const char *const *server_ids;
    /**
     * How many there are.
     */
    size_t server_ids_len;
} pv_huawei_run_shell_command_request;

/**
 * Hears of the end of pv_huawei_run_shell_command_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_run_shell_command_done)(void *userdata,
                                                 pv_status status,
                                                 struct pv_job *job,
                                                 struct pv_huawei_phone_jobs_response *response,
                                                 struct pv_error *error);

/**
 * Runs a shell command on phones and waits for it (PY-CPH run_sync_command_request_body.py). **It can do whatever a
 * shell can**, deleting included.
 */
typedef struct pv_huawei_run_sync_command_request {
    /**
     * sizeof(pv_huawei_run_sync_command_request).
     */
    size_t size;
    /**
     * Which command: always `shell`, which is also the default.
     */
    const char *command;
    /**
     * The command line. Mandatory; at most 2048 bytes of letters, digits and `_ . / : - ? = & |`, and spaces
     * (INFERRED: the page does not name them, but nothing could be run without). It may hold a password, so it is not
     * shown.
     */
    const char *content;
    /**
     * The phones. Mandatory unless `server_ids` is given; none twice; at most 15.
     */
    const char *const *phone_ids;
    /**
     * How many there are.
     */
    size_t phone_ids_len;
    /**
     * The servers, with all their phones. If `phone_ids` is given too, the cloud passes these over. None twice; at
     * most 100 (INFERRED).
     */
    const char *const *server_ids;
    /**
     * How many there are.
     */
    size_t server_ids_len;
} pv_huawei_run_sync_command_request;

/**
 * One phone of a pv_huawei_run_sync_command_response (PY-CPH run_sync_command_job.py).
 */
typedef struct pv_huawei_run_sync_command_job {
    /**
     * sizeof(pv_huawei_run_sync_command_job), as the library knows it.
     */
    size_t size;
    /**
     * The phone.
     */
    const char *phone_id;
    /**
     * The job that ran the command.
     */
    const char *job_id;
    /**
     * How far it came; absent if the phone was refused.
     */
    const int64_t *status;
    /**
     * Why it was refused or failed.
     */
    const char *error_code;
    /**
     * The same in words.
     */
    const char *error_msg;
    /**
     * The output, at most 1024 bytes: a longer one is cut off. It may hold anything that the phone holds, so it is not
     * shown.
     */
    const char *execute_msg;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_run_sync_command_job;

/**
 * What became of the command on each phone (PY-CPH run_sync_command_response.py).
 */
typedef struct pv_huawei_run_sync_command_response {
    /**
     * sizeof(pv_huawei_run_sync_command_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of this call.
     */
    const char *request_id;
    /**
     * One entry for each phone asked.
     */
    const struct pv_huawei_run_sync_command_job *const *jobs;
    /**
     * How many there are.
     */
    size_t jobs_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_run_sync_command_response;

/**
 * Hears of the end of pv_huawei_run_sync_command_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_run_sync_command_done)(void *userdata,
                                                pv_status status,
                                                struct pv_huawei_run_sync_command_response *response,
                                                struct pv_error *error);

/**
 * Asks for one phone.
 */
typedef struct pv_huawei_show_cloud_phone_detail_request {
    /**
     * sizeof(pv_huawei_show_cloud_phone_detail_request).
     */
    size_t size;
    /**
     * The phone. Mandatory; at most 32 bytes.
     */
    const char *phone_id;
} pv_huawei_show_cloud_phone_detail_request;

/**
 * One way to reach a phone.
 */
typedef struct pv_huawei_access_info {
    /**
     * sizeof(pv_huawei_access_info), as the library knows it.
     */
    size_t size;
    /**
     * What listens there, such as `adb`.
     */
    const char *type;
    /**
     * The phone's address.
     */
    const char *phone_ip;
    /**
     * The port on the phone. The pages name no type: kept as it comes. A JSON text.
     */
    const char *listen_port;
    /**
     * The public address.
     */
    const char *public_ip;
    /**
     * The server's address.
     */
    const char *server_ip;
    /**
     * The port on the server, likewise. A JSON text.
     */
    const char *access_port;
    /**
     * The phone's IPv6 address.
     */
    const char *phone_ipv6;
    /**
     * The server's IPv6 address.
     */
    const char *server_ipv6;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_access_info;

/**
 * The data disk of a phone.
 */
typedef struct pv_huawei_phone_data_volume {
    /**
     * sizeof(pv_huawei_phone_data_volume), as the library knows it.
     */
    size_t size;
    /**
     * The kind of disk.
     */
    const char *volume_type;
    /**
     * Its size, in GiB (INFERRED from the call that expands it).
     */
    const int64_t *volume_size;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_phone_data_volume;

/**
 * One phone with everything known of it (PY-CPH show_cloud_phone_detail_response.py). The answer is flat.
 */
typedef struct pv_huawei_show_cloud_phone_detail_response {
    /**
     * sizeof(pv_huawei_show_cloud_phone_detail_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of this query.
     */
    const char *request_id;
    /**
     * The phone. At most 32 bytes.
     */
    const char *phone_id;
    /**
     * The name. At most 65 characters.
     */
    const char *phone_name;
    /**
     * The server it runs on. At most 32 bytes.
     */
    const char *server_id;
    /**
     * Its image. At most 32 bytes.
     */
    const char *image_id;
    /**
     * The model. At most 64 bytes.
     */
    const char *phone_model_name;
    /**
     * The Android version, such as `AOSP 7.0`.
     */
    const char *image_version;
    /**
     * The texts `true` or `false`. Obsolete.
     */
    const char *vnc_enable;
    /**
     * Its state.
     */
    const int64_t *status;
    /**
     * Its kind.
     */
    const int64_t *type;
    /**
     * Its IMEI.
     */
    const char *imei;
    /**
     * How its network is routed.
     */
    const char *traffic_type;
    /**
     * Whether it has a disk of its own.
     */
    const int64_t *volume_mode;
    /**
     * The availability zone.
     */
    const char *availability_zone;
    /**
     * Order and product.
     */
    const struct pv_huawei_phone_metadata *metadata;
    /**
     * Whether files are encrypted on its disk.
     */
    pv_flag has_encrypt;
    /**
     * When it was created, UTC as `YYYY-MM-DDTHH:MM:SSZ`.
     */
    const char *create_time;
    /**
     * When it was changed last, likewise.
     */
    const char *update_time;
    /**
     * The addresses under which it can be reached.
     */
    const struct pv_huawei_access_info *const *access_infos;
    /**
     * How many there are.
     */
    size_t access_infos_len;
    /**
     * Its settings: a JSON document as text, at most 2048 bytes.
     */
    const char *property;
    /**
     * The user's own settings. The keys.
     */
    const char *const *custom_property_keys;
    /**
     * The user's own settings.
     */
    const char *const *custom_property;
    /**
     * How many there are.
     */
    size_t custom_property_len;
    /**
     * Its data disk.
     */
    const struct pv_huawei_phone_data_volume *phone_data_volume;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_show_cloud_phone_detail_response;

/**
 * Hears of the end of pv_huawei_show_cloud_phone_detail_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_show_cloud_phone_detail_done)(void *userdata,
                                                       pv_status status,
                                                       struct pv_huawei_show_cloud_phone_detail_response *response,
                                                       struct pv_error *error);

/**
 * Asks for one job (D521).
 */
typedef struct pv_huawei_show_job_request {
    /**
     * sizeof(pv_huawei_show_job_request).
     */
    size_t size;
    /**
     * The job. Mandatory.
     */
    const char *job_id;
} pv_huawei_show_job_request;

/**
 * One job (D521, PY-CPH show_job_response.py).
 */
typedef struct pv_huawei_show_job_response {
    /**
     * sizeof(pv_huawei_show_job_response), as the library knows it.
     */
    size_t size;
    /**
     * A request id. It is unclear whether of the submission or of this query.
     */
    const char *request_id;
    /**
     * The job.
     */
    const char *job_id;
    /**
     * The phone, for jobs on phones.
     */
    const char *phone_id;
    /**
     * The server, for jobs on servers.
     */
    const char *server_id;
    /**
     * When it began, UTC as `YYYY-MM-DDTHH:MM:SSZ`.
     */
    const char *begin_time;
    /**
     * When it ended, likewise.
     */
    const char *end_time;
    /**
     * Its state.
     */
    const int64_t *status;
    /**
     * Why it failed.
     */
    const char *error_code;
    /**
     * The same in words.
     */
    const char *error_msg;
    /**
     * The output of the job, at most 1024 bytes. Of a command it may be anything that the phone holds, so it is not
     * shown.
     */
    const char *execute_msg;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_huawei_show_job_response;

/**
 * Hears of the end of pv_huawei_show_job_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_show_job_done)(void *userdata,
                                        pv_status status,
                                        struct pv_huawei_show_job_response *response,
                                        struct pv_error *error);

/**
 * Stops phones (PY-CPH stop_cloud_phone_request_body.py).
 */
typedef struct pv_huawei_stop_cloud_phone_request {
    /**
     * sizeof(pv_huawei_stop_cloud_phone_request).
     */
    size_t size;
    /**
     * The phones. Mandatory; none twice; at most 100 (INFERRED).
     */
    const char *const *phone_ids;
    /**
     * How many there are.
     */
    size_t phone_ids_len;
} pv_huawei_stop_cloud_phone_request;

/**
 * Hears of the end of pv_huawei_stop_cloud_phone_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_stop_cloud_phone_done)(void *userdata,
                                                pv_status status,
                                                struct pv_job *job,
                                                struct pv_huawei_phone_jobs_response *response,
                                                struct pv_error *error);

/**
 * Removes an application from phones (PY-CPH uninstall_apk_request_body.py). **The data of the application is lost
 * with it.**
 */
typedef struct pv_huawei_uninstall_apk_request {
    /**
     * sizeof(pv_huawei_uninstall_apk_request).
     */
    size_t size;
    /**
     * Which command: always `uninstall`, which is also the default.
     */
    const char *command;
    /**
     * The package, such as `com.acme.notes`. Mandatory; at most 1024 bytes by the page, 255 by Android's rule.
     */
    const char *content;
    /**
     * The phones. Mandatory unless `server_ids` is given; none twice; at most 100 (INFERRED).
     */
    const char *const *phone_ids;
    /**
     * How many there are.
     */
    size_t phone_ids_len;
    /**
     * The servers, with all their phones. If `phone_ids` is given too, the cloud passes these over. None twice; at
     * most 100 (INFERRED).
     */
    const char *const *server_ids;
    /**
     * How many there are.
     */
    size_t server_ids_len;
} pv_huawei_uninstall_apk_request;

/**
 * Hears of the end of pv_huawei_uninstall_apk_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_huawei_uninstall_apk_done)(void *userdata,
                                             pv_status status,
                                             struct pv_job *job,
                                             struct pv_huawei_phone_jobs_response *response,
                                             struct pv_error *error);

/**
 * Asks for temporary keys of a role, with the keys of a user (DOC-STS:AssumeRole). The keys of a root account may not.
 */
typedef struct pv_alibaba_assume_role_request {
    /**
     * sizeof(pv_alibaba_assume_role_request).
     */
    size_t size;
    /**
     * How long the keys are valid, in seconds: at least 900, default 3600; the most is a setting of the role.
     */
    const int64_t *duration_seconds;
    /**
     * What the owner of the role gave to a third party: 2 to 1224 letters, digits and `=,.@:/-_+`.
     */
    const char *external_id;
    /**
     * A policy that narrows what the keys may do, as JSON text of 1 to 2048 characters (STS SDK). Default: all that
     * the role may do.
     */
    const char *policy;
    /**
     * The role, `acs:ram::ACCOUNT:role/NAME`. Mandatory.
     */
    const char *role_arn;
    /**
     * A name for the session, which audit logs show: 2 to 64 letters, digits and `.@-_`. Mandatory.
     */
    const char *role_session_name;
    /**
     * The identity behind the call, which audit logs show (STS SDK).
     */
    const char *source_identity;
} pv_alibaba_assume_role_request;

/**
 * Temporary keys. pv_error_message shows no secret; serialising them writes them out.
 */
typedef struct pv_alibaba_sts_credentials {
    /**
     * sizeof(pv_alibaba_sts_credentials), as the library knows it.
     */
    size_t size;
    /**
     * The access key.
     */
    const char *access_key_id;
    /**
     * Its secret.
     */
    const char *access_key_secret;
    /**
     * The session token, which travels with every request. Its length is not limited.
     */
    const char *security_token;
    /**
     * When they end, `YYYY-MM-DDTHH:MM:SSZ`.
     */
    const char *expiration;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_sts_credentials;

/**
 * Who the caller is with temporary keys (STS SDK).
 */
typedef struct pv_alibaba_assumed_role_user {
    /**
     * sizeof(pv_alibaba_assumed_role_user), as the library knows it.
     */
    size_t size;
    /**
     * The identity, as an `acs:ram:` name.
     */
    const char *arn;
    /**
     * The id of the identity.
     */
    const char *assumed_role_id;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_assumed_role_user;

/**
 * Temporary keys of a role. pv_error_message shows no secret.
 */
typedef struct pv_alibaba_assume_role_response {
    /**
     * sizeof(pv_alibaba_assume_role_response), as the library knows it.
     */
    size_t size;
    /**
     * The keys.
     */
    const struct pv_alibaba_sts_credentials *credentials;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * Who the caller is with these keys.
     */
    const struct pv_alibaba_assumed_role_user *assumed_role_user;
    /**
     * The identity that the request gave.
     */
    const char *source_identity;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_assume_role_response;

/**
 * Hears of the end of pv_alibaba_assume_role_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_assume_role_done)(void *userdata,
                                            pv_status status,
                                            struct pv_alibaba_assume_role_response *response,
                                            struct pv_error *error);

/**
 * Asks for temporary keys of a role, with a token that an identity provider issued. The token stands for the keys: the
 * request is not signed, and needs none.
 */
typedef struct pv_alibaba_assume_role_with_oidc_request {
    /**
     * sizeof(pv_alibaba_assume_role_with_oidc_request).
     */
    size_t size;
    /**
     * How long the keys are valid, in seconds: at least 900, default 3600; the most is a setting of the role.
     */
    const int64_t *duration_seconds;
    /**
     * The identity provider, as an `acs:ram:` name. Mandatory.
     */
    const char *oidc_provider_arn;
    /**
     * The token itself, not encoded again: 4 to 20,000 characters (STS SDK). Mandatory. It is a secret and not shown.
     */
    const char *oidc_token;
    /**
     * A policy that narrows what the keys may do, as JSON text of 1 to 2048 characters (STS SDK). Default: all that
     * the role may do.
     */
    const char *policy;
    /**
     * The role, `acs:ram::ACCOUNT:role/NAME`. Mandatory.
     */
    const char *role_arn;
    /**
     * A name for the session, which audit logs show: 2 to 64 letters, digits and `.@-_`. Mandatory.
     */
    const char *role_session_name;
} pv_alibaba_assume_role_with_oidc_request;

/**
 * What the service read from the token (STS SDK).
 */
typedef struct pv_alibaba_oidc_token_info {
    /**
     * sizeof(pv_alibaba_oidc_token_info), as the library knows it.
     */
    size_t size;
    /**
     * Whom the token was issued for.
     */
    const char *subject;
    /**
     * Who issued it.
     */
    const char *issuer;
    /**
     * For which clients, joined with `,`.
     */
    const char *client_ids;
    /**
     * When it expires.
     */
    const char *expiration_time;
    /**
     * When it was issued.
     */
    const char *issuance_time;
    /**
     * How it was checked.
     */
    const char *verification_info;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_oidc_token_info;

/**
 * Temporary keys of a role. pv_error_message shows no secret.
 */
typedef struct pv_alibaba_assume_role_with_oidc_response {
    /**
     * sizeof(pv_alibaba_assume_role_with_oidc_response), as the library knows it.
     */
    size_t size;
    /**
     * The keys.
     */
    const struct pv_alibaba_sts_credentials *credentials;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * Who the caller is with these keys.
     */
    const struct pv_alibaba_assumed_role_user *assumed_role_user;
    /**
     * What the service read from the token.
     */
    const struct pv_alibaba_oidc_token_info *oidc_token_info;
    /**
     * The identity behind the call.
     */
    const char *source_identity;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_assume_role_with_oidc_response;

/**
 * Hears of the end of pv_alibaba_assume_role_with_oidc_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_assume_role_with_oidc_done)(void *userdata,
                                                      pv_status status,
                                                      struct pv_alibaba_assume_role_with_oidc_response *response,
                                                      struct pv_error *error);

/**
 * Backs up whole phones (installed applications, properties) to OSS (DOC:BackupAndroidInstance). The vendor advises to
 * stop the phone first. There is no idempotency token: sending it twice makes two backups.
 */
typedef struct pv_alibaba_backup_android_instance_request {
    /**
     * sizeof(pv_alibaba_backup_android_instance_request).
     */
    size_t size;
    /**
     * The phones. Mandatory; none twice; at most 50 (INFERRED).
     */
    const char *const *android_instance_id_list;
    /**
     * How many there are.
     */
    size_t android_instance_id_list_len;
    /**
     * The name shown in lists, searchable by a part of it. Optional; limits undocumented.
     */
    const char *backup_file_name;
    /**
     * `oss://bucket/folder/`, below which the service names the object. Mandatory. A full object name is accepted for
     * a single phone.
     */
    const char *backup_file_path;
    /**
     * Free text, searchable by a part of it. Optional; limits undocumented.
     */
    const char *description;
    /**
     * The host through which the phone reaches the bucket, without scheme. Mandatory.
     */
    const char *upload_endpoint;
} pv_alibaba_backup_android_instance_request;

/**
 * One phone of a pv_alibaba_backup_response.
 */
typedef struct pv_alibaba_backup_task {
    /**
     * sizeof(pv_alibaba_backup_task), as the library knows it.
     */
    size_t size;
    /**
     * The phone.
     */
    const char *android_instance_id;
    /**
     * The id of the backup file that is being made.
     */
    const char *backup_file_id;
    /**
     * The name of the backup file.
     */
    const char *backup_file_name;
    /**
     * The id of this phone's task, level 2.
     */
    const char *task_id;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_backup_task;

/**
 * What BackupApp, BackupFile and BackupAndroidInstance answer (reference 2.2): the work was accepted, not done.
 */
typedef struct pv_alibaba_backup_response {
    /**
     * sizeof(pv_alibaba_backup_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request, with which its tasks are found too (`InvokeId`).
     */
    const char *request_id;
    /**
     * The id of the batch task, level 1.
     */
    const char *task_id;
    /**
     * How many phones it covers.
     */
    const int64_t *count;
    /**
     * One entry for each phone. Whether a phone can be missing is undocumented; one that is missing is still followed
     * through the batch task.
     */
    const struct pv_alibaba_backup_task *const *data;
    /**
     * How many there are.
     */
    size_t data_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_backup_response;

/**
 * Hears of the end of pv_alibaba_backup_android_instance_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_backup_android_instance_done)(void *userdata,
                                                        pv_status status,
                                                        struct pv_job *job,
                                                        struct pv_alibaba_backup_response *response,
                                                        struct pv_error *error);

/**
 * Backs up chosen applications with their cache to OSS (DOC:BackupApp). The vendor advises to stop the phone first.
 * There is no idempotency token: sending it twice makes two backups.
 */
typedef struct pv_alibaba_backup_app_request {
    /**
     * sizeof(pv_alibaba_backup_app_request).
     */
    size_t size;
    /**
     * The phones. Mandatory; none twice; at most 50 (INFERRED).
     */
    const char *const *android_instance_id_list;
    /**
     * How many there are.
     */
    size_t android_instance_id_list_len;
    /**
     * The name shown in lists, searchable by a part of it. Optional; limits undocumented.
     */
    const char *backup_file_name;
    /**
     * `oss://bucket/folder/`, below which the service names the object. Mandatory. A full object name is accepted for
     * a single phone.
     */
    const char *backup_file_path;
    /**
     * Free text, searchable by a part of it. Optional; limits undocumented.
     */
    const char *description;
    /**
     * The package names. Mandatory; most items undocumented.
     */
    const char *const *source_app_list;
    /**
     * How many there are.
     */
    size_t source_app_list_len;
    /**
     * The host through which the phone reaches the bucket, without scheme. Mandatory. The internal one if phone and
     * bucket share a region, else the public one.
     */
    const char *upload_endpoint;
} pv_alibaba_backup_app_request;

/**
 * Hears of the end of pv_alibaba_backup_app_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_backup_app_done)(void *userdata,
                                           pv_status status,
                                           struct pv_job *job,
                                           struct pv_alibaba_backup_response *response,
                                           struct pv_error *error);

/**
 * Backs up paths, applications or everything to OSS (DOC:BackupFile). Its page says nothing about the phone's power.
 * There is no idempotency token: sending it twice makes two backups.
 */
typedef struct pv_alibaba_backup_file_request {
    /**
     * sizeof(pv_alibaba_backup_file_request).
     */
    size_t size;
    /**
     * The phones. Mandatory; none twice; at most 50 (INFERRED).
     */
    const char *const *android_instance_id_list;
    /**
     * How many there are.
     */
    size_t android_instance_id_list_len;
    /**
     * Whether the whole device is saved. The vendor's default is not stated (INFERRED false).
     */
    pv_flag backup_all;
    /**
     * The name shown in lists, searchable by a part of it. Optional; limits undocumented.
     */
    const char *backup_file_name;
    /**
     * `oss://bucket/folder/`, below which the service names the object. Mandatory. A full object name is accepted for
     * a single phone.
     */
    const char *backup_file_path;
    /**
     * Free text, searchable by a part of it. Optional; limits undocumented.
     */
    const char *description;
    /**
     * Absolute paths to leave out. Optional.
     */
    const char *const *exclude_source_file_path_list;
    /**
     * How many there are.
     */
    size_t exclude_source_file_path_list_len;
    /**
     * Package names to save. Optional.
     */
    const char *const *source_app_list;
    /**
     * How many there are.
     */
    size_t source_app_list_len;
    /**
     * Absolute paths to save, such as `/data`. Optional.
     */
    const char *const *source_file_path_list;
    /**
     * How many there are.
     */
    size_t source_file_path_list_len;
    /**
     * The host through which the phone reaches the bucket, without scheme. Optional.
     */
    const char *upload_endpoint;
    /**
     * Optional; only `OSS`.
     */
    const char *upload_type;
} pv_alibaba_backup_file_request;

/**
 * Hears of the end of pv_alibaba_backup_file_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_backup_file_done)(void *userdata,
                                            pv_status status,
                                            struct pv_job *job,
                                            struct pv_alibaba_backup_response *response,
                                            struct pv_error *error);

/**
 * Deletes backup files (SDK). **Destroys: the backups cannot be restored any more.** Whether the object in the bucket
 * goes with the record, and whether a file that is being made or restored can be deleted, is undocumented.
 */
typedef struct pv_alibaba_delete_backup_file_request {
    /**
     * sizeof(pv_alibaba_delete_backup_file_request).
     */
    size_t size;
    /**
     * The ids of the backup files. Mandatory; none twice; at most 50 (INFERRED, the setting `backups_per_delete`).
     */
    const char *const *backup_file_id_list;
    /**
     * How many there are.
     */
    size_t backup_file_id_list_len;
} pv_alibaba_delete_backup_file_request;

/**
 * The deletion was accepted, not done: the files are `DELETING` until their records are gone.
 */
typedef struct pv_alibaba_delete_backup_file_response {
    /**
     * sizeof(pv_alibaba_delete_backup_file_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request. Whether tasks are found with it (`InvokeId`) is undocumented.
     */
    const char *request_id;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_delete_backup_file_response;

/**
 * Hears of the end of pv_alibaba_delete_backup_file_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_delete_backup_file_done)(void *userdata,
                                                   pv_status status,
                                                   struct pv_alibaba_delete_backup_file_response *response,
                                                   struct pv_error *error);

/**
 * A tag.
 */
typedef struct pv_alibaba_tag {
    /**
     * sizeof(pv_alibaba_tag).
     */
    size_t size;
    /**
     * The name.
     */
    const char *key;
    /**
     * The value.
     */
    const char *value;
} pv_alibaba_tag;

/**
 * Lists phones (DOC:DescribeAndroidInstances). Every field is a filter and optional.
 */
typedef struct pv_alibaba_describe_android_instances_request {
    /**
     * sizeof(pv_alibaba_describe_android_instances_request).
     */
    size_t size;
    /**
     * These phones.
     */
    const char *const *android_instance_ids;
    /**
     * How many there are.
     */
    size_t android_instance_ids_len;
    /**
     * Phones of this name.
     */
    const char *android_instance_name;
    /**
     * Phones under this application policy.
     */
    const char *app_manage_policy_id;
    /**
     * Phones of this user.
     */
    const char *authorized_user_id;
    /**
     * Phones in this region. Regions without an endpoint of their own are reached through another one with this filter
     * (INFERRED).
     */
    const char *biz_region_id;
    /**
     * How they are paid: `PrePaid` or `PostPaid`.
     */
    const char *charge_type;
    /**
     * Phones of this group.
     */
    const char *instance_group_id;
    /**
     * Phones of these groups.
     */
    const char *const *instance_group_ids;
    /**
     * How many there are.
     */
    size_t instance_group_ids_len;
    /**
     * Phones of the group of this name.
     */
    const char *instance_group_name;
    /**
     * The edition; default `basic`.
     */
    const char *instance_version;
    /**
     * Phones with this key pair.
     */
    const char *key_pair_id;
    /**
     * Items of a page: 1 to 100, default 100.
     */
    const int64_t *max_results;
    /**
     * What the page before gave; none for the first page.
     */
    const char *next_token;
    /**
     * Phones of this matrix server.
     */
    const char *node_id;
    /**
     * Phones of the matrix server of this name.
     */
    const char *node_name;
    /**
     * Phones of these networks.
     */
    const char *const *office_site_ids;
    /**
     * How many there are.
     */
    size_t office_site_ids_len;
    /**
     * The phone of this private address.
     */
    const char *private_ip_address;
    /**
     * Phones under these bandwidth rules.
     */
    const char *const *qos_rule_ids;
    /**
     * How many there are.
     */
    size_t qos_rule_ids_len;
    /**
     * How they are sold.
     */
    const char *sale_mode;
    /**
     * The order: `CreationTime` or `ExpiredTime`.
     */
    const char *sort_key;
    /**
     * The direction: `ASC` or `DESC`, default `DESC`.
     */
    const char *sort_type;
    /**
     * Phones in this state.
     */
    const char *status;
    /**
     * Phones with these tags.
     */
    const struct pv_alibaba_tag *tag;
    /**
     * How many there are.
     */
    size_t tag_len;
} pv_alibaba_describe_android_instances_request;

/**
 * A disk of a phone.
 */
typedef struct pv_alibaba_disk {
    /**
     * sizeof(pv_alibaba_disk), as the library knows it.
     */
    size_t size;
    /**
     * The size in GB.
     */
    const int64_t *disk_size;
    /**
     * The kind.
     */
    const char *disk_type;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_disk;

/**
 * The data volume of a phone on a matrix server.
 */
typedef struct pv_alibaba_phone_data_info {
    /**
     * sizeof(pv_alibaba_phone_data_info), as the library knows it.
     */
    size_t size;
    /**
     * The id.
     */
    const char *phone_data_id;
    /**
     * The size in GiB.
     */
    const int64_t *phone_data_volume;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_phone_data_info;

/**
 * One phone. Only the fields that matter for backups are named; the rest is in `other`.
 */
typedef struct pv_alibaba_android_instance {
    /**
     * sizeof(pv_alibaba_android_instance), as the library knows it.
     */
    size_t size;
    /**
     * The id.
     */
    const char *android_instance_id;
    /**
     * The name.
     */
    const char *android_instance_name;
    /**
     * The group.
     */
    const char *android_instance_group_id;
    /**
     * The state.
     */
    const char *android_instance_status;
    /**
     * The image.
     */
    const char *image_id;
    /**
     * The version of the image, dotted, such as `3.5.3.867`.
     */
    const char *image_version;
    /**
     * The origin of the image: `System` for a public, `User` for a custom one (INFERRED).
     */
    const char *biz_image_type;
    /**
     * The Android version, such as `Android 11`.
     */
    const char *system_version;
    /**
     * The specification, such as `acp.basic.small` or, on a matrix server, `ac.max`.
     */
    const char *instance_type;
    /**
     * The specification of the matrix server, such as `cpm.gx7.10xlarge`; may be absent.
     */
    const char *server_type;
    /**
     * How it renders, such as `local`.
     */
    const char *rendering_type;
    /**
     * Progress of the running backup or restore (INFERRED percent).
     */
    const int64_t *rate;
    /**
     * The cause of the last failed backup or restore, such as `FilePathNotFound`.
     */
    const char *error_code;
    /**
     * The region.
     */
    const char *region_id;
    /**
     * The zone.
     */
    const char *zone_id;
    /**
     * `connect` while a user is on the phone, else `disConnect` (SDKH).
     */
    const char *session_status;
    /**
     * Cores, as text.
     */
    const char *cpu;
    /**
     * Memory; the unit is not stated.
     */
    const int64_t *memory;
    /**
     * The disks.
     */
    const struct pv_alibaba_disk *const *disks;
    /**
     * How many there are.
     */
    size_t disks_len;
    /**
     * The data volume of a phone on a matrix server.
     */
    const struct pv_alibaba_phone_data_info *phone_data_info;
    /**
     * When it was made, `YYYY-MM-DD HH:mm:ss` without a zone (INFERRED UTC+8).
     */
    const char *gmt_create;
    /**
     * When it last changed; the form is that of `gmt_create`.
     */
    const char *gmt_modified;
    /**
     * When it expires; the vendor's sample is ISO 8601 in UTC.
     */
    const char *gmt_expired;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_android_instance;

/**
 * One page of phones.
 */
typedef struct pv_alibaba_describe_android_instances_response {
    /**
     * sizeof(pv_alibaba_describe_android_instances_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * The phones of this page. Other operations call their list `Data`.
     */
    const struct pv_alibaba_android_instance *const *instance_model;
    /**
     * How many there are.
     */
    size_t instance_model_len;
    /**
     * What to ask for next; empty at the end.
     */
    const char *next_token;
    /**
     * All items of all pages.
     */
    const int64_t *total_count;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_describe_android_instances_response;

/**
 * Hears of the end of pv_alibaba_describe_android_instances_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_describe_android_instances_done)(void *userdata,
                                                           pv_status status,
                                                           struct pv_alibaba_describe_android_instances_response *response,
                                                           struct pv_error *error);

/**
 * Items of a list that were not given before.
 */
typedef struct pv_alibaba_android_instance_list {
    /**
     * sizeof(pv_alibaba_android_instance_list), as the library knows it.
     */
    size_t size;
    /**
     * The items.
     */
    const struct pv_alibaba_android_instance *const *items;
    /**
     * How many there are.
     */
    size_t items_len;
} pv_alibaba_android_instance_list;

/**
 * Lists backup files (DOC:DescribeBackupFiles). Every field is a filter and optional.
 */
typedef struct pv_alibaba_describe_backup_files_request {
    /**
     * sizeof(pv_alibaba_describe_backup_files_request).
     */
    size_t size;
    /**
     * Backups of this phone (INFERRED: exact).
     */
    const char *android_instance_id;
    /**
     * Backups of phones with this text in their name.
     */
    const char *android_instance_name;
    /**
     * Only backups of whole devices, or only the others.
     */
    pv_flag backup_all;
    /**
     * The backup of this id.
     */
    const char *backup_file_id;
    /**
     * Backups with this text in their name.
     */
    const char *backup_file_name;
    /**
     * Backups with this text in their description.
     */
    const char *description;
    /**
     * The end of the time of creation, `YYYY-MM-DD HH:mm:ss`; zone and whether it is included are undocumented.
     */
    const char *end_time;
    /**
     * Backups of the phones of this user (INFERRED: exact).
     */
    const char *end_user_id;
    /**
     * Backups of the phones of this group (INFERRED: exact).
     */
    const char *instance_group_id;
    /**
     * Items of a page: 1 to 100, default 10.
     */
    const int64_t *max_results;
    /**
     * What the page before gave; none for the first page.
     */
    const char *next_token;
    /**
     * How the phones are sold.
     */
    const char *sale_mode;
    /**
     * The begin of the time of creation, `YYYY-MM-DD HH:mm:ss`; zone and whether it is included are undocumented.
     */
    const char *start_time;
    /**
     * Backups in any of these states.
     */
    const char *const *status_list;
    /**
     * How many there are.
     */
    size_t status_list_len;
} pv_alibaba_describe_backup_files_request;

/**
 * A backup file as the service recorded it. It does **not** record the image version of the phone it came from.
 */
typedef struct pv_alibaba_backup_file_record {
    /**
     * sizeof(pv_alibaba_backup_file_record), as the library knows it.
     */
    size_t size;
    /**
     * The id.
     */
    const char *backup_file_id;
    /**
     * The name shown in lists.
     */
    const char *backup_file_name;
    /**
     * Free text.
     */
    const char *description;
    /**
     * The object. Documented as a folder, but the vendor's sample is a full object name: the object if it does not end
     * in `/` (INFERRED).
     */
    const char *backup_file_path;
    /**
     * The state.
     */
    const char *status;
    /**
     * The phone it came from.
     */
    const char *android_instance_id;
    /**
     * The name of that phone.
     */
    const char *android_instance_name;
    /**
     * The group of that phone.
     */
    const char *instance_group_id;
    /**
     * The user of that phone.
     */
    const char *end_user_id;
    /**
     * The region of that phone.
     */
    const char *region_id;
    /**
     * Whether it holds the whole device.
     */
    pv_flag backup_all;
    /**
     * The packages it holds; the requests call them `SourceAppList`.
     */
    const char *const *source_app_info_list;
    /**
     * How many there are.
     */
    size_t source_app_info_list_len;
    /**
     * The paths it holds.
     */
    const char *const *source_file_path_list;
    /**
     * How many there are.
     */
    size_t source_file_path_list_len;
    /**
     * The size of the data that was saved; the unit is not stated (INFERRED bytes).
     */
    const int64_t *file_size;
    /**
     * The host through which it was written.
     */
    const char *upload_endpoint;
    /**
     * The kind of store.
     */
    const char *upload_type;
    /**
     * The Android version of the phone, such as `Android 12`.
     */
    const char *system_version;
    /**
     * The task that made it.
     */
    const char *task_id;
    /**
     * When it was made, `YYYY-MM-DD HH:mm:ss` without a zone (INFERRED UTC+8).
     */
    const char *gmt_created;
    /**
     * When it last changed; the form is that of `gmt_created`.
     */
    const char *gmt_modified;
    /**
     * The source of the order; `CLOUDPHONE` for AI phones.
     */
    const char *channel;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_backup_file_record;

/**
 * One page of backup files.
 */
typedef struct pv_alibaba_describe_backup_files_response {
    /**
     * sizeof(pv_alibaba_describe_backup_files_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * The backup files of this page.
     */
    const struct pv_alibaba_backup_file_record *const *data;
    /**
     * How many there are.
     */
    size_t data_len;
    /**
     * Items of a page, written as text by this operation alone.
     */
    const char *max_results;
    /**
     * What to ask for next; empty at the end.
     */
    const char *next_token;
    /**
     * All items of all pages.
     */
    const int64_t *total_count;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_describe_backup_files_response;

/**
 * Hears of the end of pv_alibaba_describe_backup_files_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_describe_backup_files_done)(void *userdata,
                                                      pv_status status,
                                                      struct pv_alibaba_describe_backup_files_response *response,
                                                      struct pv_error *error);

/**
 * Items of a list that were not given before.
 */
typedef struct pv_alibaba_backup_file_record_list {
    /**
     * sizeof(pv_alibaba_backup_file_record_list), as the library knows it.
     */
    size_t size;
    /**
     * The items.
     */
    const struct pv_alibaba_backup_file_record *const *items;
    /**
     * How many there are.
     */
    size_t items_len;
} pv_alibaba_backup_file_record_list;

/**
 * Lists the buckets that phones can use (SDK). Only those whose name begins with `cloudphone-saved-bucket-` appear
 * (TS).
 */
typedef struct pv_alibaba_describe_buckets_request {
    /**
     * sizeof(pv_alibaba_describe_buckets_request).
     */
    size_t size;
    /**
     * The kind of files; the vendor calls it not yet available.
     */
    const char *file_type;
} pv_alibaba_describe_buckets_request;

/**
 * Whom an object belongs to.
 */
typedef struct pv_alibaba_object_owner {
    /**
     * sizeof(pv_alibaba_object_owner), as the library knows it.
     */
    size_t size;
    /**
     * The id.
     */
    const char *id;
    /**
     * The name.
     */
    const char *display_name;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_object_owner;

/**
 * One object of a bucket.
 */
typedef struct pv_alibaba_bucket_object {
    /**
     * sizeof(pv_alibaba_bucket_object), as the library knows it.
     */
    size_t size;
    /**
     * The bucket.
     */
    const char *bucket_name;
    /**
     * The name.
     */
    const char *key;
    /**
     * The tag of the content; a checksum only for objects written in one piece.
     */
    const char *etag;
    /**
     * When it last changed, ISO 8601 with milliseconds.
     */
    const char *last_modified;
    /**
     * The size, documented as KB, which is doubtful.
     */
    const int64_t *size_;
    /**
     * The storage class, such as `Standard` or `IA`.
     */
    const char *storage_class;
    /**
     * The kind of object.
     */
    const char *type;
    /**
     * What is known of its return from an archive.
     */
    const char *restore_info;
    /**
     * Whom it belongs to.
     */
    const struct pv_alibaba_object_owner *owner;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_bucket_object;

/**
 * One bucket.
 */
typedef struct pv_alibaba_bucket {
    /**
     * sizeof(pv_alibaba_bucket), as the library knows it.
     */
    size_t size;
    /**
     * The name.
     */
    const char *bucket_name;
    /**
     * The region.
     */
    const char *region_id;
    /**
     * The kind of store or its place; the vendor's words are vague.
     */
    const char *location;
    /**
     * The host for phones of the bucket's region.
     */
    const char *intranet_endpoint;
    /**
     * The public host, for phones of other regions.
     */
    const char *extranet_endpoint;
    /**
     * When it was made; the form is not stated.
     */
    const char *gmt_created;
    /**
     * Objects of the bucket. Whether these are all is undocumented: ask the store itself.
     */
    const struct pv_alibaba_bucket_object *const *oss_object_list;
    /**
     * How many there are.
     */
    size_t oss_object_list_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_bucket;

/**
 * The buckets, all at once.
 */
typedef struct pv_alibaba_describe_buckets_response {
    /**
     * sizeof(pv_alibaba_describe_buckets_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * Whether it succeeded. An answer that says no is an error, never this.
     */
    pv_flag success;
    /**
     * The status once more.
     */
    const int64_t *http_status_code;
    /**
     * The vendor's code; only for errors.
     */
    const char *code;
    /**
     * The vendor's words.
     */
    const char *message;
    /**
     * The buckets.
     */
    const struct pv_alibaba_bucket *const *data;
    /**
     * How many there are.
     */
    size_t data_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_describe_buckets_response;

/**
 * Hears of the end of pv_alibaba_describe_buckets_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_describe_buckets_done)(void *userdata,
                                                 pv_status status,
                                                 struct pv_alibaba_describe_buckets_response *response,
                                                 struct pv_error *error);

/**
 * Lists images (DOC:DescribeImageList). Some of its parameters travel in the body, the others in the query (SDK).
 */
typedef struct pv_alibaba_describe_image_list_request {
    /**
     * sizeof(pv_alibaba_describe_image_list_request).
     */
    size_t size;
    /**
     * Images with these tags.
     */
    const struct pv_alibaba_tag *image_biz_tags;
    /**
     * How many there are.
     */
    size_t image_biz_tags_len;
    /**
     * This image.
     */
    const char *image_id;
    /**
     * Images of this name.
     */
    const char *image_name;
    /**
     * Not publicly available.
     */
    const char *image_package_type;
    /**
     * Public or custom images. Mandatory: to find an image of unknown origin, ask for both kinds with its id.
     */
    const char *image_type;
    /**
     * Images for this specification of a server, such as `cpm.gx7.10xlarge`.
     */
    const char *instance_type;
    /**
     * Items of a page: 1 to 100, default 20.
     */
    const int64_t *max_results;
    /**
     * What the page before gave; none for the first page.
     */
    const char *next_token;
    /**
     * Images in this state.
     */
    const char *status;
    /**
     * Images of this system, such as `Android 12`.
     */
    const char *system_type;
} pv_alibaba_describe_image_list_request;

/**
 * How far the copy of an image to one region is.
 */
typedef struct pv_alibaba_image_distribution {
    /**
     * sizeof(pv_alibaba_image_distribution), as the library knows it.
     */
    size_t size;
    /**
     * The state; its values are not published.
     */
    const char *distribute_status;
    /**
     * The progress, as text.
     */
    const char *progress;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_image_distribution;

/**
 * A tag of an image.
 */
typedef struct pv_alibaba_image_tag {
    /**
     * sizeof(pv_alibaba_image_tag), as the library knows it.
     */
    size_t size;
    /**
     * The name.
     */
    const char *key;
    /**
     * The value.
     */
    const char *value;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_image_tag;

/**
 * One image.
 */
typedef struct pv_alibaba_image {
    /**
     * sizeof(pv_alibaba_image), as the library knows it.
     */
    size_t size;
    /**
     * The id.
     */
    const char *image_id;
    /**
     * The name.
     */
    const char *image_name;
    /**
     * Public or custom.
     */
    const char *image_type;
    /**
     * The version; the vendor's sample has 14 digits, where phones have a dotted one.
     */
    const char *image_version;
    /**
     * The system, such as `Android 12`.
     */
    const char *system_type;
    /**
     * How it renders: `CPU`, `GPULocal` or `GPURemote` (SDKH).
     */
    const char *rendering_type;
    /**
     * The state.
     */
    const char *status;
    /**
     * The language.
     */
    const char *language;
    /**
     * When it was released, `YYYY-MM-DD HH:mm:ss` without a zone (INFERRED UTC+8).
     */
    const char *release_time;
    /**
     * When it was made; the form is that of `release_time`.
     */
    const char *gmt_create;
    /**
     * When it last changed; the form is that of `release_time`.
     */
    const char *gmt_modified;
    /**
     * Free text.
     */
    const char *description;
    /**
     * The account it belongs to.
     */
    const int64_t *ali_uid;
    /**
     * The regions that have it.
     */
    const char *const *image_region_list;
    /**
     * How many there are.
     */
    size_t image_region_list_len;
    /**
     * How far its copies to other regions are, by region. The keys.
     */
    const char *const *image_region_distribute_map_keys;
    /**
     * How far its copies to other regions are, by region.
     */
    const struct pv_alibaba_image_distribution *const *image_region_distribute_map;
    /**
     * How many there are.
     */
    size_t image_region_distribute_map_len;
    /**
     * The tags.
     */
    const struct pv_alibaba_image_tag *const *image_biz_tags;
    /**
     * How many there are.
     */
    size_t image_biz_tags_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_image;

/**
 * One page of images.
 */
typedef struct pv_alibaba_describe_image_list_response {
    /**
     * sizeof(pv_alibaba_describe_image_list_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * The images of this page.
     */
    const struct pv_alibaba_image *const *data;
    /**
     * How many there are.
     */
    size_t data_len;
    /**
     * What to ask for next; empty at the end.
     */
    const char *next_token;
    /**
     * All items of all pages.
     */
    const int64_t *total_count;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_describe_image_list_response;

/**
 * Hears of the end of pv_alibaba_describe_image_list_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_describe_image_list_done)(void *userdata,
                                                    pv_status status,
                                                    struct pv_alibaba_describe_image_list_response *response,
                                                    struct pv_error *error);

/**
 * Items of a list that were not given before.
 */
typedef struct pv_alibaba_image_list {
    /**
     * sizeof(pv_alibaba_image_list), as the library knows it.
     */
    size_t size;
    /**
     * The items.
     */
    const struct pv_alibaba_image *const *items;
    /**
     * How many there are.
     */
    size_t items_len;
} pv_alibaba_image_list;

/**
 * Shows how far a command of RunCommand is, and its output (DOC:DescribeInvocations). The vendor is retiring it in
 * favour of DescribeTasks.
 */
typedef struct pv_alibaba_describe_invocations_request {
    /**
     * sizeof(pv_alibaba_describe_invocations_request).
     */
    size_t size;
    /**
     * The phones. Mandatory; none twice; at most 50 (SDK).
     */
    const char *const *instance_ids;
    /**
     * How many there are.
     */
    size_t instance_ids_len;
    /**
     * The id of the command. Mandatory.
     */
    const char *invocation_id;
} pv_alibaba_describe_invocations_request;

/**
 * A command on one phone. pv_error_message does not show what it said.
 */
typedef struct pv_alibaba_invocation {
    /**
     * sizeof(pv_alibaba_invocation), as the library knows it.
     */
    size_t size;
    /**
     * The phone.
     */
    const char *instance_id;
    /**
     * The id of the command.
     */
    const char *invocation_id;
    /**
     * How far it is.
     */
    const char *invocation_status;
    /**
     * What it said. It may hold anything that the phone holds, so it is not shown.
     */
    const char *output;
    /**
     * When it began: ISO 8601 in UTC, or `YYYY-MM-DD HH:mm:ss` without a zone.
     */
    const char *start_time;
    /**
     * When it ended, `YYYY-MM-DD HH:mm:ss` without a zone. The vendor's sample of a running command has one too, so it
     * says nothing about the end.
     */
    const char *finish_time;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_invocation;

/**
 * The commands, all at once.
 */
typedef struct pv_alibaba_describe_invocations_response {
    /**
     * sizeof(pv_alibaba_describe_invocations_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * One entry for each phone.
     */
    const struct pv_alibaba_invocation *const *data;
    /**
     * How many there are.
     */
    size_t data_len;
    /**
     * All entries, written as text.
     */
    const char *total_count;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_describe_invocations_response;

/**
 * Hears of the end of pv_alibaba_describe_invocations_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_describe_invocations_done)(void *userdata,
                                                     pv_status status,
                                                     struct pv_alibaba_describe_invocations_response *response,
                                                     struct pv_error *error);

/**
 * Lists the regions that have phones (SDK). More regions have phones than endpoints: the others are probably managed
 * through one of these with the filter `BizRegionId` (INFERRED).
 */
typedef struct pv_alibaba_describe_regions_request {
    /**
     * sizeof(pv_alibaba_describe_regions_request).
     */
    size_t size;
    /**
     * The language of the names: `cn` or `en`.
     */
    const char *accept_language;
    /**
     * How phones are sold. Default `Instance`; `Node` only for accounts on a list of the vendor.
     */
    const char *sale_mode;
} pv_alibaba_describe_regions_request;

/**
 * One region.
 */
typedef struct pv_alibaba_region {
    /**
     * sizeof(pv_alibaba_region), as the library knows it.
     */
    size_t size;
    /**
     * The id, such as `cn-shanghai`.
     */
    const char *region_id;
    /**
     * The name for people.
     */
    const char *region_name;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_region;

/**
 * The regions, all at once.
 */
typedef struct pv_alibaba_describe_regions_response {
    /**
     * sizeof(pv_alibaba_describe_regions_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * The regions. Other operations call their list `Data`.
     */
    const struct pv_alibaba_region *const *region_models;
    /**
     * How many there are.
     */
    size_t region_models_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_describe_regions_response;

/**
 * Hears of the end of pv_alibaba_describe_regions_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_describe_regions_done)(void *userdata,
                                                 pv_status status,
                                                 struct pv_alibaba_describe_regions_response *response,
                                                 struct pv_error *error);

/**
 * Lists the specifications that phones can have (DOC:DescribeSpec). Every field is a filter and optional.
 */
typedef struct pv_alibaba_describe_spec_request {
    /**
     * sizeof(pv_alibaba_describe_spec_request).
     */
    size_t size;
    /**
     * Specifications of this region.
     */
    const char *biz_region_id;
    /**
     * How they are paid: `PrePaid` or `PostPaid`.
     */
    const char *charge_type;
    /**
     * Specifications on this kind of matrix server, such as `cpm.gx7.10xlarge`.
     */
    const char *matrix_spec;
    /**
     * Items of a page: 1 to 100, default 100.
     */
    const int64_t *max_results;
    /**
     * What the page before gave; none for the first page.
     */
    const char *next_token;
    /**
     * How they are sold. Default `Instance`; `Node` only for accounts on a list of the vendor.
     */
    const char *sale_mode;
    /**
     * These specifications, such as `acp.basic.small`.
     */
    const char *const *spec_ids;
    /**
     * How many there are.
     */
    size_t spec_ids_len;
    /**
     * Whether they can be had: `Available` or `Unsupported`.
     */
    const char *spec_status;
    /**
     * The kind: `CPU` or `GPU`; older pages have `ARM`.
     */
    const char *spec_type;
} pv_alibaba_describe_spec_request;

/**
 * One specification. No field names the architecture; the kind is the nearest to it.
 */
typedef struct pv_alibaba_spec_info {
    /**
     * sizeof(pv_alibaba_spec_info), as the library knows it.
     */
    size_t size;
    /**
     * The id.
     */
    const char *spec_id;
    /**
     * The kind, such as `CPU` or `GPU`.
     */
    const char *spec_type;
    /**
     * Whether it can be had: `Available` or `Unsupported`.
     */
    const char *spec_status;
    /**
     * Cores.
     */
    const int64_t *core;
    /**
     * Memory in GB.
     */
    const int64_t *memory;
    /**
     * The system disk in GB.
     */
    const int64_t *system_disk_size;
    /**
     * The resolution of the screen.
     */
    const char *resolution;
    /**
     * Phones on one server, as text.
     */
    const char *phone_count;
    /**
     * The fewest phones on one server, as text.
     */
    const char *min_phone_count;
    /**
     * The most phones on one server, as text.
     */
    const char *max_phone_count;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_spec_info;

/**
 * One page of specifications.
 */
typedef struct pv_alibaba_describe_spec_response {
    /**
     * sizeof(pv_alibaba_describe_spec_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * The specifications of this page. Other operations call their list `Data`.
     */
    const struct pv_alibaba_spec_info *const *spec_info_model;
    /**
     * How many there are.
     */
    size_t spec_info_model_len;
    /**
     * What to ask for next; empty at the end.
     */
    const char *next_token;
    /**
     * All items of all pages.
     */
    const int64_t *total_count;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_describe_spec_response;

/**
 * Hears of the end of pv_alibaba_describe_spec_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_describe_spec_done)(void *userdata,
                                              pv_status status,
                                              struct pv_alibaba_describe_spec_response *response,
                                              struct pv_error *error);

/**
 * Items of a list that were not given before.
 */
typedef struct pv_alibaba_spec_info_list {
    /**
     * sizeof(pv_alibaba_spec_info_list), as the library knows it.
     */
    size_t size;
    /**
     * The items.
     */
    const struct pv_alibaba_spec_info *const *items;
    /**
     * How many there are.
     */
    size_t items_len;
} pv_alibaba_spec_info_list;

/**
 * Lists tasks (DOC:DescribeTasks). Every field is a filter and optional. Do not filter backups by `task_type`: the
 * kinds of the newer calls are unpublished.
 */
typedef struct pv_alibaba_describe_tasks_request {
    /**
     * sizeof(pv_alibaba_describe_tasks_request).
     */
    size_t size;
    /**
     * Tasks of this phone. Some pages call it `AndroidInstanceId`.
     */
    const char *instance_id;
    /**
     * Tasks of phones of this name.
     */
    const char *instance_name;
    /**
     * Tasks of the call that answered with this `RequestId`.
     */
    const char *invoke_id;
    /**
     * `1` for batch tasks, `2` for those of single phones.
     */
    const int64_t *level;
    /**
     * Items of a page: 1 to 100, default 10.
     */
    const int64_t *max_results;
    /**
     * What the page before gave; none for the first page.
     */
    const char *next_token;
    /**
     * An extension field.
     */
    const char *param;
    /**
     * The children of this batch task.
     */
    const char *parent_task_id;
    /**
     * Tasks of these resources; for power calls the phones.
     */
    const char *const *resource_ids;
    /**
     * How many there are.
     */
    size_t resource_ids_len;
    /**
     * These tasks.
     */
    const char *const *task_ids;
    /**
     * How many there are.
     */
    size_t task_ids_len;
    /**
     * Tasks in this state.
     */
    const char *task_status;
    /**
     * Tasks in any of these states.
     */
    const char *const *task_statuses;
    /**
     * How many there are.
     */
    size_t task_statuses_len;
    /**
     * Tasks of this kind.
     */
    const char *task_type;
    /**
     * Tasks of any of these kinds.
     */
    const char *const *task_types;
    /**
     * How many there are.
     */
    size_t task_types_len;
} pv_alibaba_describe_tasks_request;

/**
 * One task: a batch (level 1) or the work on one phone (level 2).
 */
typedef struct pv_alibaba_task {
    /**
     * sizeof(pv_alibaba_task), as the library knows it.
     */
    size_t size;
    /**
     * The id.
     */
    const char *task_id;
    /**
     * The batch it belongs to.
     */
    const char *parent_task_id;
    /**
     * The request that started it.
     */
    const char *invoke_id;
    /**
     * `1` for a batch, `2` for the work on one phone.
     */
    const int64_t *level;
    /**
     * The kind.
     */
    const char *task_type;
    /**
     * The state.
     */
    const char *task_status;
    /**
     * The phone.
     */
    const char *instance_id;
    /**
     * The name of the phone.
     */
    const char *instance_name;
    /**
     * The state of the phone.
     */
    const char *instance_status;
    /**
     * What it works on; for power calls the phone.
     */
    const char *resource_id;
    /**
     * The region.
     */
    const char *region_id;
    /**
     * Who started it.
     */
    const char *operator_;
    /**
     * When it began, ISO 8601 in UTC.
     */
    const char *start_time;
    /**
     * When it ended, ISO 8601 in UTC; absent or empty while it runs (INFERRED).
     */
    const char *finish_time;
    /**
     * The code of its failure.
     */
    const char *error_code;
    /**
     * The words to it.
     */
    const char *error_msg;
    /**
     * Free text; not JSON, although it may look like it. Of a command it may be the output, so it is not shown.
     */
    const char *result;
    /**
     * An extension field.
     */
    const char *param;
    /**
     * Tasks in the batch; level 1.
     */
    const int64_t *total_child_count;
    /**
     * Of these, succeeded.
     */
    const int64_t *success_child_count;
    /**
     * Of these, failed.
     */
    const int64_t *failed_child_count;
    /**
     * Of these, running.
     */
    const int64_t *running_child_count;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_task;

/**
 * One page of tasks.
 */
typedef struct pv_alibaba_describe_tasks_response {
    /**
     * sizeof(pv_alibaba_describe_tasks_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * The tasks of this page.
     */
    const struct pv_alibaba_task *const *data;
    /**
     * How many there are.
     */
    size_t data_len;
    /**
     * What to ask for next; empty at the end.
     */
    const char *next_token;
    /**
     * All items of all pages.
     */
    const int64_t *total_count;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_describe_tasks_response;

/**
 * Hears of the end of pv_alibaba_describe_tasks_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_describe_tasks_done)(void *userdata,
                                               pv_status status,
                                               struct pv_alibaba_describe_tasks_response *response,
                                               struct pv_error *error);

/**
 * Items of a list that were not given before.
 */
typedef struct pv_alibaba_task_list {
    /**
     * sizeof(pv_alibaba_task_list), as the library knows it.
     */
    size_t size;
    /**
     * The items.
     */
    const struct pv_alibaba_task *const *items;
    /**
     * How many there are.
     */
    size_t items_len;
} pv_alibaba_task_list;

/**
 * Restarts phones. Allowed from `RUNNING`, `UNAVAILABLE`, `BACKUP_FAILED` and `RECOVER_FAILED` (DOC:Reboot).
 */
typedef struct pv_alibaba_reboot_android_instances_in_group_request {
    /**
     * sizeof(pv_alibaba_reboot_android_instances_in_group_request).
     */
    size_t size;
    /**
     * The phones. Mandatory; none twice; at most 50 (INFERRED).
     */
    const char *const *android_instance_ids;
    /**
     * How many there are.
     */
    size_t android_instance_ids_len;
    /**
     * Whether to cut the power: **data that is not yet written may be lost**.
     */
    pv_flag force_stop;
    /**
     * Whether the service skips its own check of the parameters; by default it checks.
     */
    pv_flag ignore_param_validation;
    /**
     * Deprecated by the vendor.
     */
    const char *sale_mode;
} pv_alibaba_reboot_android_instances_in_group_request;

/**
 * One phone of a restart or a reset.
 */
typedef struct pv_alibaba_child_task {
    /**
     * sizeof(pv_alibaba_child_task), as the library knows it.
     */
    size_t size;
    /**
     * The phone.
     */
    const char *instance_id;
    /**
     * The id of its task.
     */
    const char *task_id;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_child_task;

/**
 * The tasks of a restart or a reset.
 */
typedef struct pv_alibaba_power_tasks {
    /**
     * sizeof(pv_alibaba_power_tasks), as the library knows it.
     */
    size_t size;
    /**
     * The id of the batch task.
     */
    const char *parent_task_id;
    /**
     * One entry for each phone.
     */
    const struct pv_alibaba_child_task *const *child_tasks;
    /**
     * How many there are.
     */
    size_t child_tasks_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_power_tasks;

/**
 * What the power calls answer. Starting and stopping give only the request id, under which DescribeTasks shows their
 * tasks (`InvokeId`).
 */
typedef struct pv_alibaba_power_response {
    /**
     * sizeof(pv_alibaba_power_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * The tasks of a restart; older answers lack them.
     */
    const struct pv_alibaba_power_tasks *tasks;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_power_response;

/**
 * Hears of the end of pv_alibaba_reboot_android_instances_in_group_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_reboot_android_instances_in_group_done)(void *userdata,
                                                                  pv_status status,
                                                                  struct pv_job *job,
                                                                  struct pv_alibaba_power_response *response,
                                                                  struct pv_error *error);

/**
 * Restores whole phones from a backup (DOC:RecoverAndroidInstance). **It replaces the applications and properties of
 * the phones and restarts them.** They must be `RUNNING` and left alone meanwhile.
 */
typedef struct pv_alibaba_recover_android_instance_request {
    /**
     * sizeof(pv_alibaba_recover_android_instance_request).
     */
    size_t size;
    /**
     * The phones to restore to; one backup may go to several. Mandatory; none twice; at most 50 (INFERRED).
     */
    const char *const *android_instance_id_list;
    /**
     * How many there are.
     */
    size_t android_instance_id_list_len;
    /**
     * The id of the backup file. Optional.
     */
    const char *backup_file_id;
    /**
     * The full name of the object, `oss://bucket/folder/object.ab`. Mandatory.
     */
    const char *backup_file_path;
    /**
     * The host through which the phone reaches the bucket, without scheme. Optional.
     */
    const char *upload_endpoint;
    /**
     * Mandatory; only `OSS`.
     */
    const char *upload_type;
} pv_alibaba_recover_android_instance_request;

/**
 * One phone of a pv_alibaba_restore_response.
 */
typedef struct pv_alibaba_restore_task {
    /**
     * sizeof(pv_alibaba_restore_task), as the library knows it.
     */
    size_t size;
    /**
     * The phone.
     */
    const char *android_instance_id;
    /**
     * The id of this phone's task, level 2.
     */
    const char *task_id;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_restore_task;

/**
 * What RecoverApp, RecoveryFile and RecoverAndroidInstance answer (reference 2.2): accepted, not done.
 */
typedef struct pv_alibaba_restore_response {
    /**
     * sizeof(pv_alibaba_restore_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request, with which its tasks are found too (`InvokeId`).
     */
    const char *request_id;
    /**
     * The id of the batch task, level 1.
     */
    const char *task_id;
    /**
     * How many phones it covers.
     */
    const int64_t *count;
    /**
     * One entry for each phone.
     */
    const struct pv_alibaba_restore_task *const *data;
    /**
     * How many there are.
     */
    size_t data_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_restore_response;

/**
 * Hears of the end of pv_alibaba_recover_android_instance_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_recover_android_instance_done)(void *userdata,
                                                         pv_status status,
                                                         struct pv_job *job,
                                                         struct pv_alibaba_restore_response *response,
                                                         struct pv_error *error);

/**
 * Restores applications from a backup (DOC:RecoverApp). **An application that is already installed is uninstalled
 * first, with its data.** The phones must be `RUNNING` and left alone meanwhile; they are not restarted.
 */
typedef struct pv_alibaba_recover_app_request {
    /**
     * sizeof(pv_alibaba_recover_app_request).
     */
    size_t size;
    /**
     * The phones to restore to; one backup may go to several. Mandatory; none twice; at most 50 (INFERRED).
     */
    const char *const *android_instance_id_list;
    /**
     * How many there are.
     */
    size_t android_instance_id_list_len;
    /**
     * The id of the backup file. Mandatory.
     */
    const char *backup_file_id;
    /**
     * The full name of the object, `oss://bucket/folder/object.ab`. Mandatory.
     */
    const char *backup_file_path;
    /**
     * The host through which the phone reaches the bucket, without scheme. Optional.
     */
    const char *upload_endpoint;
    /**
     * Mandatory; only `OSS`.
     */
    const char *upload_type;
} pv_alibaba_recover_app_request;

/**
 * Hears of the end of pv_alibaba_recover_app_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_recover_app_done)(void *userdata,
                                            pv_status status,
                                            struct pv_job *job,
                                            struct pv_alibaba_restore_response *response,
                                            struct pv_error *error);

/**
 * Restores files from a backup (DOC:RecoveryFile). **Files of the same paths on the phones are overwritten.** The file
 * must have been made by a cloud phone. Besides the phones everything is optional on the vendor's page; which
 * combination is needed is not stated. INFERRED: the id, or path, endpoint and type together (the setting
 * `recovery_file_needs_source`).
 */
typedef struct pv_alibaba_recovery_file_request {
    /**
     * sizeof(pv_alibaba_recovery_file_request).
     */
    size_t size;
    /**
     * The phones to restore to; one backup may go to several. Mandatory; none twice; at most 50 (INFERRED).
     */
    const char *const *android_instance_id_list;
    /**
     * How many there are.
     */
    size_t android_instance_id_list_len;
    /**
     * Whether the whole device is restored; its meaning here is not described.
     */
    pv_flag backup_all;
    /**
     * The id of the backup file. Optional.
     */
    const char *backup_file_id;
    /**
     * The full name of the object, `oss://bucket/folder/object.ab`. Optional.
     */
    const char *backup_file_path;
    /**
     * The host through which the phone reaches the bucket, without scheme. Optional.
     */
    const char *upload_endpoint;
    /**
     * Optional; only `OSS`.
     */
    const char *upload_type;
} pv_alibaba_recovery_file_request;

/**
 * Hears of the end of pv_alibaba_recovery_file_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_recovery_file_done)(void *userdata,
                                              pv_status status,
                                              struct pv_job *job,
                                              struct pv_alibaba_restore_response *response,
                                              struct pv_error *error);

/**
 * Resets phones to their image (DOC:Reset). **Destroys: all data and applications of the phones.** Allowed from
 * `RUNNING`, `STOPPED`, `UNAVAILABLE`, `BACKUP_FAILED` and `RECOVER_FAILED`; it fails if the image was deleted.
 */
typedef struct pv_alibaba_reset_android_instances_in_group_request {
    /**
     * sizeof(pv_alibaba_reset_android_instances_in_group_request).
     */
    size_t size;
    /**
     * The phones. Mandatory; none twice; at most 50 (INFERRED). The vendor's page calls the list optional and does not
     * say what an empty one does, so an empty one is refused.
     */
    const char *const *android_instance_ids;
    /**
     * How many there are.
     */
    size_t android_instance_ids_len;
    /**
     * Whether an order that the reset makes is paid at once. Default false.
     */
    pv_flag auto_pay;
    /**
     * Whether the service skips its own check of the parameters; by default it checks.
     */
    pv_flag ignore_param_validation;
    /**
     * A promotion for the order.
     */
    const char *promotion_id;
    /**
     * Deprecated by the vendor.
     */
    const char *sale_mode;
    /**
     * Which properties the phone keeps; its values are not published. By default none are kept. Only for phones of a
     * matrix server, and not on the international site.
     */
    const int64_t *setting_reset_type;
    /**
     * The new, smaller size of the data disk; the unit is not stated. Only for phones of a matrix server, and for
     * accounts on a list of the vendor.
     */
    const int64_t *target_data_disk_size;
} pv_alibaba_reset_android_instances_in_group_request;

/**
 * The reset was accepted, not done.
 */
typedef struct pv_alibaba_reset_android_instances_in_group_response {
    /**
     * sizeof(pv_alibaba_reset_android_instances_in_group_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request, with which its tasks are found too (`InvokeId`).
     */
    const char *request_id;
    /**
     * The order, if the disk was made smaller.
     */
    const char *order_id;
    /**
     * The tasks; older answers lack them.
     */
    const struct pv_alibaba_power_tasks *tasks;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_reset_android_instances_in_group_response;

/**
 * Hears of the end of pv_alibaba_reset_android_instances_in_group_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_reset_android_instances_in_group_done)(void *userdata,
                                                                 pv_status status,
                                                                 struct pv_job *job,
                                                                 struct pv_alibaba_reset_android_instances_in_group_response *response,
                                                                 struct pv_error *error);

/**
 * Starts a shell command on phones (DOC:RunCommand). **It can destroy whatever the command destroys.**
 */
typedef struct pv_alibaba_run_command_request {
    /**
     * sizeof(pv_alibaba_run_command_request).
     */
    size_t size;
    /**
     * The channel to the phone: `EdsAgent` or `CloudAssistant`. The default is not stated.
     */
    const char *agent_type;
    /**
     * The command. Mandatory, although the vendor's page calls it optional. It may hold a password, so it is not
     * shown.
     */
    const char *command_content;
    /**
     * How the command is written. Default `PlainText`, which the service also takes any unknown value for.
     */
    const char *content_encoding;
    /**
     * The phones. Mandatory; none twice; at most 50 (SDK).
     */
    const char *const *instance_ids;
    /**
     * How many there are.
     */
    size_t instance_ids_len;
    /**
     * How long the command may run, in seconds. Default 60 (SDK); at least 1.
     */
    const int64_t *timeout;
} pv_alibaba_run_command_request;

/**
 * One phone of a pv_alibaba_run_command_response.
 */
typedef struct pv_alibaba_run_command_info {
    /**
     * sizeof(pv_alibaba_run_command_info), as the library knows it.
     */
    size_t size;
    /**
     * The phone.
     */
    const char *instance_id;
    /**
     * The id of this phone's task, level 2.
     */
    const char *child_task_id;
    /**
     * The id of the command.
     */
    const char *invoke_id;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_run_command_info;

/**
 * The command was accepted, not done.
 */
typedef struct pv_alibaba_run_command_response {
    /**
     * sizeof(pv_alibaba_run_command_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * The id of the command, with which DescribeInvocations shows its output.
     */
    const char *invoke_id;
    /**
     * The id of the batch task, level 1.
     */
    const char *task_id;
    /**
     * One entry for each phone. The vendor's page knows only the id of the command, so older answers may lack them;
     * the phones are then followed by the batch or the request.
     */
    const struct pv_alibaba_run_command_info *const *run_command_infos;
    /**
     * How many there are.
     */
    size_t run_command_infos_len;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_run_command_response;

/**
 * Hears of the end of pv_alibaba_run_command_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_run_command_done)(void *userdata,
                                            pv_status status,
                                            struct pv_job *job,
                                            struct pv_alibaba_run_command_response *response,
                                            struct pv_error *error);

/**
 * Runs a shell command on phones and waits a moment for its output (DOC:RunSyncCommand). **It can destroy whatever the
 * command destroys.** For commands that end within milliseconds; RunCommand is for longer ones.
 */
typedef struct pv_alibaba_run_sync_command_request {
    /**
     * sizeof(pv_alibaba_run_sync_command_request).
     */
    size_t size;
    /**
     * The command. Mandatory, although the vendor's page calls it optional. It may hold a password, so it is not
     * shown.
     */
    const char *command_content;
    /**
     * How the command is written. Default `PlainText`, which the service also takes any unknown value for.
     */
    const char *content_encoding;
    /**
     * The phones. Mandatory; none twice; at most 50 (SDK).
     */
    const char *const *instance_ids;
    /**
     * How many there are.
     */
    size_t instance_ids_len;
    /**
     * How long the service waits for the output, in milliseconds: 500 to 3000, default 1000 (SDK).
     */
    const int64_t *wait_time;
} pv_alibaba_run_sync_command_request;

/**
 * What the command said, phone by phone. A command that did not end in time is still running.
 */
typedef struct pv_alibaba_run_sync_command_response {
    /**
     * sizeof(pv_alibaba_run_sync_command_response), as the library knows it.
     */
    size_t size;
    /**
     * The id of the request.
     */
    const char *request_id;
    /**
     * One entry for each phone.
     */
    const struct pv_alibaba_invocation *const *data;
    /**
     * How many there are.
     */
    size_t data_len;
    /**
     * All entries, written as text.
     */
    const char *total_count;
    /**
     * What else came, as a JSON object; NULL if nothing did.
     */
    const char *other;
} pv_alibaba_run_sync_command_response;

/**
 * Hears of the end of pv_alibaba_run_sync_command_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_run_sync_command_done)(void *userdata,
                                                 pv_status status,
                                                 struct pv_alibaba_run_sync_command_response *response,
                                                 struct pv_error *error);

/**
 * Starts phones. Allowed from `STOPPED`, `BACKUP_FAILED` and `RECOVER_FAILED` (DOC:Start).
 */
typedef struct pv_alibaba_start_android_instance_request {
    /**
     * sizeof(pv_alibaba_start_android_instance_request).
     */
    size_t size;
    /**
     * The phones. Mandatory; none twice; at most 50 (INFERRED). The vendor's page calls the list optional and does not
     * say what an empty one does, so an empty one is refused.
     */
    const char *const *android_instance_ids;
    /**
     * How many there are.
     */
    size_t android_instance_ids_len;
    /**
     * Deprecated by the vendor.
     */
    const char *sale_mode;
} pv_alibaba_start_android_instance_request;

/**
 * Hears of the end of pv_alibaba_start_android_instance_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_start_android_instance_done)(void *userdata,
                                                       pv_status status,
                                                       struct pv_job *job,
                                                       struct pv_alibaba_power_response *response,
                                                       struct pv_error *error);

/**
 * Stops phones. Allowed from `RUNNING`, `BACKUP_FAILED` and `RECOVER_FAILED` (DOC:Stop).
 */
typedef struct pv_alibaba_stop_android_instance_request {
    /**
     * sizeof(pv_alibaba_stop_android_instance_request).
     */
    size_t size;
    /**
     * The phones. Mandatory; none twice; at most 50 (INFERRED).
     */
    const char *const *android_instance_ids;
    /**
     * How many there are.
     */
    size_t android_instance_ids_len;
    /**
     * Whether to cut the power: **data that is not yet written may be lost**. The vendor's default is not stated
     * (INFERRED false).
     */
    pv_flag force_stop;
    /**
     * Deprecated by the vendor.
     */
    const char *sale_mode;
} pv_alibaba_stop_android_instance_request;

/**
 * Hears of the end of pv_alibaba_stop_android_instance_start. What is not NULL belongs to the callback.
 */
typedef void (*pv_alibaba_stop_android_instance_done)(void *userdata,
                                                      pv_status status,
                                                      struct pv_job *job,
                                                      struct pv_alibaba_power_response *response,
                                                      struct pv_error *error);

/**
 * It ended well.
 */
#define PV_OK 0

/**
 * A rule is broken, or a mistake of the caller: NULL, a text that is not UTF-8, a size or a number that cannot be. Nothing was sent.
 */
#define PV_INVALID 1

/**
 * The client cannot be made with these options.
 */
#define PV_CONFIGURATION 2

/**
 * There are no credentials, or they could not be had.
 */
#define PV_CREDENTIALS 3

/**
 * A guard refused it.
 */
#define PV_GUARD 4

/**
 * The cloud cannot do this, or it cannot be done here.
 */
#define PV_UNSUPPORTED 5

/**
 * A file of this machine could not be read or written.
 */
#define PV_LOCAL_FILE 6

/**
 * No connection came about: name, address, refusal, proxy.
 */
#define PV_CONNECT 7

/**
 * TLS failed.
 */
#define PV_TLS 8

/**
 * The connection broke after it stood.
 */
#define PV_TRANSPORT 9

/**
 * The time of the call ran out.
 */
#define PV_TIMEOUT 10

/**
 * The caller cancelled it.
 */
#define PV_CANCELLED 11

/**
 * The client is closed, or was made before the process forked.
 */
#define PV_CLOSED 12

/**
 * The cloud does not accept the credentials.
 */
#define PV_AUTHENTICATION 13

/**
 * The account may not do this.
 */
#define PV_PERMISSION_DENIED 14

/**
 * Something is wrong with the account: arrears, a service that is not open.
 */
#define PV_ACCOUNT 15

/**
 * There is no such thing.
 */
#define PV_NOT_FOUND 16

/**
 * It contradicts the state of things.
 */
#define PV_CONFLICT 17

/**
 * The cloud refused the request for another reason.
 */
#define PV_REJECTED 18

/**
 * Too many requests.
 */
#define PV_THROTTLED 19

/**
 * The cloud is busy and says to try later.
 */
#define PV_BUSY 20

/**
 * The cloud failed.
 */
#define PV_SERVER 21

/**
 * An answer could not be understood.
 */
#define PV_MALFORMED 22

/**
 * An answer is larger than is taken.
 */
#define PV_TOO_LARGE 23

/**
 * Phones of a job did not succeed. All outcomes are in pv_error_result.
 */
#define PV_JOB_FAILED 24

/**
 * The time of a wait ran out; the job goes on.
 */
#define PV_WAIT_TIMEOUT 25

/**
 * A wait could not look any more; the job goes on.
 */
#define PV_POLL_FAILED 26

/**
 * A check did not hold.
 */
#define PV_VERIFICATION 27

/**
 * A fault of Phonevault itself. Please report it.
 */
#define PV_INTERNAL 28

/**
 * Nothing is said.
 */
#define PV_FLAG_UNSET 0

/**
 * Yes.
 */
#define PV_FLAG_TRUE 1

/**
 * No.
 */
#define PV_FLAG_FALSE 2

/**
 * It provably did not.
 */
#define PV_APPLIED_NO 1

/**
 * It did: the cloud accepted the work.
 */
#define PV_APPLIED_YES 2

/**
 * Nobody can tell from here. Look at the phone, the object or the job before doing it again.
 */
#define PV_APPLIED_UNKNOWN 3

/**
 * Its task ended well.
 */
#define PV_OUTCOME_SUCCEEDED 1

/**
 * Its task ended, but not well: failed, partial or skipped.
 */
#define PV_OUTCOME_FAILED 2

/**
 * It was never sent, or the cloud did not accept it.
 */
#define PV_OUTCOME_REFUSED 3

/**
 * It was sent, and what became of it cannot be settled yet.
 */
#define PV_OUTCOME_UNKNOWN 4

/**
 * A state in the vendor's words that this version does not know.
 */
#define PV_TASK_STATE_OTHER 1

/**
 * The cloud does not show it (yet).
 */
#define PV_TASK_STATE_UNSEEN 2

/**
 * It waits for its turn.
 */
#define PV_TASK_STATE_QUEUED 3

/**
 * It runs.
 */
#define PV_TASK_STATE_RUNNING 4

/**
 * It ended well.
 */
#define PV_TASK_STATE_SUCCEEDED 5

/**
 * It ended with a part of what was asked. Not a success.
 */
#define PV_TASK_STATE_PARTIAL 6

/**
 * It was not carried out. Not a success.
 */
#define PV_TASK_STATE_SKIPPED 7

/**
 * It failed.
 */
#define PV_TASK_STATE_FAILED 8

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of the library that the program runs with, such as `0.1.0`. It may be newer than PV_VERSION if the library is shared.
 */
const char *pv_version(void);

/**
 * The first number of the library's version.
 */
uint32_t pv_version_major(void);

/**
 * The second number of the library's version.
 */
uint32_t pv_version_minor(void);

/**
 * The third number of the library's version.
 */
uint32_t pv_version_patch(void);

/**
 * The name of a status: `ok`, the name of the error's kind as it is in all languages, or `unknown` for a number that this version
 * does not have.
 */
const char *pv_status_name(pv_status status);

/**
 * Frees a text that a function gave as `char *`. NULL is ignored.
 */
void pv_string_free(char *text);

/**
 * What the function returned.
 */
pv_status pv_error_status(const struct pv_error *error);

/**
 * The kind of the error as it is called in all languages, such as `job_failed`.
 */
const char *pv_error_kind(const struct pv_error *error);

/**
 * One line for people: the cause with the facts around it. Never a secret.
 */
const char *pv_error_message(const struct pv_error *error);

/**
 * The cause without the facts around it.
 */
const char *pv_error_detail(const struct pv_error *error);

/**
 * Whether the request took effect in the cloud: PV_APPLIED_NO, PV_APPLIED_YES, or PV_APPLIED_UNKNOWN, and then nothing may be done again
 * before somebody has looked.
 */
pv_applied pv_error_applied(const struct pv_error *error);

/**
 * Whether the same call may be repeated as it is: time can cure it and nothing was applied.
 */
bool pv_error_retryable(const struct pv_error *error);

/**
 * How long the vendor asked to wait, in milliseconds. False, with nothing written, if it did not.
 */
bool pv_error_retry_after_ms(const struct pv_error *error, uint64_t *ms);

/**
 * The vendor's name of the operation; NULL if it was none.
 */
const char *pv_error_operation(const struct pv_error *error);

/**
 * The cloud that was called, `huawei` or `alibaba`; NULL if it is about none.
 */
const char *pv_error_cloud(const struct pv_error *error);

/**
 * The vendor's error code; NULL if there is none.
 */
const char *pv_error_vendor_code(const struct pv_error *error);

/**
 * The HTTP status; 0 if no answer came.
 */
uint16_t pv_error_http_status(const struct pv_error *error);

/**
 * The vendor's request id, for its support; NULL if no answer carried one.
 */
const char *pv_error_request_id(const struct pv_error *error);

/**
 * The beginning of an answer that could not be understood; NULL if that was not the cause.
 */
const char *pv_error_excerpt(const struct pv_error *error);

/**
 * The token of the job that a wait was about, for pv_client_resume_job; NULL if it is about none.
 */
const char *pv_error_token(const struct pv_error *error);

/**
 * How many rules are broken. Not 0 for PV_INVALID.
 */
size_t pv_error_violations_len(const struct pv_error *error);

/**
 * A broken rule, with the path of the field; NULL if there are not so many.
 */
const struct pv_violation *pv_error_violation(const struct pv_error *error, size_t index);

/**
 * The outcomes of all phones, on errors about jobs; otherwise NULL.
 */
const struct pv_job_result *pv_error_result(const struct pv_error *error);

/**
 * Frees an error with all that it gave. NULL is ignored.
 */
void pv_error_free(struct pv_error *error);

/**
 * Makes a runtime. `options` may be NULL. No thread begins before the first call that needs one.
 */
pv_status pv_runtime_new(const struct pv_runtime_options *options,
                         struct pv_runtime **runtime,
                         struct pv_error **error);

/**
 * Closes all clients of the runtime, waits until the last completion callback has returned, and frees it. Called in such a callback it
 * does not wait. Clients and jobs that are left give PV_CLOSED and have to be freed by themselves. NULL is ignored.
 */
void pv_runtime_free(struct pv_runtime *runtime);

/**
 * A token that has not cancelled anything. NULL only if there is no memory.
 */
struct pv_cancel_token *pv_cancel_token_new(void);

/**
 * Cancels the calls of this token, and all that it is given to from now on: they end with PV_CANCELLED. A call that only reads ends
 * at once. One that changes something and is being sent has two seconds to end by itself, so that nothing that the cloud accepted is
 * lost; to cancel a second time ends that too. May be called from any thread and from callbacks.
 */
void pv_cancel_token_cancel(const struct pv_cancel_token *token);

/**
 * Frees a token; calls that it was given to go on. NULL is ignored.
 */
void pv_cancel_token_free(struct pv_cancel_token *token);

/**
 * The cloud that the client is of, `huawei` or `alibaba`; it belongs to the client.
 */
const char *pv_client_cloud(const struct pv_client *client);

/**
 * The region that the client works in; it belongs to the client.
 */
const char *pv_client_region(const struct pv_client *client);

/**
 * The project that all calls work in, which belongs to the client: empty for a client of the identity service alone, NULL on a cloud
 * that has no projects.
 */
const char *pv_client_project_id(const struct pv_client *client);

/**
 * Takes a job up again, in another process or after a wait that ended early, by its token. PV_INVALID for a damaged token and for one
 * of another cloud, region or project. Nothing is sent.
 */
pv_status pv_client_resume_job(const struct pv_client *client,
                               const char *token,
                               struct pv_job **job,
                               struct pv_error **error);

/**
 * Ends the calls of all threads, and refuses new ones: PV_CLOSED. Those that only read end at once; those that change something and are
 * being sent have two seconds to end by themselves. The client stays and has to be freed.
 */
void pv_client_close(const struct pv_client *client);

/**
 * Closes a client and frees it. Calls that run on other threads at this moment end safely, with PV_CLOSED, but none may begin with the
 * client any more. Jobs that it gave have to be freed by themselves. A client that was made without a runtime also waits until the last
 * of its completion callbacks has returned, unless this is called in one. NULL is ignored.
 */
void pv_client_free(struct pv_client *client);

/**
 * Makes a client of Huawei Cloud Phone Host. `runtime` may be NULL: the client then has one of its own, without a log, which ends with it. Keys that
 * are not given are looked for in the environment, where the vendor's own tools look for them.
 */
pv_status pv_huawei_client_new(const struct pv_runtime *runtime,
                               const struct pv_huawei_options *options,
                               struct pv_client **client,
                               struct pv_error **error);

/**
 * The id of the project of this client's region, for `project_id` of the options; free it with pv_string_free. The client needs no
 * project itself: see `identity_only`. PV_NOT_FOUND if there is no such project, PV_CONFLICT with the ids if there are several.
 */
pv_status pv_huawei_find_project_id(const struct pv_client *client,
                                    const struct pv_call_options *options,
                                    char **project_id,
                                    struct pv_error **error);

/**
 * Makes a client of Alibaba Cloud Phone. `runtime` may be NULL: the client then has one of its own, without a log, which ends with it. Keys that
 * are not given are looked for in the environment, where the vendor's own tools look for them.
 */
pv_status pv_alibaba_client_new(const struct pv_runtime *runtime,
                                const struct pv_alibaba_options *options,
                                struct pv_client **client,
                                struct pv_error **error);

/**
 * Waits until these backup files are gone, which takes a while after pv_alibaba_delete_backup_file. `options` may be NULL; of them
 * `check`, `on_update` and `userdata` mean nothing here. PV_WAIT_TIMEOUT if one is still there at the end.
 */
pv_status pv_alibaba_backup_files_gone(const struct pv_client *client,
                                       const char *const *ids,
                                       size_t ids_len,
                                       const struct pv_wait_options *options,
                                       struct pv_error **error);

/**
 * The vendor's id of the job; it belongs to the job.
 */
const char *pv_job_id(const struct pv_job *job);

/**
 * A text with which any process can take the job up again, for pv_client_resume_job; it belongs to the job. It holds no secret.
 */
const char *pv_job_token(const struct pv_job *job);

/**
 * Frees a job; waits for it that run go on. NULL is ignored.
 */
void pv_job_free(struct pv_job *job);

/**
 * Looks once at all phones of a job. `options` may be NULL. Free the status with pv_job_status_free.
 */
pv_status pv_job_get_status(const struct pv_job *job,
                            const struct pv_call_options *options,
                            struct pv_job_status **status,
                            struct pv_error **error);

/**
 * Begins a look at all phones of a job; `done` hears of its end. The job may be freed meanwhile.
 */
pv_status pv_job_get_status_start(const struct pv_job *job,
                                  const struct pv_call_options *options,
                                  pv_job_get_status_done done,
                                  void *userdata,
                                  struct pv_error **error);

/**
 * Waits until all phones of a job have ended. `options` and `result` may be NULL; free the result with pv_job_result_free. A phone that did
 * not succeed is PV_JOB_FAILED unless `check` says otherwise, with the outcomes of all phones in pv_error_result. PV_WAIT_TIMEOUT if the
 * time runs out and PV_CANCELLED if it is cancelled: the job goes on, and pv_error_token gives its token.
 */
pv_status pv_job_wait(const struct pv_job *job,
                      const struct pv_wait_options *options,
                      struct pv_job_result **result,
                      struct pv_error **error);

/**
 * Begins a wait for all phones of a job; `done` hears of its end. The job may be freed meanwhile.
 */
pv_status pv_job_wait_start(const struct pv_job *job,
                            const struct pv_wait_options *options,
                            pv_job_wait_done done,
                            void *userdata,
                            struct pv_error **error);

/**
 * Calls any operation of the client's cloud by the vendor's name, in any case of letters; `batch_restore` and `batch_storage` are known
 * as well. `params` is one flat JSON object with the vendor's names, NULL for none: they go to path, query, header or body by the
 * operation's table. The answer is the vendor's JSON, `{}` if there is no content; free it with pv_string_free. It holds secrets and
 * outputs of commands as they came. PV_INVALID for an operation that is in no table, and for what the typed function would refuse.
 */
pv_status pv_call_json(const struct pv_client *client,
                       const char *operation,
                       const char *params,
                       const struct pv_call_options *options,
                       char **answer,
                       struct pv_error **error);

/**
 * Begins what pv_call_json does; `done` hears of its end.
 */
pv_status pv_call_json_start(const struct pv_client *client,
                             const char *operation,
                             const char *params,
                             const struct pv_call_options *options,
                             pv_call_json_done done,
                             void *userdata,
                             struct pv_error **error);

/**
 * Frees what pv_job_wait or pv_job_get_status gave, with all that it points to. NULL is ignored.
 */
void pv_job_result_free(struct pv_job_result *answer);

/**
 * Frees what pv_job_wait or pv_job_get_status gave, with all that it points to. NULL is ignored.
 */
void pv_job_status_free(struct pv_job_status *answer);

/**
 * Exports data of phones to OBS: `batch_storage`, in the SDKs BatchExportCloudPhoneData (D538).
 *
 * An object that already lies at a target is probably overwritten (INFERRED). That some phones are refused while the
 * call succeeds is normal: they are in the job as refused. Never send it again on doubt: there is no idempotency
 * token, and the error says whether it was applied.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_huawei_phone_jobs_response_free, the job with pv_job_free.
 *
 * Errors: Those of every call; PV_MALFORMED with the outcomes so far if the answer leaves a phone out.
 */
pv_status pv_huawei_batch_storage(const struct pv_client *client,
                                  const struct pv_huawei_batch_storage_request *request,
                                  const struct pv_call_options *options,
                                  struct pv_job **job,
                                  struct pv_huawei_phone_jobs_response **response,
                                  struct pv_error **error);

/**
 * Begins what pv_huawei_batch_storage does; `done` hears of its end.
 */
pv_status pv_huawei_batch_storage_start(const struct pv_client *client,
                                        const struct pv_huawei_batch_storage_request *request,
                                        const struct pv_call_options *options,
                                        pv_huawei_batch_storage_done done,
                                        void *userdata,
                                        struct pv_error **error);

/**
 * Restores exported data onto phones: `batch_restore`, in the SDKs BatchImportCloudPhoneData (D539).
 *
 * **It overwrites files on every phone named**, and nothing takes it back. Restart the phones after it succeeded and
 * before anybody uses the restored files. A lost submission cannot be found again by any call.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_huawei_phone_jobs_response_free, the job with pv_job_free.
 *
 * Errors: Those of every call; PV_MALFORMED with the outcomes so far if the answer leaves a phone out.
 */
pv_status pv_huawei_batch_restore(const struct pv_client *client,
                                  const struct pv_huawei_batch_restore_request *request,
                                  const struct pv_call_options *options,
                                  struct pv_job **job,
                                  struct pv_huawei_phone_jobs_response **response,
                                  struct pv_error **error);

/**
 * Begins what pv_huawei_batch_restore does; `done` hears of its end.
 */
pv_status pv_huawei_batch_restore_start(const struct pv_client *client,
                                        const struct pv_huawei_batch_restore_request *request,
                                        const struct pv_call_options *options,
                                        pv_huawei_batch_restore_done done,
                                        void *userdata,
                                        struct pv_error **error);

/**
 * Temporary keys of an agency, by which another account lends rights to this one (IAM): 900 s unless the request says
 * otherwise. It needs a token with the role Agent Operator.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_huawei_temporary_access_key_response_free.
 */
pv_status pv_huawei_create_temporary_access_key_by_agency(const struct pv_client *client,
                                                          const struct pv_huawei_create_temporary_access_key_by_agency_request *request,
                                                          const struct pv_call_options *options,
                                                          struct pv_huawei_temporary_access_key_response **response,
                                                          struct pv_error **error);

/**
 * Begins what pv_huawei_create_temporary_access_key_by_agency does; `done` hears of its end.
 */
pv_status pv_huawei_create_temporary_access_key_by_agency_start(const struct pv_client *client,
                                                                const struct pv_huawei_create_temporary_access_key_by_agency_request *request,
                                                                const struct pv_call_options *options,
                                                                pv_huawei_create_temporary_access_key_by_agency_done done,
                                                                void *userdata,
                                                                struct pv_error **error);

/**
 * Temporary keys of the user that a token belongs to (IAM): 900 s unless the request says otherwise.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_huawei_temporary_access_key_response_free.
 */
pv_status pv_huawei_create_temporary_access_key_by_token(const struct pv_client *client,
                                                         const struct pv_huawei_create_temporary_access_key_by_token_request *request,
                                                         const struct pv_call_options *options,
                                                         struct pv_huawei_temporary_access_key_response **response,
                                                         struct pv_error **error);

/**
 * Begins what pv_huawei_create_temporary_access_key_by_token does; `done` hears of its end.
 */
pv_status pv_huawei_create_temporary_access_key_by_token_start(const struct pv_client *client,
                                                               const struct pv_huawei_create_temporary_access_key_by_token_request *request,
                                                               const struct pv_call_options *options,
                                                               pv_huawei_create_temporary_access_key_by_token_done done,
                                                               void *userdata,
                                                               struct pv_error **error);

/**
 * Installs applications from OBS on phones (PY-CPH). One that is installed already is replaced where the flags say so.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_huawei_phone_jobs_response_free, the job with pv_job_free.
 *
 * Errors: Those of every call; PV_MALFORMED with the outcomes so far if the answer leaves a phone out.
 */
pv_status pv_huawei_install_apk(const struct pv_client *client,
                                const struct pv_huawei_install_apk_request *request,
                                const struct pv_call_options *options,
                                struct pv_job **job,
                                struct pv_huawei_phone_jobs_response **response,
                                struct pv_error **error);

/**
 * Begins what pv_huawei_install_apk does; `done` hears of its end.
 */
pv_status pv_huawei_install_apk_start(const struct pv_client *client,
                                      const struct pv_huawei_install_apk_request *request,
                                      const struct pv_call_options *options,
                                      pv_huawei_install_apk_done done,
                                      void *userdata,
                                      struct pv_error **error);

/**
 * A token of a user by its password (IAM), for the option `token`. It lives for 24 hours; a new one does not revoke
 * the old one. Neither keys nor a token of the client are sent.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_huawei_keystone_create_user_token_by_password_response_free.
 *
 * Errors: Those of every call. PV_AUTHENTICATION means a wrong name or password: never repeat it, since that locks the
 * user.
 */
pv_status pv_huawei_keystone_create_user_token_by_password(const struct pv_client *client,
                                                           const struct pv_huawei_keystone_create_user_token_by_password_request *request,
                                                           const struct pv_call_options *options,
                                                           struct pv_huawei_keystone_create_user_token_by_password_response **response,
                                                           struct pv_error **error);

/**
 * Begins what pv_huawei_keystone_create_user_token_by_password does; `done` hears of its end.
 */
pv_status pv_huawei_keystone_create_user_token_by_password_start(const struct pv_client *client,
                                                                 const struct pv_huawei_keystone_create_user_token_by_password_request *request,
                                                                 const struct pv_call_options *options,
                                                                 pv_huawei_keystone_create_user_token_by_password_done done,
                                                                 void *userdata,
                                                                 struct pv_error **error);

/**
 * Projects of the account (IAM). The project of a region is called like the region.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_huawei_keystone_list_projects_response_free.
 */
pv_status pv_huawei_keystone_list_projects(const struct pv_client *client,
                                           const struct pv_huawei_keystone_list_projects_request *request,
                                           const struct pv_call_options *options,
                                           struct pv_huawei_keystone_list_projects_response **response,
                                           struct pv_error **error);

/**
 * Begins what pv_huawei_keystone_list_projects does; `done` hears of its end.
 */
pv_status pv_huawei_keystone_list_projects_start(const struct pv_client *client,
                                                 const struct pv_huawei_keystone_list_projects_request *request,
                                                 const struct pv_call_options *options,
                                                 pv_huawei_keystone_list_projects_done done,
                                                 void *userdata,
                                                 struct pv_error **error);

/**
 * Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
 */
pv_status pv_huawei_keystone_list_projects_pages_new(const struct pv_client *client,
                                                     const struct pv_huawei_keystone_list_projects_request *request,
                                                     const struct pv_call_options *options,
                                                     struct pv_huawei_keystone_list_projects_pages **pages,
                                                     struct pv_error **error);

/**
 * The next page, for pv_huawei_keystone_list_projects_response_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
 * failed call leaves the list where it was: it may be called again.
 */
pv_status pv_huawei_keystone_list_projects_pages_next(struct pv_huawei_keystone_list_projects_pages *pages,
                                                      struct pv_huawei_keystone_list_projects_response **response,
                                                      struct pv_error **error);

/**
 * The items of the next page that were not given before, for pv_huawei_project_result_list_free; NULL after the last page.
 */
pv_status pv_huawei_keystone_list_projects_pages_next_items(struct pv_huawei_keystone_list_projects_pages *pages,
                                                            struct pv_huawei_project_result_list **items,
                                                            struct pv_error **error);

/**
 * Frees a list. NULL is ignored.
 */
void pv_huawei_keystone_list_projects_pages_free(struct pv_huawei_keystone_list_projects_pages *pages);

/**
 * One page of phone images (D519).
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_huawei_list_cloud_phone_images_response_free.
 */
pv_status pv_huawei_list_cloud_phone_images(const struct pv_client *client,
                                            const struct pv_huawei_list_cloud_phone_images_request *request,
                                            const struct pv_call_options *options,
                                            struct pv_huawei_list_cloud_phone_images_response **response,
                                            struct pv_error **error);

/**
 * Begins what pv_huawei_list_cloud_phone_images does; `done` hears of its end.
 */
pv_status pv_huawei_list_cloud_phone_images_start(const struct pv_client *client,
                                                  const struct pv_huawei_list_cloud_phone_images_request *request,
                                                  const struct pv_call_options *options,
                                                  pv_huawei_list_cloud_phone_images_done done,
                                                  void *userdata,
                                                  struct pv_error **error);

/**
 * Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
 */
pv_status pv_huawei_list_cloud_phone_images_pages_new(const struct pv_client *client,
                                                      const struct pv_huawei_list_cloud_phone_images_request *request,
                                                      const struct pv_call_options *options,
                                                      struct pv_huawei_list_cloud_phone_images_pages **pages,
                                                      struct pv_error **error);

/**
 * The next page, for pv_huawei_list_cloud_phone_images_response_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
 * failed call leaves the list where it was: it may be called again.
 */
pv_status pv_huawei_list_cloud_phone_images_pages_next(struct pv_huawei_list_cloud_phone_images_pages *pages,
                                                       struct pv_huawei_list_cloud_phone_images_response **response,
                                                       struct pv_error **error);

/**
 * The items of the next page that were not given before, for pv_huawei_phone_image_list_free; NULL after the last page.
 */
pv_status pv_huawei_list_cloud_phone_images_pages_next_items(struct pv_huawei_list_cloud_phone_images_pages *pages,
                                                             struct pv_huawei_phone_image_list **items,
                                                             struct pv_error **error);

/**
 * Frees a list. NULL is ignored.
 */
void pv_huawei_list_cloud_phone_images_pages_free(struct pv_huawei_list_cloud_phone_images_pages *pages);

/**
 * One page of phones (D503).
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_huawei_list_cloud_phones_response_free.
 */
pv_status pv_huawei_list_cloud_phones(const struct pv_client *client,
                                      const struct pv_huawei_list_cloud_phones_request *request,
                                      const struct pv_call_options *options,
                                      struct pv_huawei_list_cloud_phones_response **response,
                                      struct pv_error **error);

/**
 * Begins what pv_huawei_list_cloud_phones does; `done` hears of its end.
 */
pv_status pv_huawei_list_cloud_phones_start(const struct pv_client *client,
                                            const struct pv_huawei_list_cloud_phones_request *request,
                                            const struct pv_call_options *options,
                                            pv_huawei_list_cloud_phones_done done,
                                            void *userdata,
                                            struct pv_error **error);

/**
 * Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
 */
pv_status pv_huawei_list_cloud_phones_pages_new(const struct pv_client *client,
                                                const struct pv_huawei_list_cloud_phones_request *request,
                                                const struct pv_call_options *options,
                                                struct pv_huawei_list_cloud_phones_pages **pages,
                                                struct pv_error **error);

/**
 * The next page, for pv_huawei_list_cloud_phones_response_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
 * failed call leaves the list where it was: it may be called again.
 */
pv_status pv_huawei_list_cloud_phones_pages_next(struct pv_huawei_list_cloud_phones_pages *pages,
                                                 struct pv_huawei_list_cloud_phones_response **response,
                                                 struct pv_error **error);

/**
 * The items of the next page that were not given before, for pv_huawei_cloud_phone_list_free; NULL after the last page.
 */
pv_status pv_huawei_list_cloud_phones_pages_next_items(struct pv_huawei_list_cloud_phones_pages *pages,
                                                       struct pv_huawei_cloud_phone_list **items,
                                                       struct pv_error **error);

/**
 * Frees a list. NULL is ignored.
 */
void pv_huawei_list_cloud_phones_pages_free(struct pv_huawei_list_cloud_phones_pages *pages);

/**
 * One page of custom images, one's own and shared ones (PY-CPH).
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with pv_huawei_list_images_response_free.
 */
pv_status pv_huawei_list_images(const struct pv_client *client,
                                const struct pv_huawei_list_images_request *request,
                                const struct pv_call_options *options,
                                struct pv_huawei_list_images_response **response,
                                struct pv_error **error);

/**
 * Begins what pv_huawei_list_images does; `done` hears of its end.
 */
pv_status pv_huawei_list_images_start(const struct pv_client *client,
                                      const struct pv_huawei_list_images_request *request,
                                      const struct pv_call_options *options,
                                      pv_huawei_list_images_done done,
                                      void *userdata,
                                      struct pv_error **error);

/**
 * Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
 */
pv_status pv_huawei_list_images_pages_new(const struct pv_client *client,
                                          const struct pv_huawei_list_images_request *request,
                                          const struct pv_call_options *options,
                                          struct pv_huawei_list_images_pages **pages,
                                          struct pv_error **error);

/**
 * The next page, for pv_huawei_list_images_response_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
 * failed call leaves the list where it was: it may be called again.
 */
pv_status pv_huawei_list_images_pages_next(struct pv_huawei_list_images_pages *pages,
                                           struct pv_huawei_list_images_response **response,
                                           struct pv_error **error);

/**
 * The items of the next page that were not given before, for pv_huawei_list_images_view_list_free; NULL after the last page.
 */
pv_status pv_huawei_list_images_pages_next_items(struct pv_huawei_list_images_pages *pages,
                                                 struct pv_huawei_list_images_view_list **items,
                                                 struct pv_error **error);

/**
 * Frees a list. NULL is ignored.
 */
void pv_huawei_list_images_pages_free(struct pv_huawei_list_images_pages *pages);

/**
 * One page of the jobs of up to 20 submissions (D522).
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with pv_huawei_list_jobs_response_free.
 *
 * Errors: Those of every call. PV_NOT_FOUND with CPS.0050 is marked retryable, since jobs may appear a little after
 * the submission (INFERRED, see the setting `jobs_appear_late`).
 */
pv_status pv_huawei_list_jobs(const struct pv_client *client,
                              const struct pv_huawei_list_jobs_request *request,
                              const struct pv_call_options *options,
                              struct pv_huawei_list_jobs_response **response,
                              struct pv_error **error);

/**
 * Begins what pv_huawei_list_jobs does; `done` hears of its end.
 */
pv_status pv_huawei_list_jobs_start(const struct pv_client *client,
                                    const struct pv_huawei_list_jobs_request *request,
                                    const struct pv_call_options *options,
                                    pv_huawei_list_jobs_done done,
                                    void *userdata,
                                    struct pv_error **error);

/**
 * Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
 */
pv_status pv_huawei_list_jobs_pages_new(const struct pv_client *client,
                                        const struct pv_huawei_list_jobs_request *request,
                                        const struct pv_call_options *options,
                                        struct pv_huawei_list_jobs_pages **pages,
                                        struct pv_error **error);

/**
 * The next page, for pv_huawei_list_jobs_response_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
 * failed call leaves the list where it was: it may be called again.
 */
pv_status pv_huawei_list_jobs_pages_next(struct pv_huawei_list_jobs_pages *pages,
                                         struct pv_huawei_list_jobs_response **response,
                                         struct pv_error **error);

/**
 * The items of the next page that were not given before, for pv_huawei_job_list_free; NULL after the last page.
 */
pv_status pv_huawei_list_jobs_pages_next_items(struct pv_huawei_list_jobs_pages *pages,
                                               struct pv_huawei_job_list **items,
                                               struct pv_error **error);

/**
 * Frees a list. NULL is ignored.
 */
void pv_huawei_list_jobs_pages_free(struct pv_huawei_list_jobs_pages *pages);

/**
 * Unpacks a tar archive from OBS over the root of phones (PY-CPH): **files that are there already are overwritten**,
 * and nothing takes it back.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_huawei_phone_jobs_response_free, the job with pv_job_free.
 *
 * Errors: Those of every call; PV_MALFORMED with the outcomes so far if the answer leaves a phone out.
 */
pv_status pv_huawei_push_file(const struct pv_client *client,
                              const struct pv_huawei_push_file_request *request,
                              const struct pv_call_options *options,
                              struct pv_job **job,
                              struct pv_huawei_phone_jobs_response **response,
                              struct pv_error **error);

/**
 * Begins what pv_huawei_push_file does; `done` hears of its end.
 */
pv_status pv_huawei_push_file_start(const struct pv_client *client,
                                    const struct pv_huawei_push_file_request *request,
                                    const struct pv_call_options *options,
                                    pv_huawei_push_file_done done,
                                    void *userdata,
                                    struct pv_error **error);

/**
 * Resets phones (D514): **all user data on every phone named is lost**, and nothing takes it back. With `image_id` the
 * phones also get another Android, upwards or downwards (BP51).
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_huawei_phone_jobs_response_free, the job with pv_job_free.
 *
 * Errors: Those of every call; PV_MALFORMED with the outcomes so far if the answer leaves a phone out.
 */
pv_status pv_huawei_reset_cloud_phone(const struct pv_client *client,
                                      const struct pv_huawei_reset_cloud_phone_request *request,
                                      const struct pv_call_options *options,
                                      struct pv_job **job,
                                      struct pv_huawei_phone_jobs_response **response,
                                      struct pv_error **error);

/**
 * Begins what pv_huawei_reset_cloud_phone does; `done` hears of its end.
 */
pv_status pv_huawei_reset_cloud_phone_start(const struct pv_client *client,
                                            const struct pv_huawei_reset_cloud_phone_request *request,
                                            const struct pv_call_options *options,
                                            pv_huawei_reset_cloud_phone_done done,
                                            void *userdata,
                                            struct pv_error **error);

/**
 * Restarts running phones and starts stopped ones (R21): what runs on them is ended. With `image_id` it **changes the
 * Android system for good**, upwards only, and keeps user data (BP51).
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_huawei_phone_jobs_response_free, the job with pv_job_free.
 *
 * Errors: Those of every call; PV_MALFORMED with the outcomes so far if the answer leaves a phone out.
 */
pv_status pv_huawei_restart_cloud_phone(const struct pv_client *client,
                                        const struct pv_huawei_restart_cloud_phone_request *request,
                                        const struct pv_call_options *options,
                                        struct pv_job **job,
                                        struct pv_huawei_phone_jobs_response **response,
                                        struct pv_error **error);

/**
 * Begins what pv_huawei_restart_cloud_phone does; `done` hears of its end.
 */
pv_status pv_huawei_restart_cloud_phone_start(const struct pv_client *client,
                                              const struct pv_huawei_restart_cloud_phone_request *request,
                                              const struct pv_call_options *options,
                                              pv_huawei_restart_cloud_phone_done done,
                                              void *userdata,
                                              struct pv_error **error);

/**
 * Runs a shell command on phones as jobs (PY-CPH). **It can do whatever a shell can**, deleting included. The output
 * stands in `execute_msg` of each job: ask with pv_huawei_show_job.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_huawei_phone_jobs_response_free, the job with pv_job_free.
 *
 * Errors: Those of every call; PV_MALFORMED with the outcomes so far if the answer leaves a phone out.
 */
pv_status pv_huawei_run_shell_command(const struct pv_client *client,
                                      const struct pv_huawei_run_shell_command_request *request,
                                      const struct pv_call_options *options,
                                      struct pv_job **job,
                                      struct pv_huawei_phone_jobs_response **response,
                                      struct pv_error **error);

/**
 * Begins what pv_huawei_run_shell_command does; `done` hears of its end.
 */
pv_status pv_huawei_run_shell_command_start(const struct pv_client *client,
                                            const struct pv_huawei_run_shell_command_request *request,
                                            const struct pv_call_options *options,
                                            pv_huawei_run_shell_command_done done,
                                            void *userdata,
                                            struct pv_error **error);

/**
 * Runs a shell command on up to 15 phones and answers what came of it (PY-CPH). **It can do whatever a shell can**,
 * deleting included. A phone on which the command failed is part of a successful answer: look at each `status`.
 * Command and outputs are shown by no pv_error_message and no error; pv_call_json answers them as they came.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_huawei_run_sync_command_response_free.
 *
 * Errors: Those of every call; PV_MALFORMED with the outcomes so far if the answer leaves a phone out.
 */
pv_status pv_huawei_run_sync_command(const struct pv_client *client,
                                     const struct pv_huawei_run_sync_command_request *request,
                                     const struct pv_call_options *options,
                                     struct pv_huawei_run_sync_command_response **response,
                                     struct pv_error **error);

/**
 * Begins what pv_huawei_run_sync_command does; `done` hears of its end.
 */
pv_status pv_huawei_run_sync_command_start(const struct pv_client *client,
                                           const struct pv_huawei_run_sync_command_request *request,
                                           const struct pv_call_options *options,
                                           pv_huawei_run_sync_command_done done,
                                           void *userdata,
                                           struct pv_error **error);

/**
 * Everything known of one phone (PY-CPH).
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_huawei_show_cloud_phone_detail_response_free.
 */
pv_status pv_huawei_show_cloud_phone_detail(const struct pv_client *client,
                                            const struct pv_huawei_show_cloud_phone_detail_request *request,
                                            const struct pv_call_options *options,
                                            struct pv_huawei_show_cloud_phone_detail_response **response,
                                            struct pv_error **error);

/**
 * Begins what pv_huawei_show_cloud_phone_detail does; `done` hears of its end.
 */
pv_status pv_huawei_show_cloud_phone_detail_start(const struct pv_client *client,
                                                  const struct pv_huawei_show_cloud_phone_detail_request *request,
                                                  const struct pv_call_options *options,
                                                  pv_huawei_show_cloud_phone_detail_done done,
                                                  void *userdata,
                                                  struct pv_error **error);

/**
 * One job (D521). A failed job is a successful answer: look at its `status`.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with pv_huawei_show_job_response_free.
 */
pv_status pv_huawei_show_job(const struct pv_client *client,
                             const struct pv_huawei_show_job_request *request,
                             const struct pv_call_options *options,
                             struct pv_huawei_show_job_response **response,
                             struct pv_error **error);

/**
 * Begins what pv_huawei_show_job does; `done` hears of its end.
 */
pv_status pv_huawei_show_job_start(const struct pv_client *client,
                                   const struct pv_huawei_show_job_request *request,
                                   const struct pv_call_options *options,
                                   pv_huawei_show_job_done done,
                                   void *userdata,
                                   struct pv_error **error);

/**
 * Stops phones: what runs on them is ended (PY-CPH).
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_huawei_phone_jobs_response_free, the job with pv_job_free.
 *
 * Errors: Those of every call; PV_MALFORMED with the outcomes so far if the answer leaves a phone out.
 */
pv_status pv_huawei_stop_cloud_phone(const struct pv_client *client,
                                     const struct pv_huawei_stop_cloud_phone_request *request,
                                     const struct pv_call_options *options,
                                     struct pv_job **job,
                                     struct pv_huawei_phone_jobs_response **response,
                                     struct pv_error **error);

/**
 * Begins what pv_huawei_stop_cloud_phone does; `done` hears of its end.
 */
pv_status pv_huawei_stop_cloud_phone_start(const struct pv_client *client,
                                           const struct pv_huawei_stop_cloud_phone_request *request,
                                           const struct pv_call_options *options,
                                           pv_huawei_stop_cloud_phone_done done,
                                           void *userdata,
                                           struct pv_error **error);

/**
 * Removes an application from phones (PY-CPH): **its data is lost with it**, and nothing but a restore brings it back.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_huawei_phone_jobs_response_free, the job with pv_job_free.
 *
 * Errors: Those of every call; PV_MALFORMED with the outcomes so far if the answer leaves a phone out.
 */
pv_status pv_huawei_uninstall_apk(const struct pv_client *client,
                                  const struct pv_huawei_uninstall_apk_request *request,
                                  const struct pv_call_options *options,
                                  struct pv_job **job,
                                  struct pv_huawei_phone_jobs_response **response,
                                  struct pv_error **error);

/**
 * Begins what pv_huawei_uninstall_apk does; `done` hears of its end.
 */
pv_status pv_huawei_uninstall_apk_start(const struct pv_client *client,
                                        const struct pv_huawei_uninstall_apk_request *request,
                                        const struct pv_call_options *options,
                                        pv_huawei_uninstall_apk_done done,
                                        void *userdata,
                                        struct pv_error **error);

/**
 * Frees what functions such as pv_huawei_batch_storage gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_phone_jobs_response_free(struct pv_huawei_phone_jobs_response *answer);

/**
 * Frees what functions such as pv_huawei_create_temporary_access_key_by_agency gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_temporary_access_key_response_free(struct pv_huawei_temporary_access_key_response *answer);

/**
 * Frees what functions such as pv_huawei_keystone_create_user_token_by_password gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_keystone_create_user_token_by_password_response_free(struct pv_huawei_keystone_create_user_token_by_password_response *answer);

/**
 * Frees what functions such as pv_huawei_keystone_list_projects gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_keystone_list_projects_response_free(struct pv_huawei_keystone_list_projects_response *answer);

/**
 * Frees what functions such as pv_huawei_list_cloud_phone_images gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_list_cloud_phone_images_response_free(struct pv_huawei_list_cloud_phone_images_response *answer);

/**
 * Frees what functions such as pv_huawei_list_cloud_phones gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_list_cloud_phones_response_free(struct pv_huawei_list_cloud_phones_response *answer);

/**
 * Frees what functions such as pv_huawei_list_images gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_list_images_response_free(struct pv_huawei_list_images_response *answer);

/**
 * Frees what functions such as pv_huawei_list_jobs gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_list_jobs_response_free(struct pv_huawei_list_jobs_response *answer);

/**
 * Frees what functions such as pv_huawei_run_sync_command gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_run_sync_command_response_free(struct pv_huawei_run_sync_command_response *answer);

/**
 * Frees what functions such as pv_huawei_show_cloud_phone_detail gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_show_cloud_phone_detail_response_free(struct pv_huawei_show_cloud_phone_detail_response *answer);

/**
 * Frees what functions such as pv_huawei_show_job gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_show_job_response_free(struct pv_huawei_show_job_response *answer);

/**
 * Frees what the function whose name ends in _next_items gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_project_result_list_free(struct pv_huawei_project_result_list *answer);

/**
 * Frees what the function whose name ends in _next_items gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_phone_image_list_free(struct pv_huawei_phone_image_list *answer);

/**
 * Frees what the function whose name ends in _next_items gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_cloud_phone_list_free(struct pv_huawei_cloud_phone_list *answer);

/**
 * Frees what the function whose name ends in _next_items gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_list_images_view_list_free(struct pv_huawei_list_images_view_list *answer);

/**
 * Frees what the function whose name ends in _next_items gave, with all that it points to. NULL is ignored.
 */
void pv_huawei_job_list_free(struct pv_huawei_job_list *answer);

/**
 * Temporary keys of a role, from the service STS, with the keys of this client.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_assume_role_response_free.
 *
 * Errors: As pv_alibaba_describe_backup_files. No error shows keys.
 */
pv_status pv_alibaba_assume_role(const struct pv_client *client,
                                 const struct pv_alibaba_assume_role_request *request,
                                 const struct pv_call_options *options,
                                 struct pv_alibaba_assume_role_response **response,
                                 struct pv_error **error);

/**
 * Begins what pv_alibaba_assume_role does; `done` hears of its end.
 */
pv_status pv_alibaba_assume_role_start(const struct pv_client *client,
                                       const struct pv_alibaba_assume_role_request *request,
                                       const struct pv_call_options *options,
                                       pv_alibaba_assume_role_done done,
                                       void *userdata,
                                       struct pv_error **error);

/**
 * Temporary keys of a role, from the service STS, with the token of an identity provider. The keys of this client are
 * not asked for.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_assume_role_with_oidc_response_free.
 *
 * Errors: As pv_alibaba_describe_backup_files. No error shows token or keys.
 */
pv_status pv_alibaba_assume_role_with_oidc(const struct pv_client *client,
                                           const struct pv_alibaba_assume_role_with_oidc_request *request,
                                           const struct pv_call_options *options,
                                           struct pv_alibaba_assume_role_with_oidc_response **response,
                                           struct pv_error **error);

/**
 * Begins what pv_alibaba_assume_role_with_oidc does; `done` hears of its end.
 */
pv_status pv_alibaba_assume_role_with_oidc_start(const struct pv_client *client,
                                                 const struct pv_alibaba_assume_role_with_oidc_request *request,
                                                 const struct pv_call_options *options,
                                                 pv_alibaba_assume_role_with_oidc_done done,
                                                 void *userdata,
                                                 struct pv_error **error);

/**
 * Backs up whole phones. Writes an object to the bucket; the phones are not changed. The vendor advises to stop them
 * first.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_backup_response_free, the job with pv_job_free.
 *
 * Errors: As pv_alibaba_backup_app.
 */
pv_status pv_alibaba_backup_android_instance(const struct pv_client *client,
                                             const struct pv_alibaba_backup_android_instance_request *request,
                                             const struct pv_call_options *options,
                                             struct pv_job **job,
                                             struct pv_alibaba_backup_response **response,
                                             struct pv_error **error);

/**
 * Begins what pv_alibaba_backup_android_instance does; `done` hears of its end.
 */
pv_status pv_alibaba_backup_android_instance_start(const struct pv_client *client,
                                                   const struct pv_alibaba_backup_android_instance_request *request,
                                                   const struct pv_call_options *options,
                                                   pv_alibaba_backup_android_instance_done done,
                                                   void *userdata,
                                                   struct pv_error **error);

/**
 * Backs up chosen applications with their cache. Writes an object to the bucket; the phones are not changed. The
 * vendor advises to stop them first: use during a backup can make it fail.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_backup_response_free, the job with pv_job_free.
 *
 * Errors: PV_INVALID before sending; the error's `applied` says whether the backup may have been accepted. It is never
 * sent again on doubt.
 */
pv_status pv_alibaba_backup_app(const struct pv_client *client,
                                const struct pv_alibaba_backup_app_request *request,
                                const struct pv_call_options *options,
                                struct pv_job **job,
                                struct pv_alibaba_backup_response **response,
                                struct pv_error **error);

/**
 * Begins what pv_alibaba_backup_app does; `done` hears of its end.
 */
pv_status pv_alibaba_backup_app_start(const struct pv_client *client,
                                      const struct pv_alibaba_backup_app_request *request,
                                      const struct pv_call_options *options,
                                      pv_alibaba_backup_app_done done,
                                      void *userdata,
                                      struct pv_error **error);

/**
 * Backs up paths, applications or everything. Writes an object to the bucket; the phones are not changed.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_backup_response_free, the job with pv_job_free.
 *
 * Errors: As pv_alibaba_backup_app.
 */
pv_status pv_alibaba_backup_file(const struct pv_client *client,
                                 const struct pv_alibaba_backup_file_request *request,
                                 const struct pv_call_options *options,
                                 struct pv_job **job,
                                 struct pv_alibaba_backup_response **response,
                                 struct pv_error **error);

/**
 * Begins what pv_alibaba_backup_file does; `done` hears of its end.
 */
pv_status pv_alibaba_backup_file_start(const struct pv_client *client,
                                       const struct pv_alibaba_backup_file_request *request,
                                       const struct pv_call_options *options,
                                       pv_alibaba_backup_file_done done,
                                       void *userdata,
                                       struct pv_error **error);

/**
 * Deletes backup files. **Destroys: the backups cannot be restored any more**; whether their objects go too is
 * undocumented. The answer means that it was accepted: pv_alibaba_backup_files_gone waits for the end.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_delete_backup_file_response_free.
 *
 * Errors: As pv_alibaba_backup_app.
 */
pv_status pv_alibaba_delete_backup_file(const struct pv_client *client,
                                        const struct pv_alibaba_delete_backup_file_request *request,
                                        const struct pv_call_options *options,
                                        struct pv_alibaba_delete_backup_file_response **response,
                                        struct pv_error **error);

/**
 * Begins what pv_alibaba_delete_backup_file does; `done` hears of its end.
 */
pv_status pv_alibaba_delete_backup_file_start(const struct pv_client *client,
                                              const struct pv_alibaba_delete_backup_file_request *request,
                                              const struct pv_call_options *options,
                                              pv_alibaba_delete_backup_file_done done,
                                              void *userdata,
                                              struct pv_error **error);

/**
 * One page of phones. See pv_alibaba_describe_android_instances_pages for all.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_describe_android_instances_response_free.
 *
 * Errors: As pv_alibaba_describe_backup_files.
 */
pv_status pv_alibaba_describe_android_instances(const struct pv_client *client,
                                                const struct pv_alibaba_describe_android_instances_request *request,
                                                const struct pv_call_options *options,
                                                struct pv_alibaba_describe_android_instances_response **response,
                                                struct pv_error **error);

/**
 * Begins what pv_alibaba_describe_android_instances does; `done` hears of its end.
 */
pv_status pv_alibaba_describe_android_instances_start(const struct pv_client *client,
                                                      const struct pv_alibaba_describe_android_instances_request *request,
                                                      const struct pv_call_options *options,
                                                      pv_alibaba_describe_android_instances_done done,
                                                      void *userdata,
                                                      struct pv_error **error);

/**
 * Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
 */
pv_status pv_alibaba_describe_android_instances_pages_new(const struct pv_client *client,
                                                          const struct pv_alibaba_describe_android_instances_request *request,
                                                          const struct pv_call_options *options,
                                                          struct pv_alibaba_describe_android_instances_pages **pages,
                                                          struct pv_error **error);

/**
 * The next page, for pv_alibaba_describe_android_instances_response_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
 * failed call leaves the list where it was: it may be called again.
 */
pv_status pv_alibaba_describe_android_instances_pages_next(struct pv_alibaba_describe_android_instances_pages *pages,
                                                           struct pv_alibaba_describe_android_instances_response **response,
                                                           struct pv_error **error);

/**
 * The items of the next page that were not given before, for pv_alibaba_android_instance_list_free; NULL after the last page.
 */
pv_status pv_alibaba_describe_android_instances_pages_next_items(struct pv_alibaba_describe_android_instances_pages *pages,
                                                                 struct pv_alibaba_android_instance_list **items,
                                                                 struct pv_error **error);

/**
 * Frees a list. NULL is ignored.
 */
void pv_alibaba_describe_android_instances_pages_free(struct pv_alibaba_describe_android_instances_pages *pages);

/**
 * One page of backup files. See pv_alibaba_describe_backup_files_pages for all.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_describe_backup_files_response_free.
 *
 * Errors: Everything a read can end in; nothing is ever applied.
 */
pv_status pv_alibaba_describe_backup_files(const struct pv_client *client,
                                           const struct pv_alibaba_describe_backup_files_request *request,
                                           const struct pv_call_options *options,
                                           struct pv_alibaba_describe_backup_files_response **response,
                                           struct pv_error **error);

/**
 * Begins what pv_alibaba_describe_backup_files does; `done` hears of its end.
 */
pv_status pv_alibaba_describe_backup_files_start(const struct pv_client *client,
                                                 const struct pv_alibaba_describe_backup_files_request *request,
                                                 const struct pv_call_options *options,
                                                 pv_alibaba_describe_backup_files_done done,
                                                 void *userdata,
                                                 struct pv_error **error);

/**
 * Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
 */
pv_status pv_alibaba_describe_backup_files_pages_new(const struct pv_client *client,
                                                     const struct pv_alibaba_describe_backup_files_request *request,
                                                     const struct pv_call_options *options,
                                                     struct pv_alibaba_describe_backup_files_pages **pages,
                                                     struct pv_error **error);

/**
 * The next page, for pv_alibaba_describe_backup_files_response_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
 * failed call leaves the list where it was: it may be called again.
 */
pv_status pv_alibaba_describe_backup_files_pages_next(struct pv_alibaba_describe_backup_files_pages *pages,
                                                      struct pv_alibaba_describe_backup_files_response **response,
                                                      struct pv_error **error);

/**
 * The items of the next page that were not given before, for pv_alibaba_backup_file_record_list_free; NULL after the last page.
 */
pv_status pv_alibaba_describe_backup_files_pages_next_items(struct pv_alibaba_describe_backup_files_pages *pages,
                                                            struct pv_alibaba_backup_file_record_list **items,
                                                            struct pv_error **error);

/**
 * Frees a list. NULL is ignored.
 */
void pv_alibaba_describe_backup_files_pages_free(struct pv_alibaba_describe_backup_files_pages *pages);

/**
 * The buckets that phones can use, all at once.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_describe_buckets_response_free.
 *
 * Errors: As pv_alibaba_describe_backup_files.
 */
pv_status pv_alibaba_describe_buckets(const struct pv_client *client,
                                      const struct pv_alibaba_describe_buckets_request *request,
                                      const struct pv_call_options *options,
                                      struct pv_alibaba_describe_buckets_response **response,
                                      struct pv_error **error);

/**
 * Begins what pv_alibaba_describe_buckets does; `done` hears of its end.
 */
pv_status pv_alibaba_describe_buckets_start(const struct pv_client *client,
                                            const struct pv_alibaba_describe_buckets_request *request,
                                            const struct pv_call_options *options,
                                            pv_alibaba_describe_buckets_done done,
                                            void *userdata,
                                            struct pv_error **error);

/**
 * One page of images. See pv_alibaba_describe_image_list_pages for all.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_describe_image_list_response_free.
 *
 * Errors: As pv_alibaba_describe_backup_files.
 */
pv_status pv_alibaba_describe_image_list(const struct pv_client *client,
                                         const struct pv_alibaba_describe_image_list_request *request,
                                         const struct pv_call_options *options,
                                         struct pv_alibaba_describe_image_list_response **response,
                                         struct pv_error **error);

/**
 * Begins what pv_alibaba_describe_image_list does; `done` hears of its end.
 */
pv_status pv_alibaba_describe_image_list_start(const struct pv_client *client,
                                               const struct pv_alibaba_describe_image_list_request *request,
                                               const struct pv_call_options *options,
                                               pv_alibaba_describe_image_list_done done,
                                               void *userdata,
                                               struct pv_error **error);

/**
 * Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
 */
pv_status pv_alibaba_describe_image_list_pages_new(const struct pv_client *client,
                                                   const struct pv_alibaba_describe_image_list_request *request,
                                                   const struct pv_call_options *options,
                                                   struct pv_alibaba_describe_image_list_pages **pages,
                                                   struct pv_error **error);

/**
 * The next page, for pv_alibaba_describe_image_list_response_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
 * failed call leaves the list where it was: it may be called again.
 */
pv_status pv_alibaba_describe_image_list_pages_next(struct pv_alibaba_describe_image_list_pages *pages,
                                                    struct pv_alibaba_describe_image_list_response **response,
                                                    struct pv_error **error);

/**
 * The items of the next page that were not given before, for pv_alibaba_image_list_free; NULL after the last page.
 */
pv_status pv_alibaba_describe_image_list_pages_next_items(struct pv_alibaba_describe_image_list_pages *pages,
                                                          struct pv_alibaba_image_list **items,
                                                          struct pv_error **error);

/**
 * Frees a list. NULL is ignored.
 */
void pv_alibaba_describe_image_list_pages_free(struct pv_alibaba_describe_image_list_pages *pages);

/**
 * How far a command of pv_alibaba_run_command is, and its output. The vendor is retiring this call.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_describe_invocations_response_free.
 *
 * Errors: As pv_alibaba_describe_backup_files. No error shows output.
 */
pv_status pv_alibaba_describe_invocations(const struct pv_client *client,
                                          const struct pv_alibaba_describe_invocations_request *request,
                                          const struct pv_call_options *options,
                                          struct pv_alibaba_describe_invocations_response **response,
                                          struct pv_error **error);

/**
 * Begins what pv_alibaba_describe_invocations does; `done` hears of its end.
 */
pv_status pv_alibaba_describe_invocations_start(const struct pv_client *client,
                                                const struct pv_alibaba_describe_invocations_request *request,
                                                const struct pv_call_options *options,
                                                pv_alibaba_describe_invocations_done done,
                                                void *userdata,
                                                struct pv_error **error);

/**
 * The regions that have phones, all at once.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_describe_regions_response_free.
 *
 * Errors: As pv_alibaba_describe_backup_files.
 */
pv_status pv_alibaba_describe_regions(const struct pv_client *client,
                                      const struct pv_alibaba_describe_regions_request *request,
                                      const struct pv_call_options *options,
                                      struct pv_alibaba_describe_regions_response **response,
                                      struct pv_error **error);

/**
 * Begins what pv_alibaba_describe_regions does; `done` hears of its end.
 */
pv_status pv_alibaba_describe_regions_start(const struct pv_client *client,
                                            const struct pv_alibaba_describe_regions_request *request,
                                            const struct pv_call_options *options,
                                            pv_alibaba_describe_regions_done done,
                                            void *userdata,
                                            struct pv_error **error);

/**
 * One page of specifications. See pv_alibaba_describe_spec_pages for all.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_describe_spec_response_free.
 *
 * Errors: As pv_alibaba_describe_backup_files.
 */
pv_status pv_alibaba_describe_spec(const struct pv_client *client,
                                   const struct pv_alibaba_describe_spec_request *request,
                                   const struct pv_call_options *options,
                                   struct pv_alibaba_describe_spec_response **response,
                                   struct pv_error **error);

/**
 * Begins what pv_alibaba_describe_spec does; `done` hears of its end.
 */
pv_status pv_alibaba_describe_spec_start(const struct pv_client *client,
                                         const struct pv_alibaba_describe_spec_request *request,
                                         const struct pv_call_options *options,
                                         pv_alibaba_describe_spec_done done,
                                         void *userdata,
                                         struct pv_error **error);

/**
 * Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
 */
pv_status pv_alibaba_describe_spec_pages_new(const struct pv_client *client,
                                             const struct pv_alibaba_describe_spec_request *request,
                                             const struct pv_call_options *options,
                                             struct pv_alibaba_describe_spec_pages **pages,
                                             struct pv_error **error);

/**
 * The next page, for pv_alibaba_describe_spec_response_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
 * failed call leaves the list where it was: it may be called again.
 */
pv_status pv_alibaba_describe_spec_pages_next(struct pv_alibaba_describe_spec_pages *pages,
                                              struct pv_alibaba_describe_spec_response **response,
                                              struct pv_error **error);

/**
 * The items of the next page that were not given before, for pv_alibaba_spec_info_list_free; NULL after the last page.
 */
pv_status pv_alibaba_describe_spec_pages_next_items(struct pv_alibaba_describe_spec_pages *pages,
                                                    struct pv_alibaba_spec_info_list **items,
                                                    struct pv_error **error);

/**
 * Frees a list. NULL is ignored.
 */
void pv_alibaba_describe_spec_pages_free(struct pv_alibaba_describe_spec_pages *pages);

/**
 * One page of tasks. See pv_alibaba_describe_tasks_pages for all.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_describe_tasks_response_free.
 *
 * Errors: As pv_alibaba_describe_backup_files.
 */
pv_status pv_alibaba_describe_tasks(const struct pv_client *client,
                                    const struct pv_alibaba_describe_tasks_request *request,
                                    const struct pv_call_options *options,
                                    struct pv_alibaba_describe_tasks_response **response,
                                    struct pv_error **error);

/**
 * Begins what pv_alibaba_describe_tasks does; `done` hears of its end.
 */
pv_status pv_alibaba_describe_tasks_start(const struct pv_client *client,
                                          const struct pv_alibaba_describe_tasks_request *request,
                                          const struct pv_call_options *options,
                                          pv_alibaba_describe_tasks_done done,
                                          void *userdata,
                                          struct pv_error **error);

/**
 * Begins a list; nothing is sent. `options`, which may be NULL, are those of all its calls.
 */
pv_status pv_alibaba_describe_tasks_pages_new(const struct pv_client *client,
                                              const struct pv_alibaba_describe_tasks_request *request,
                                              const struct pv_call_options *options,
                                              struct pv_alibaba_describe_tasks_pages **pages,
                                              struct pv_error **error);

/**
 * The next page, for pv_alibaba_describe_tasks_response_free; NULL after the last one. In a list that changes meanwhile an item may appear on two pages. A
 * failed call leaves the list where it was: it may be called again.
 */
pv_status pv_alibaba_describe_tasks_pages_next(struct pv_alibaba_describe_tasks_pages *pages,
                                               struct pv_alibaba_describe_tasks_response **response,
                                               struct pv_error **error);

/**
 * The items of the next page that were not given before, for pv_alibaba_task_list_free; NULL after the last page.
 */
pv_status pv_alibaba_describe_tasks_pages_next_items(struct pv_alibaba_describe_tasks_pages *pages,
                                                     struct pv_alibaba_task_list **items,
                                                     struct pv_error **error);

/**
 * Frees a list. NULL is ignored.
 */
void pv_alibaba_describe_tasks_pages_free(struct pv_alibaba_describe_tasks_pages *pages);

/**
 * Restarts phones. **With `force_stop` data that is not yet written may be lost.** Followed by its tasks only: a phone
 * that runs says nothing about whether it was restarted.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_power_response_free, the job with pv_job_free.
 *
 * Errors: As pv_alibaba_backup_app.
 */
pv_status pv_alibaba_reboot_android_instances_in_group(const struct pv_client *client,
                                                       const struct pv_alibaba_reboot_android_instances_in_group_request *request,
                                                       const struct pv_call_options *options,
                                                       struct pv_job **job,
                                                       struct pv_alibaba_power_response **response,
                                                       struct pv_error **error);

/**
 * Begins what pv_alibaba_reboot_android_instances_in_group does; `done` hears of its end.
 */
pv_status pv_alibaba_reboot_android_instances_in_group_start(const struct pv_client *client,
                                                             const struct pv_alibaba_reboot_android_instances_in_group_request *request,
                                                             const struct pv_call_options *options,
                                                             pv_alibaba_reboot_android_instances_in_group_done done,
                                                             void *userdata,
                                                             struct pv_error **error);

/**
 * Restores whole phones and restarts them. **Destroys: applications and properties of the phones are replaced.** The
 * phones must be `RUNNING`.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_restore_response_free, the job with pv_job_free.
 *
 * Errors: As pv_alibaba_backup_app.
 */
pv_status pv_alibaba_recover_android_instance(const struct pv_client *client,
                                              const struct pv_alibaba_recover_android_instance_request *request,
                                              const struct pv_call_options *options,
                                              struct pv_job **job,
                                              struct pv_alibaba_restore_response **response,
                                              struct pv_error **error);

/**
 * Begins what pv_alibaba_recover_android_instance does; `done` hears of its end.
 */
pv_status pv_alibaba_recover_android_instance_start(const struct pv_client *client,
                                                    const struct pv_alibaba_recover_android_instance_request *request,
                                                    const struct pv_call_options *options,
                                                    pv_alibaba_recover_android_instance_done done,
                                                    void *userdata,
                                                    struct pv_error **error);

/**
 * Restores applications. **Destroys: an application that is installed on a phone is uninstalled with its data before
 * the saved one is put in its place.** The phones must be `RUNNING`.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_restore_response_free, the job with pv_job_free.
 *
 * Errors: As pv_alibaba_backup_app.
 */
pv_status pv_alibaba_recover_app(const struct pv_client *client,
                                 const struct pv_alibaba_recover_app_request *request,
                                 const struct pv_call_options *options,
                                 struct pv_job **job,
                                 struct pv_alibaba_restore_response **response,
                                 struct pv_error **error);

/**
 * Begins what pv_alibaba_recover_app does; `done` hears of its end.
 */
pv_status pv_alibaba_recover_app_start(const struct pv_client *client,
                                       const struct pv_alibaba_recover_app_request *request,
                                       const struct pv_call_options *options,
                                       pv_alibaba_recover_app_done done,
                                       void *userdata,
                                       struct pv_error **error);

/**
 * Restores files. **Destroys: files of the same paths on the phones are overwritten.** The phones must be `RUNNING`.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_restore_response_free, the job with pv_job_free.
 *
 * Errors: As pv_alibaba_backup_app.
 */
pv_status pv_alibaba_recovery_file(const struct pv_client *client,
                                   const struct pv_alibaba_recovery_file_request *request,
                                   const struct pv_call_options *options,
                                   struct pv_job **job,
                                   struct pv_alibaba_restore_response **response,
                                   struct pv_error **error);

/**
 * Begins what pv_alibaba_recovery_file does; `done` hears of its end.
 */
pv_status pv_alibaba_recovery_file_start(const struct pv_client *client,
                                         const struct pv_alibaba_recovery_file_request *request,
                                         const struct pv_call_options *options,
                                         pv_alibaba_recovery_file_done done,
                                         void *userdata,
                                         struct pv_error **error);

/**
 * Resets phones to their image. **Destroys: all data and applications of the phones. Nothing brings them back but a
 * backup that was verified before.** Followed by its tasks only: a phone that runs says nothing about whether it was
 * reset.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_reset_android_instances_in_group_response_free, the job with pv_job_free.
 *
 * Errors: As pv_alibaba_backup_app.
 */
pv_status pv_alibaba_reset_android_instances_in_group(const struct pv_client *client,
                                                      const struct pv_alibaba_reset_android_instances_in_group_request *request,
                                                      const struct pv_call_options *options,
                                                      struct pv_job **job,
                                                      struct pv_alibaba_reset_android_instances_in_group_response **response,
                                                      struct pv_error **error);

/**
 * Begins what pv_alibaba_reset_android_instances_in_group does; `done` hears of its end.
 */
pv_status pv_alibaba_reset_android_instances_in_group_start(const struct pv_client *client,
                                                            const struct pv_alibaba_reset_android_instances_in_group_request *request,
                                                            const struct pv_call_options *options,
                                                            pv_alibaba_reset_android_instances_in_group_done done,
                                                            void *userdata,
                                                            struct pv_error **error);

/**
 * Starts a command on phones. **It can destroy whatever the command destroys.** The job tells how it ended;
 * pv_alibaba_describe_invocations and the tasks hold its output.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_run_command_response_free, the job with pv_job_free.
 *
 * Errors: As pv_alibaba_backup_app. No error shows the command.
 */
pv_status pv_alibaba_run_command(const struct pv_client *client,
                                 const struct pv_alibaba_run_command_request *request,
                                 const struct pv_call_options *options,
                                 struct pv_job **job,
                                 struct pv_alibaba_run_command_response **response,
                                 struct pv_error **error);

/**
 * Begins what pv_alibaba_run_command does; `done` hears of its end.
 */
pv_status pv_alibaba_run_command_start(const struct pv_client *client,
                                       const struct pv_alibaba_run_command_request *request,
                                       const struct pv_call_options *options,
                                       pv_alibaba_run_command_done done,
                                       void *userdata,
                                       struct pv_error **error);

/**
 * Runs a command on phones and waits up to 3 s for its output. **It can destroy whatever the command destroys.** A
 * command that has not ended by then goes on.
 *
 * `options` may be NULL, and `response` if the answer is not wanted: free it with
 * pv_alibaba_run_sync_command_response_free.
 *
 * Errors: As pv_alibaba_backup_app; PV_MALFORMED also for an answer that leaves out a phone that was asked for, with
 * what it says of each. No error shows command or output.
 */
pv_status pv_alibaba_run_sync_command(const struct pv_client *client,
                                      const struct pv_alibaba_run_sync_command_request *request,
                                      const struct pv_call_options *options,
                                      struct pv_alibaba_run_sync_command_response **response,
                                      struct pv_error **error);

/**
 * Begins what pv_alibaba_run_sync_command does; `done` hears of its end.
 */
pv_status pv_alibaba_run_sync_command_start(const struct pv_client *client,
                                            const struct pv_alibaba_run_sync_command_request *request,
                                            const struct pv_call_options *options,
                                            pv_alibaba_run_sync_command_done done,
                                            void *userdata,
                                            struct pv_error **error);

/**
 * Starts phones. Its answer holds only the request id; the job follows the tasks under it and, where there are none,
 * the state of the phones.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_power_response_free, the job with pv_job_free.
 *
 * Errors: As pv_alibaba_backup_app.
 */
pv_status pv_alibaba_start_android_instance(const struct pv_client *client,
                                            const struct pv_alibaba_start_android_instance_request *request,
                                            const struct pv_call_options *options,
                                            struct pv_job **job,
                                            struct pv_alibaba_power_response **response,
                                            struct pv_error **error);

/**
 * Begins what pv_alibaba_start_android_instance does; `done` hears of its end.
 */
pv_status pv_alibaba_start_android_instance_start(const struct pv_client *client,
                                                  const struct pv_alibaba_start_android_instance_request *request,
                                                  const struct pv_call_options *options,
                                                  pv_alibaba_start_android_instance_done done,
                                                  void *userdata,
                                                  struct pv_error **error);

/**
 * Stops phones. **With `force_stop` data that is not yet written may be lost.** Followed like
 * pv_alibaba_start_android_instance.
 *
 * `options` may be NULL, and `response`, the vendor's own answer, if it is not wanted: free it with
 * pv_alibaba_power_response_free, the job with pv_job_free.
 *
 * Errors: As pv_alibaba_backup_app.
 */
pv_status pv_alibaba_stop_android_instance(const struct pv_client *client,
                                           const struct pv_alibaba_stop_android_instance_request *request,
                                           const struct pv_call_options *options,
                                           struct pv_job **job,
                                           struct pv_alibaba_power_response **response,
                                           struct pv_error **error);

/**
 * Begins what pv_alibaba_stop_android_instance does; `done` hears of its end.
 */
pv_status pv_alibaba_stop_android_instance_start(const struct pv_client *client,
                                                 const struct pv_alibaba_stop_android_instance_request *request,
                                                 const struct pv_call_options *options,
                                                 pv_alibaba_stop_android_instance_done done,
                                                 void *userdata,
                                                 struct pv_error **error);

/**
 * Frees what functions such as pv_alibaba_assume_role gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_assume_role_response_free(struct pv_alibaba_assume_role_response *answer);

/**
 * Frees what functions such as pv_alibaba_assume_role_with_oidc gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_assume_role_with_oidc_response_free(struct pv_alibaba_assume_role_with_oidc_response *answer);

/**
 * Frees what functions such as pv_alibaba_backup_android_instance gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_backup_response_free(struct pv_alibaba_backup_response *answer);

/**
 * Frees what functions such as pv_alibaba_delete_backup_file gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_delete_backup_file_response_free(struct pv_alibaba_delete_backup_file_response *answer);

/**
 * Frees what functions such as pv_alibaba_describe_android_instances gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_describe_android_instances_response_free(struct pv_alibaba_describe_android_instances_response *answer);

/**
 * Frees what functions such as pv_alibaba_describe_backup_files gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_describe_backup_files_response_free(struct pv_alibaba_describe_backup_files_response *answer);

/**
 * Frees what functions such as pv_alibaba_describe_buckets gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_describe_buckets_response_free(struct pv_alibaba_describe_buckets_response *answer);

/**
 * Frees what functions such as pv_alibaba_describe_image_list gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_describe_image_list_response_free(struct pv_alibaba_describe_image_list_response *answer);

/**
 * Frees what functions such as pv_alibaba_describe_invocations gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_describe_invocations_response_free(struct pv_alibaba_describe_invocations_response *answer);

/**
 * Frees what functions such as pv_alibaba_describe_regions gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_describe_regions_response_free(struct pv_alibaba_describe_regions_response *answer);

/**
 * Frees what functions such as pv_alibaba_describe_spec gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_describe_spec_response_free(struct pv_alibaba_describe_spec_response *answer);

/**
 * Frees what functions such as pv_alibaba_describe_tasks gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_describe_tasks_response_free(struct pv_alibaba_describe_tasks_response *answer);

/**
 * Frees what functions such as pv_alibaba_reboot_android_instances_in_group gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_power_response_free(struct pv_alibaba_power_response *answer);

/**
 * Frees what functions such as pv_alibaba_recover_android_instance gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_restore_response_free(struct pv_alibaba_restore_response *answer);

/**
 * Frees what functions such as pv_alibaba_reset_android_instances_in_group gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_reset_android_instances_in_group_response_free(struct pv_alibaba_reset_android_instances_in_group_response *answer);

/**
 * Frees what functions such as pv_alibaba_run_command gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_run_command_response_free(struct pv_alibaba_run_command_response *answer);

/**
 * Frees what functions such as pv_alibaba_run_sync_command gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_run_sync_command_response_free(struct pv_alibaba_run_sync_command_response *answer);

/**
 * Frees what the function whose name ends in _next_items gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_android_instance_list_free(struct pv_alibaba_android_instance_list *answer);

/**
 * Frees what the function whose name ends in _next_items gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_backup_file_record_list_free(struct pv_alibaba_backup_file_record_list *answer);

/**
 * Frees what the function whose name ends in _next_items gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_image_list_free(struct pv_alibaba_image_list *answer);

/**
 * Frees what the function whose name ends in _next_items gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_spec_info_list_free(struct pv_alibaba_spec_info_list *answer);

/**
 * Frees what the function whose name ends in _next_items gave, with all that it points to. NULL is ignored.
 */
void pv_alibaba_task_list_free(struct pv_alibaba_task_list *answer);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* PHONEVAULT_H */
