/* The calls of Alibaba's cloud. */
#include "inputs.h"

static pv_client *client_new(const char *url) {
    pv_alibaba_options options = {
        .size = sizeof options,
        .region = REGION_ALIBABA,
        .access_key_id = ACCESS_KEY,
        .access_key_secret = SECRET_KEY,
        .endpoint = url,
    };
    pv_client *client = NULL;
    pv_error *error = NULL;
    must(pv_alibaba_client_new(NULL, &options, &client, &error), error);
    return client;
}

static pv_alibaba_backup_app_request backup_request(const struct bench *bench) {
    static const char *const apps[] = {APP};
    return (pv_alibaba_backup_app_request){
        .size = sizeof(pv_alibaba_backup_app_request),
        .android_instance_id_list = ALIBABA_PHONES,
        .android_instance_id_list_len = bench->items,
        .source_app_list = apps,
        .source_app_list_len = 1,
        .backup_file_path = FOLDER,
        .upload_endpoint = UPLOAD_ENDPOINT,
    };
}

/* Reads the answer and gives back what the call has given. */
static size_t backup_read(pv_job *job, pv_alibaba_backup_response *answer) {
    size_t found = 0;
    for (size_t phone = 0; phone < answer->data_len; phone++) {
        const char *id = answer->data[phone]->task_id;
        found += id != NULL && *id != '\0';
    }
    pv_alibaba_backup_response_free(answer);
    pv_job_free(job);
    return found;
}

static size_t backup_call(const struct bench *bench) {
    pv_alibaba_backup_app_request request = backup_request(bench);
    pv_job *job = NULL;
    pv_alibaba_backup_response *answer = NULL;
    pv_error *error = NULL;
    must(pv_alibaba_backup_app(bench->client, &request, &bench->options, &job, &answer, &error), error);
    return backup_read(job, answer);
}

static void backup_done(
    void *userdata, pv_status status, pv_job *job, pv_alibaba_backup_response *answer, pv_error *error) {
    must(status, error);
    landed(userdata, backup_read(job, answer));
}

static void backup_start(const struct bench *bench, void *userdata) {
    pv_alibaba_backup_app_request request = backup_request(bench);
    pv_error *error = NULL;
    must(pv_alibaba_backup_app_start(bench->client, &request, &bench->options, backup_done, userdata, &error), error);
}

static size_t tasks_call(const struct bench *bench) {
    int64_t level = 2, most = 100;
    pv_alibaba_describe_tasks_request request = {.size = sizeof request, .level = &level, .max_results = &most};
    pv_alibaba_describe_tasks_response *answer = NULL;
    pv_error *error = NULL;
    must(pv_alibaba_describe_tasks(bench->client, &request, &bench->options, &answer, &error), error);
    size_t found = 0;
    for (size_t task = 0; task < answer->data_len; task++) {
        found += *answer->data[task]->task_status != '\0';
    }
    pv_alibaba_describe_tasks_response_free(answer);
    return found;
}

const struct kind backup = {client_new, backup_call, backup_start};
const struct kind tasks = {client_new, tasks_call, NULL};
