/*
 * What an error tells, and how to decide by it: asks for a phone that is not there, and sends a request that breaks rules.
 *
 *     ./errors cn-shanghai
 *
 * Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.
 */
#include <inttypes.h>
#include <phonevault.h>
#include <stdio.h>

static const char *or_none(const char *text) { return text ? text : "none"; }

/* Every fact of an error. */
static void show(const pv_error *error) {
    uint64_t pause = 0;
    printf("%s\n", pv_error_message(error));
    printf("  kind %s, status %" PRId32 "\n", pv_error_kind(error), pv_error_status(error));
    printf("  operation %s of %s\n", or_none(pv_error_operation(error)), or_none(pv_error_cloud(error)));
    printf("  vendor's code %s, HTTP %u, request id %s\n", or_none(pv_error_vendor_code(error)),
           (unsigned)pv_error_http_status(error), or_none(pv_error_request_id(error)));
    if (pv_error_retry_after_ms(error, &pause)) {
        printf("  the cloud asks to wait %" PRIu64 " ms\n", pause);
    }
    for (size_t i = 0; i < pv_error_violations_len(error); i++) {
        const pv_violation *broken = pv_error_violation(error, i);
        printf("  %s: %s\n", broken->field, broken->rule);
    }
}

/* What to do now. */
static void decide(const pv_error *error) {
    if (pv_error_retryable(error)) {
        puts("  -> the same call may be made again");
    } else if (pv_error_applied(error) == PV_APPLIED_UNKNOWN) {
        puts("  -> look at the phone before anything is done again");
    } else if (pv_error_status(error) == PV_INVALID) {
        puts("  -> mend the request; nothing was sent");
    } else {
        puts("  -> somebody has to look at it");
    }
}

static int expected(pv_status status, pv_error *error) {
    if (status == PV_OK) {
        puts("no error");
        return 1;
    }
    show(error);
    decide(error);
    pv_error_free(error);
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: %s REGION\n", argv[0]);
        return 2;
    }
    pv_alibaba_options options = {.size = sizeof options, .region = argv[1]};
    pv_client *client = NULL;
    pv_error *error = NULL;
    if (pv_alibaba_client_new(NULL, &options, &client, &error) != PV_OK) {
        show(error);
        pv_error_free(error);
        return 1;
    }
    const char *phone = "acp-nobody", *app = "not a package";
    pv_job *job = NULL;
    pv_alibaba_stop_android_instance_request stop = {
        .size = sizeof stop, .android_instance_ids = &phone, .android_instance_ids_len = 1};
    pv_status status = pv_alibaba_stop_android_instance(client, &stop, NULL, &job, NULL, &error);
    int code = expected(status, error);
    pv_alibaba_backup_app_request backup = {
        .size = sizeof backup,
        .android_instance_id_list = &phone,
        .android_instance_id_list_len = 1,
        .source_app_list = &app,
        .source_app_list_len = 1,
        .backup_file_path = "not a location",
        .upload_endpoint = "oss-cn-shanghai-internal.aliyuncs.com",
    };
    error = NULL;
    status = pv_alibaba_backup_app(client, &backup, NULL, &job, NULL, &error);
    code |= expected(status, error);
    pv_job_free(job);
    pv_client_free(client);
    return code;
}
