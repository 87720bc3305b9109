/* How calls end from outside: cancelled, closed, freed, and used from many threads. */
#define _POSIX_C_SOURCE 200809L

#include "check.h"

#include <pthread.h>
#include <unistd.h>

/* One call on a thread of its own, against a service that does not answer. */
typedef struct call {
    const pv_client *client;
    const pv_cancel_token *cancel;
    pv_status ended;
    pv_applied applied;
} call;

static void *read_regions(void *userdata) {
    call *call = userdata;
    pv_call_options options = {.size = sizeof options, .cancel = call->cancel};
    pv_error *error = NULL;
    char *answer = NULL;
    call->ended = pv_call_json(call->client, "DescribeRegions", NULL, &options, &answer, &error);
    call->applied = pv_error_applied(error);
    CHECK(answer == NULL);
    pv_error_free(error);
    return NULL;
}

/* Starts the call; it has arrived when this returns. */
static int begin(pthread_t *thread, call *call, const service *service) {
    CHECK(pthread_create(thread, NULL, read_regions, call) == 0);
    int connection = service_accept(service);
    service_read(connection);
    return connection;
}

static void cancelled(void) {
    service service = service_open();
    pv_client *client = alibaba(NULL, service.url);
    pv_cancel_token *token = pv_cancel_token_new();
    pthread_t thread;
    call call = {.client = client, .cancel = token};
    int connection = begin(&thread, &call, &service);
    pv_cancel_token_cancel(token);
    pthread_join(thread, NULL);
    CHECK(call.ended == PV_CANCELLED && call.applied == PV_APPLIED_NO);
    close(connection);

    /* A token that was used cancels what comes after it, before anything is sent. */
    pv_call_options options = {.size = sizeof options, .cancel = token};
    const char *ids[] = {"acp-1"};
    pv_alibaba_stop_android_instance_request request = {
        .size = sizeof request, .android_instance_ids = ids, .android_instance_ids_len = 1};
    pv_job *job = NULL;
    pv_error *error = NULL;
    CHECK(pv_alibaba_stop_android_instance(client, &request, &options, &job, NULL, &error) == PV_CANCELLED);
    CHECK(pv_error_applied(error) == PV_APPLIED_NO && job == NULL);
    pv_error_free(error);
    pv_cancel_token_free(token);
    pv_client_free(client);
    service_close(&service);
}

static void closed(bool freed) {
    service service = service_open();
    pv_client *client = alibaba(NULL, service.url);
    pthread_t thread;
    call call = {.client = client};
    int connection = begin(&thread, &call, &service);
    if (freed) {
        pv_client_free(client);
    } else {
        pv_client_close(client);
    }
    pthread_join(thread, NULL);
    CHECK(call.ended == PV_CLOSED);
    close(connection);
    if (!freed) {
        char *answer = NULL;
        ENDS(PV_CLOSED, pv_call_json(client, "DescribeRegions", NULL, NULL, &answer, &error));
        pv_client_free(client);
    }
    service_close(&service);
}

/* The time of a call is its own. */
static void timed_out(void) {
    service service = service_open();
    pv_client *client = alibaba(NULL, service.url);
    pv_call_options options = {.size = sizeof options, .timeout_ms = 20};
    char *answer = NULL;
    pv_error *error = NULL;
    CHECK(pv_call_json(client, "DescribeRegions", NULL, &options, &answer, &error) == PV_TIMEOUT);
    CHECK(pv_error_applied(error) == PV_APPLIED_NO && pv_error_retryable(error));
    pv_error_free(error);
    pv_client_free(client);
    service_close(&service);
}

/* Jobs outlive their client, and say so. */
static void job_of_a_freed_client(void) {
    pv_client *client = alibaba(NULL, NULL);
    pv_job *job = back_up(client, "freed");
    pv_client_free(client);
    pv_error *error = NULL;
    CHECK(pv_job_wait(job, NULL, NULL, &error) == PV_CLOSED);
    /* The work goes on: it can be taken up again. */
    CHECK(pv_error_applied(error) == PV_APPLIED_YES);
    CHECK(strcmp(pv_error_token(error), pv_job_token(job)) == 0);
    pv_client *other = alibaba(NULL, NULL);
    pv_job *again = NULL;
    CHECK(pv_client_resume_job(other, pv_error_token(error), &again, NULL) == PV_OK);
    CHECK(strcmp(pv_job_id(again), pv_job_id(job)) == 0);
    pv_error_free(error);
    pv_job_free(job);
    pv_wait_options options = {.size = sizeof options, .first_pause_ms = 10, .longest_pause_ms = 50};
    pv_job_result *result = NULL;
    ENDS(PV_OK, pv_job_wait(again, &options, &result, &error));
    CHECK(result->phones_len == 1 && result->phones[0]->outcome == PV_OUTCOME_SUCCEEDED);
    pv_job_result_free(result);
    pv_job_free(again);
    pv_client_free(other);
}

enum { THREADS = 16, CALLS = 10 };

static void *many(void *userdata) {
    const pv_client *client = userdata;
    pv_alibaba_describe_android_instances_request request = {.size = sizeof request};
    for (int i = 0; i < CALLS; i++) {
        pv_alibaba_describe_android_instances_response *response = NULL;
        ENDS(PV_OK, pv_alibaba_describe_android_instances(client, &request, NULL, &response, &error));
        CHECK(response->instance_model_len > 0);
        CHECK(strncmp(response->instance_model[0]->android_instance_id, "acp-", 4) == 0);
        pv_alibaba_describe_android_instances_response_free(response);
        char *answer = NULL;
        REFUSES("operation", pv_call_json(client, "NoSuchOperation", NULL, NULL, &answer, &error));
    }
    return NULL;
}

static void many_threads(void) {
    pv_client *client = alibaba(NULL, NULL);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_create(&threads[i], NULL, many, client) == 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    pv_client_free(client);
}

int main(void) {
    cancelled();
    closed(false);
    closed(true);
    timed_out();
    job_of_a_freed_client();
    many_threads();
    return 0;
}
