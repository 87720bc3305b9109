/* The calls of Huawei's cloud. */
#include "inputs.h"

/* The most phones of a call. */
enum { PHONES = sizeof HUAWEI_PHONES / sizeof *HUAWEI_PHONES };

static pv_client *client_new(const char *url) {
    pv_huawei_options options = {
        .size = sizeof options,
        .region = REGION_HUAWEI,
        .project_id = PROJECT,
        .access_key = ACCESS_KEY,
        .secret_key = SECRET_KEY,
        .endpoint = url,
    };
    pv_client *client = NULL;
    pv_error *error = NULL;
    must(pv_huawei_client_new(NULL, &options, &client, &error), error);
    return client;
}

/* Fills `infos`, which the request borrows. */
static pv_huawei_batch_restore_request restore_request(const struct bench *bench, pv_huawei_restore_info *infos) {
    for (size_t phone = 0; phone < bench->items; phone++) {
        infos[phone] = (pv_huawei_restore_info){
            .size = sizeof *infos,
            .phone_id = HUAWEI_PHONES[phone],
            .bucket_name = BUCKET,
            .object_path = OBJECTS[phone],
        };
    }
    return (pv_huawei_batch_restore_request){
        .size = sizeof(pv_huawei_batch_restore_request),
        .restore_infos = infos,
        .restore_infos_len = bench->items,
    };
}

/* Reads the answer and gives back what the call has given. */
static size_t restore_read(pv_job *job, pv_huawei_phone_jobs_response *answer) {
    size_t found = 0;
    for (size_t phone = 0; phone < answer->jobs_len; phone++) {
        const char *id = answer->jobs[phone]->job_id;
        found += id != NULL && *id != '\0';
    }
    pv_huawei_phone_jobs_response_free(answer);
    pv_job_free(job);
    return found;
}

static size_t restore_call(const struct bench *bench) {
    pv_huawei_restore_info infos[PHONES];
    pv_huawei_batch_restore_request request = restore_request(bench, infos);
    pv_job *job = NULL;
    pv_huawei_phone_jobs_response *answer = NULL;
    pv_error *error = NULL;
    must(pv_huawei_batch_restore(bench->client, &request, &bench->options, &job, &answer, &error), error);
    return restore_read(job, answer);
}

static void restore_done(
    void *userdata, pv_status status, pv_job *job, pv_huawei_phone_jobs_response *answer, pv_error *error) {
    must(status, error);
    landed(userdata, restore_read(job, answer));
}

static void restore_start(const struct bench *bench, void *userdata) {
    pv_huawei_restore_info infos[PHONES];
    pv_huawei_batch_restore_request request = restore_request(bench, infos);
    pv_error *error = NULL;
    must(pv_huawei_batch_restore_start(bench->client, &request, &bench->options, restore_done, userdata, &error), error);
}

static size_t jobs_call(const struct bench *bench) {
    const char *submissions[] = {PROJECT};
    int64_t limit = 100;
    pv_huawei_list_jobs_request request = {
        .size = sizeof request,
        .request_ids = submissions,
        .request_ids_len = 1,
        .limit = &limit,
    };
    pv_huawei_list_jobs_response *answer = NULL;
    pv_error *error = NULL;
    must(pv_huawei_list_jobs(bench->client, &request, &bench->options, &answer, &error), error);
    size_t found = 0;
    for (size_t job = 0; job < answer->jobs_len; job++) {
        const int64_t *state = answer->jobs[job]->status;
        found += state != NULL && *state != 0;
    }
    pv_huawei_list_jobs_response_free(answer);
    return found;
}

const struct kind restore = {client_new, restore_call, restore_start};
const struct kind jobs = {client_new, jobs_call, NULL};
