/* Exports the first phone of Huawei to the key that the tests of the examples restore. */
#include "check.h"

int main(void) {
    pv_endpoint endpoint = {.size = sizeof endpoint, .service = "huawei_cph", .url = variable("PV_CPH")};
    pv_huawei_options options = {
        .size = sizeof options,
        .region = variable("PV_HUAWEI_REGION"),
        .project_id = variable("PV_HUAWEI_PROJECT"),
        .access_key = variable("PV_HUAWEI_AK"),
        .secret_key = variable("PV_HUAWEI_SK"),
        .endpoints = &endpoint,
        .endpoints_len = 1,
    };
    pv_client *client = NULL;
    ENDS(PV_OK, pv_huawei_client_new(NULL, &options, &client, &error));
    CHECK(strcmp(pv_client_project_id(client), variable("PV_HUAWEI_PROJECT")) == 0);
    char *phone = first_phone("PV_PHONES_HUAWEI");
    const char *files[] = {"/data/app"};
    pv_huawei_storage_info info = {
        .size = sizeof info,
        .phone_id = phone,
        .include_files = files,
        .include_files_len = 1,
        .bucket_name = variable("PV_BUCKET_OBS"),
        .object_path = "example.tar",
    };
    pv_huawei_batch_storage_request request = {
        .size = sizeof request, .storage_infos = &info, .storage_infos_len = 1};
    pv_job *job = NULL;
    pv_huawei_phone_jobs_response *response = NULL;
    ENDS(PV_OK, pv_huawei_batch_storage(client, &request, NULL, &job, &response, &error));
    CHECK(response->jobs_len == 1 && strcmp(response->jobs[0]->phone_id, phone) == 0);
    CHECK(response->size == sizeof *response);
    pv_huawei_phone_jobs_response_free(response);
    pv_wait_options waiting = {.size = sizeof waiting, .first_pause_ms = 10, .longest_pause_ms = 50};
    ENDS(PV_OK, pv_job_wait(job, &waiting, NULL, &error));
    pv_job_free(job);
    pv_client_free(client);
    free(phone);
    return 0;
}
