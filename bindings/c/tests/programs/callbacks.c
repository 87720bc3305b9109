/* Callbacks: each is called exactly once, on the thread of the runtime, and the log holds no secret. */
#define _POSIX_C_SOURCE 200809L

#include "check.h"

#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t news = PTHREAD_COND_INITIALIZER;

/* What callbacks saw. */
typedef struct seen {
    int times;
    pv_status status;
    pv_status inside;
    const pv_client *client;
    pv_job *job;
} seen;

static void saw(seen *seen, pv_status status) {
    pthread_mutex_lock(&mutex);
    seen->times++;
    seen->status = status;
    pthread_cond_broadcast(&news);
    pthread_mutex_unlock(&mutex);
}

static void await(const seen *seen, int times) {
    pthread_mutex_lock(&mutex);
    while (seen->times < times) {
        pthread_cond_wait(&news, &mutex);
    }
    pthread_mutex_unlock(&mutex);
}

static void on_answer(void *userdata, pv_status status, char *answer, pv_error *error) {
    seen *seen = userdata;
    CHECK((status == PV_OK) == (answer != NULL) && (status == PV_OK) == (error == NULL));
    if (seen->client) {
        /* To wait would hold all other calls up. */
        char *other = NULL;
        seen->inside = pv_call_json(seen->client, "DescribeRegions", NULL, NULL, &other, NULL);
    }
    pv_string_free(answer);
    pv_error_free(error);
    saw(seen, status);
}

static void on_job(void *userdata, pv_status status, pv_job *job, pv_alibaba_backup_response *response, pv_error *error) {
    CHECK(status == PV_OK && job != NULL && response != NULL && error == NULL);
    CHECK(response->request_id != NULL);
    pv_alibaba_backup_response_free(response);
    ((seen *)userdata)->job = job;
    saw(userdata, status);
}

/* Lines of the log, one after another. */
typedef struct lines {
    char text[65536];
    size_t length;
} lines;

static void on_line(void *userdata, int32_t level, const char *message) {
    lines *lines = userdata;
    CHECK(level >= PV_LOG_ERROR && level <= PV_LOG_DEBUG);
    pthread_mutex_lock(&mutex);
    int more = snprintf(lines->text + lines->length, sizeof lines->text - lines->length, "%s\n", message);
    if (more > 0 && lines->length + (size_t)more < sizeof lines->text) {
        lines->length += (size_t)more;
    }
    pthread_mutex_unlock(&mutex);
}

static void many_at_once(void) {
    enum { MANY = 100 };
    static lines lines;
    pv_runtime_options options = {.size = sizeof options, .log = on_line, .log_userdata = &lines, .log_level = PV_LOG_DEBUG};
    pv_runtime *runtime = NULL;
    ENDS(PV_OK, pv_runtime_new(&options, &runtime, &error));
    pv_client *client = alibaba(runtime, NULL);
    static seen all[MANY];
    for (int i = 0; i < MANY; i++) {
        /* Some wait inside, some fail. */
        all[i].client = i % 3 == 0 ? client : NULL;
        const char *operation = i % 2 == 0 ? "DescribeRegions" : "DescribeBuckets";
        ENDS(PV_OK, pv_call_json_start(client, operation, "{}", NULL, on_answer, &all[i], &error));
    }
    for (int i = 0; i < MANY; i++) {
        await(&all[i], 1);
    }
    char *phone = first_phone("PV_PHONES_ALIBABA");
    const char *phones[] = {phone}, *apps[] = {"com.example.notes"};
    char path[256];
    snprintf(path, sizeof path, "oss://%s/callbacks/", variable("PV_BUCKET_OSS"));
    pv_alibaba_backup_app_request request = {
        .size = sizeof request, .android_instance_id_list = phones, .android_instance_id_list_len = 1,
        .source_app_list = apps, .source_app_list_len = 1, .backup_file_path = path,
        .upload_endpoint = variable("PV_ALIBABA_UPLOAD_ENDPOINT")};
    seen job = {0};
    ENDS(PV_OK, pv_alibaba_backup_app_start(client, &request, NULL, on_job, &job, &error));
    await(&job, 1);
    pv_wait_options waiting = {.size = sizeof waiting, .first_pause_ms = 10, .longest_pause_ms = 50};
    ENDS(PV_OK, pv_job_wait(job.job, &waiting, NULL, &error));
    pv_job_free(job.job);
    /* What is refused before it begins has no callback. */
    seen refused = {0};
    REFUSES("done", pv_call_json_start(client, "DescribeRegions", NULL, NULL, NULL, &refused, &error));
    request.android_instance_id_list = NULL;
    REFUSES("android_instance_id_list", pv_alibaba_backup_app_start(client, &request, NULL, on_job, &refused, &error));
    pv_client_free(client);
    pv_runtime_free(runtime);
    for (int i = 0; i < MANY; i++) {
        CHECK(all[i].times == 1 && all[i].status == PV_OK);
        CHECK(all[i].client == NULL || all[i].inside == PV_UNSUPPORTED);
    }
    CHECK(job.times == 1 && refused.times == 0);
    CHECK(strstr(lines.text, "DescribeRegions") != NULL);
    CHECK(strstr(lines.text, variable("PV_ALIBABA_SECRET")) == NULL);
    free(phone);
}

