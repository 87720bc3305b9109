/* A caller that does everything wrong that can be told apart: each mistake is refused by name, and nothing is sent. */
#include "check.h"

#include <stdint.h>

static pv_client *client;

static void sizes(void) {
    struct {
        pv_call_options options;
        char later[16];
    } grown;
    memset(&grown, 0, sizeof grown);
    char *answer = NULL;
    const size_t wrong[] = {0, 1, sizeof(size_t), sizeof(pv_call_options) - 1, SIZE_MAX, SIZE_MAX / 2};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        grown.options.size = wrong[i];
        REFUSES("options.size", pv_call_json(client, "DescribeRegions", NULL, &grown.options, &answer, &error));
    }
    /* A program that was compiled for a later version, and says nothing in what is new. */
    grown.options.size = sizeof grown;
    ENDS(PV_OK, pv_call_json(client, "DescribeRegions", NULL, &grown.options, &answer, &error));
    CHECK(answer != NULL);
    pv_string_free(answer);
    answer = NULL;
    /* What is new says something: to leave it out would do something else than was asked for. */
    grown.later[3] = 1;
    REFUSES("options.size", pv_call_json(client, "DescribeRegions", NULL, &grown.options, &answer, &error));
    CHECK(answer == NULL);

    pv_huawei_storage_info infos[2] = {{.size = sizeof infos[0], .phone_id = "p"}, {.size = 8}};
    pv_huawei_batch_storage_request request = {.size = sizeof request, .storage_infos = infos, .storage_infos_len = 2};
    pv_huawei_options options = {
        .size = sizeof options, .region = "cn-north-4", .project_id = "p", .access_key = "a", .secret_key = "s"};
    pv_client *huawei = NULL;
    ENDS(PV_OK, pv_huawei_client_new(NULL, &options, &huawei, &error));
    pv_job *job = NULL;
    const char *files[] = {"/data/a"};
    infos[0].include_files = files;
    infos[0].include_files_len = 1;
    infos[0].bucket_name = "bucket";
    infos[0].object_path = "object.tar";
    REFUSES("storage_infos[1].size", pv_huawei_batch_storage(huawei, &request, NULL, &job, NULL, &error));
    /* A client of the other cloud. */
    REFUSES("client", pv_huawei_batch_storage(client, &request, NULL, &job, NULL, &error));
    /* A rule of the vendor, with the path of the field. */
    request.storage_infos_len = 1;
    infos[0].object_path = "no spaces.tar";
    REFUSES("storage_infos[0].object_path", pv_huawei_batch_storage(huawei, &request, NULL, &job, NULL, &error));
    CHECK(job == NULL);
    pv_client_free(huawei);
}

static void texts_and_lists(void) {
    pv_job *job = NULL;
    const char *phones[] = {"acp-1", "\xff\xfe"};
    pv_alibaba_backup_app_request request = {.size = sizeof request, .backup_file_path = "oss://b/d/", .upload_endpoint = "oss"};
    request.android_instance_id_list = phones;
    request.android_instance_id_list_len = 2;
    REFUSES("android_instance_id_list[1]", pv_alibaba_backup_app(client, &request, NULL, &job, NULL, &error));
    phones[1] = NULL;
    REFUSES("android_instance_id_list[1]", pv_alibaba_backup_app(client, &request, NULL, &job, NULL, &error));
    request.android_instance_id_list_len = SIZE_MAX;
    REFUSES("android_instance_id_list", pv_alibaba_backup_app(client, &request, NULL, &job, NULL, &error));
    request.android_instance_id_list = NULL;
    request.android_instance_id_list_len = 1;
    REFUSES("android_instance_id_list", pv_alibaba_backup_app(client, &request, NULL, &job, NULL, &error));
    char *answer = NULL;
    REFUSES("operation", pv_call_json(client, "\xc3\x28", NULL, NULL, &answer, &error));
    REFUSES("params", pv_call_json(client, "DescribeRegions", "{", NULL, &answer, &error));
    REFUSES("operation", pv_call_json(client, "NoSuchOperation", "{}", NULL, &answer, &error));
    REFUSES("token", pv_client_resume_job(client, NULL, &job, &error));
    ENDS(PV_INVALID, pv_client_resume_job(client, "pv1.damaged", &job, &error));
    CHECK(answer == NULL && job == NULL);
}

