/*
 * Backs an app of one phone of Alibaba Cloud up and waits for the end.
 *
 *     cc back_up.c $(pkg-config --static --cflags --libs phonevault) -o back_up
 *     ./back_up cn-shanghai acp-1 com.example.notes oss://bucket/folder/
 *
 * Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET. The exit code is 0 if the phone is backed up, 3 if not,
 * 1 if nothing happened, and 4 if nobody can tell from here.
 */
#include <phonevault.h>
#include <stdio.h>
#include <string.h>

/* Says what went wrong, and what that means for the phone; frees the error. */
static int failed(const char *what, pv_error *error) {
    int code = pv_error_applied(error) == PV_APPLIED_NO ? 1 : 4;
    fprintf(stderr, "%s: %s\n", what, pv_error_message(error));
    if (pv_error_token(error)) {
        fprintf(stderr, "the backup goes on; its token is %s\n", pv_error_token(error));
    }
    pv_error_free(error);
    return code;
}

static int back_up(const pv_client *client, const char *region, const char *phone, const char *app, const char *folder) {
    char store[128];
    snprintf(store, sizeof store, "oss-%s-internal.aliyuncs.com", region);
    pv_alibaba_backup_app_request request = {
        .size = sizeof request,
        .android_instance_id_list = &phone,
        .android_instance_id_list_len = 1,
        .source_app_list = &app,
        .source_app_list_len = 1,
        .backup_file_path = folder,
        .upload_endpoint = store,
    };
    pv_job *job = NULL;
    pv_error *error = NULL;
    if (pv_alibaba_backup_app(client, &request, NULL, &job, NULL, &error) != PV_OK) {
        return failed("not submitted", error);
    }
    printf("submitted: %s\n", pv_job_token(job));

    pv_wait_options options = {.size = sizeof options, .check = PV_FLAG_FALSE};
    pv_job_result *result = NULL;
    if (pv_job_wait(job, &options, &result, &error) != PV_OK) {
        pv_job_free(job);
        return failed("not waited for to the end", error);
    }
    int code = 0;
    for (size_t i = 0; i < result->phones_len; i++) {
        const pv_phone_outcome *outcome = result->phones[i];
        if (outcome->outcome == PV_OUTCOME_SUCCEEDED) {
            printf("%s: backed up as %s\n", outcome->phone, outcome->backup ? outcome->backup : "unnamed");
        } else {
            code = outcome->outcome == PV_OUTCOME_UNKNOWN ? 4 : 3;
            printf("%s: not backed up: %s\n", outcome->phone, outcome->message ? outcome->message : "no reason given");
        }
    }
    pv_job_result_free(result);
    pv_job_free(job);
    return code;
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: %s REGION PHONE APP oss://BUCKET/FOLDER/\n", argv[0]);
        return 2;
    }
    pv_alibaba_options options = {.size = sizeof options, .region = argv[1]};
    pv_client *client = NULL;
    pv_error *error = NULL;
    if (pv_alibaba_client_new(NULL, &options, &client, &error) != PV_OK) {
        return failed("no client", error);
    }
    int code = back_up(client, argv[1], argv[2], argv[3], argv[4]);
    pv_client_free(client);
    return code;
}
