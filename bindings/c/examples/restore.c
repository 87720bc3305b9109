/*
 * Restores an export onto phones of Huawei Cloud, shows how far it is, and lets Ctrl-C end the waiting.
 *
 *     ./restore cn-north-4 BUCKET KEY PHONE PHONE...
 *
 * RESTORING OVERWRITES FILES OF THE PHONES. What was restored is seen after a restart of the phone. Ctrl-C does not end the work, which no
 * cloud allows: the token that is printed goes on with it. Keys come from HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, the project from
 * HUAWEICLOUD_SDK_PROJECT_ID.
 */
#include <phonevault.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static pv_cancel_token *interrupted;
/* All that a signal handler may touch; the next look cancels the wait. */
static volatile sig_atomic_t signalled;

static void on_signal(int number) { signalled = number; }

/* Runs on this thread, after each look. */
static void on_update(void *userdata, const pv_job_status *status) {
    fprintf(stderr, "%s: %zu of %zu phones have ended\n", (const char *)userdata, status->ended, status->phones_len);
    if (signalled) {
        pv_cancel_token_cancel(interrupted);
    }
}

static int failed(pv_error *error) {
    const char *meaning[] = {"", "nothing happened", "it goes on", "look at the phones before you restore again"};
    pv_applied applied = pv_error_applied(error);
    fprintf(stderr, "%s (%s)\n", pv_error_message(error), meaning[applied]);
    if (pv_error_token(error)) {
        fprintf(stderr, "token: %s\n", pv_error_token(error));
    }
    pv_error_free(error);
    return applied == PV_APPLIED_NO ? 1 : 4;
}

static int restore(const pv_client *client, const char *bucket, const char *key, char **phones, size_t count) {
    pv_huawei_restore_info *infos = calloc(count, sizeof *infos);
    if (infos == NULL) {
        return 1;
    }
    for (size_t i = 0; i < count; i++) {
        infos[i] = (pv_huawei_restore_info){
            .size = sizeof infos[i], .phone_id = phones[i], .bucket_name = bucket, .object_path = key};
    }
    pv_huawei_batch_restore_request request = {
        .size = sizeof request, .restore_infos = infos, .restore_infos_len = count};
    pv_call_options options = {.size = sizeof options, .cancel = interrupted};
    pv_job *job = NULL;
    pv_error *error = NULL;
    pv_status status = pv_huawei_batch_restore(client, &request, &options, &job, NULL, &error);
    free(infos);
    if (status != PV_OK) {
        return failed(error);
    }
    printf("restore is submitted: %s\n", pv_job_token(job));
    pv_wait_options waiting = {.size = sizeof waiting, .first_pause_ms = 1000, .cancel = interrupted,
                               .on_update = on_update, .userdata = "restore"};
    status = pv_job_wait(job, &waiting, NULL, &error);
    pv_job_free(job);
    if (status == PV_OK) {
        puts("restored; restart the phones to see it");
        return 0;
    }
    /* Which phones did not get it is in the error, whatever it is. */
    const pv_job_result *result = pv_error_result(error);
    for (size_t i = 0; result && i < result->phones_len; i++) {
        const pv_phone_outcome *phone = result->phones[i];
        printf("%s: %s\n", phone->phone, phone->outcome == PV_OUTCOME_SUCCEEDED ? "restored" : "not restored");
    }
    int code = failed(error);
    return signalled ? 130 : status == PV_JOB_FAILED ? 3 : code;
}

int main(int argc, char **argv) {
    if (argc < 5) {
        fprintf(stderr, "usage: %s REGION BUCKET KEY PHONE...\n", argv[0]);
        return 2;
    }
    interrupted = pv_cancel_token_new();
    signal(SIGINT, on_signal);
    pv_huawei_options options = {.size = sizeof options, .region = argv[1]};
    pv_client *client = NULL;
    pv_error *error = NULL;
    if (pv_huawei_client_new(NULL, &options, &client, &error) != PV_OK) {
        pv_cancel_token_free(interrupted);
        return failed(error);
    }
    int code = restore(client, argv[2], argv[3], argv + 4, (size_t)(argc - 4));
    pv_client_free(client);
    pv_cancel_token_free(interrupted);
    return code;
}