static void numbers(void) {
    char *answer = NULL;
    pv_call_options options = {.size = sizeof options, .skip_rules = 77};
    REFUSES("options.skip_rules", pv_call_json(client, "DescribeRegions", NULL, &options, &answer, &error));
    options.skip_rules = -1;
    REFUSES("options.skip_rules", pv_call_json(client, "DescribeRegions", NULL, &options, &answer, &error));
    pv_runtime_options runtime = {.size = sizeof runtime, .log_level = 99};
    pv_runtime *made = NULL;
    REFUSES("options.log_level", pv_runtime_new(&runtime, &made, &error));
    CHECK(made == NULL);
    pv_wait_options waiting = {.size = sizeof waiting, .check = INT32_MIN};
    const char *ids[] = {"b"};
    REFUSES("options.check", pv_alibaba_backup_files_gone(client, ids, 1, &waiting, &error));
    pv_endpoint endpoints[2] = {{.size = sizeof endpoints[0], .service = "alibaba_ecp", .url = "http://127.0.0.1:1"}};
    endpoints[1] = endpoints[0];
    pv_alibaba_options twice = {.size = sizeof twice, .region = "cn-shanghai", .endpoints = endpoints, .endpoints_len = 2};
    pv_client *other = NULL;
    REFUSES("options.endpoints[1].service", pv_alibaba_client_new(NULL, &twice, &other, &error));
    twice.endpoints_len = 1;
    twice.access_key_id = "half a pair";
    ENDS(PV_CONFIGURATION, pv_alibaba_client_new(NULL, &twice, &other, &error));
    twice.allow_plain_http = 3;
    REFUSES("options.allow_plain_http", pv_alibaba_client_new(NULL, &twice, &other, &error));
    CHECK(other == NULL);
}

/* Accessors and frees take NULL, and errors are not needed. */
static void nothing(void) {
    CHECK(pv_error_message(NULL) == NULL && pv_error_detail(NULL) == NULL && pv_error_kind(NULL) == NULL);
    CHECK(pv_error_operation(NULL) == NULL && pv_error_cloud(NULL) == NULL && pv_error_vendor_code(NULL) == NULL);
    CHECK(pv_error_request_id(NULL) == NULL && pv_error_excerpt(NULL) == NULL && pv_error_token(NULL) == NULL);
    CHECK(pv_error_violation(NULL, 0) == NULL && pv_error_violations_len(NULL) == 0 && pv_error_result(NULL) == NULL);
    CHECK(pv_error_http_status(NULL) == 0 && !pv_error_retryable(NULL) && !pv_error_retry_after_ms(NULL, NULL));
    CHECK(pv_job_id(NULL) == NULL && pv_job_token(NULL) == NULL);
    CHECK(pv_client_cloud(NULL) == NULL && pv_client_region(NULL) == NULL && pv_client_project_id(NULL) == NULL);
    pv_client_close(NULL);
    pv_cancel_token_cancel(NULL);
    pv_cancel_token_free(NULL);
    pv_runtime_free(NULL);
    pv_client_free(NULL);
    pv_job_free(NULL);
    pv_error_free(NULL);
    pv_string_free(NULL);
    CHECK(pv_call_json(NULL, NULL, NULL, NULL, NULL, NULL) == PV_INVALID);
    CHECK(pv_runtime_new(NULL, NULL, NULL) == PV_INVALID);
    CHECK(pv_job_wait(NULL, NULL, NULL, NULL) == PV_INVALID);
    pv_error *error = NULL;
    CHECK(pv_call_json(client, NULL, NULL, NULL, NULL, &error) == PV_INVALID);
    CHECK(pv_error_violation(error, 1) == NULL && pv_error_violation(error, SIZE_MAX) == NULL);
    pv_error_free(error);
}

int main(void) {
    client = alibaba(NULL, NULL);
    CHECK(strcmp(pv_client_cloud(client), "alibaba") == 0);
    CHECK(strcmp(pv_client_region(client), variable("PV_ALIBABA_REGION")) == 0);
    CHECK(pv_client_project_id(client) == NULL);
    sizes();
    texts_and_lists();
    numbers();
    nothing();
    pv_client_free(client);
    return 0;
}