/* What still runs when the runtime is freed has ended when that returns. */
static void freed_while_calls_run(bool token) {
    enum { MANY = 10 };
    service service = service_open();
    pv_runtime *runtime = NULL;
    ENDS(PV_OK, pv_runtime_new(NULL, &runtime, &error));
    pv_client *client = alibaba(runtime, service.url);
    pv_cancel_token *cancel = pv_cancel_token_new();
    pv_call_options options = {.size = sizeof options, .cancel = cancel};
    seen all[MANY] = {{0}};
    int connections[MANY];
    for (int i = 0; i < MANY; i++) {
        ENDS(PV_OK, pv_call_json_start(client, "DescribeRegions", NULL, &options, on_answer, &all[i], &error));
        connections[i] = service_accept(&service);
        service_read(connections[i]);
    }
    if (token) {
        pv_cancel_token_cancel(cancel);
        for (int i = 0; i < MANY; i++) {
            await(&all[i], 1);
        }
    }
    pv_runtime_free(runtime);
    for (int i = 0; i < MANY; i++) {
        CHECK(all[i].times == 1 && all[i].status == (token ? PV_CANCELLED : PV_CLOSED));
        close(connections[i]);
    }
    ENDS(PV_CLOSED, pv_call_json_start(client, "DescribeRegions", NULL, NULL, on_answer, &all[0], &error));
    pv_client_free(client);
    pv_cancel_token_free(cancel);
    service_close(&service);
}

/* What an update of a wait is told with. */
typedef struct updates {
    const pv_job *job;
    const pv_cancel_token *cancel;
    int times;
    size_t ended;
} updates;

static void on_update(void *userdata, const pv_job_status *status) {
    updates *updates = userdata;
    updates->times++;
    updates->ended = status->ended;
    CHECK(status->phones_len == 1 && status->phones[0]->phone != NULL);
    if (updates->cancel) {
        pv_cancel_token_cancel(updates->cancel);
        return;
    }
    /* During a wait that blocks, it may call what it likes. */
    pv_job_status *own = NULL;
    ENDS(PV_OK, pv_job_get_status(updates->job, NULL, &own, &error));
    CHECK(own->phones_len == 1);
    pv_job_status_free(own);
}

static void on_result(void *userdata, pv_status status, pv_job_result *result, pv_error *error) {
    CHECK((status == PV_OK) == (result != NULL) && (status == PV_OK) == (error == NULL));
    pv_job_result_free(result);
    pv_error_free(error);
    saw(userdata, status);
}

/* A service that does not show the work, which counts as running. */
static void look_once(int connection) {
    service_read(connection);
    service_answer(connection, "{\"RequestId\":\"R\",\"Data\":[]}");
}

typedef struct accepted {
    const service *service;
    int connection;
} accepted;

static void *accept_and_look(void *userdata) {
    accepted *accepted = userdata;
    accepted->connection = service_accept(accepted->service);
    look_once(accepted->connection);
    return NULL;
}

/* A callback may cancel the wait that it hears of. */
static void cancelled_in_an_update(const pv_job *job) {
    service service = service_open();
    pv_client *client = alibaba(NULL, service.url);
    pv_job *endless = NULL;
    ENDS(PV_OK, pv_client_resume_job(client, pv_job_token(job), &endless, &error));
    pv_cancel_token *cancel = pv_cancel_token_new();
    updates heard = {.cancel = cancel};
    pv_wait_options options = {.size = sizeof options, .on_update = on_update, .userdata = &heard, .cancel = cancel};
    seen waited = {0};
    ENDS(PV_OK, pv_job_wait_start(endless, &options, on_result, &waited, &error));
    int connection = service_accept(&service);
    look_once(connection);
    await(&waited, 1);
    CHECK(waited.status == PV_CANCELLED && heard.times == 1 && heard.ended == 0);
    close(connection);

    /* The same with a wait that blocks. */
    pv_cancel_token_free(cancel);
    cancel = pv_cancel_token_new();
    heard = (updates){.cancel = cancel};
    options.cancel = cancel;
    pthread_t thread;
    accepted accepted = {.service = &service};
    CHECK(pthread_create(&thread, NULL, accept_and_look, &accepted) == 0);
    pv_error *error = NULL;
    CHECK(pv_job_wait(endless, &options, NULL, &error) == PV_CANCELLED);
    CHECK(pv_error_applied(error) == PV_APPLIED_YES && strcmp(pv_error_token(error), pv_job_token(endless)) == 0);
    pv_error_free(error);
    pthread_join(thread, NULL);
    close(accepted.connection);
    pv_cancel_token_free(cancel);
    pv_job_free(endless);
    pv_client_free(client);
    service_close(&service);
}

static void progress(void) {
    pv_client *client = alibaba(NULL, NULL);
    pv_job *job = back_up(client, "progress");
    updates heard = {.job = job};
    pv_wait_options options = {.size = sizeof options, .first_pause_ms = 10, .longest_pause_ms = 50, .on_update = on_update, .userdata = &heard};
    ENDS(PV_OK, pv_job_wait(job, &options, NULL, &error));
    CHECK(heard.times > 0 && heard.ended == 1);
    seen waited = {0};
    options.on_update = NULL;
    ENDS(PV_OK, pv_job_wait_start(job, &options, on_result, &waited, &error));
    await(&waited, 1);
    CHECK(waited.status == PV_OK);
    cancelled_in_an_update(job);
    pv_job_free(job);
    pv_client_free(client);
}

int main(void) {
    many_at_once();
    freed_while_calls_run(false);
    freed_while_calls_run(true);
    progress();
    return 0;
}
