#include "outcome.h"

#include <string.h>

#include "core.h"
#include "memory.h"
#include "show.h"

void outcome_init(outcome *outcome)
{
    memset(outcome, 0, sizeof *outcome);
    if (pthread_mutex_init(&outcome->lock, NULL) != 0 || pthread_cond_init(&outcome->changed, NULL) != 0)
        die("no lock", "pthread");
}

void outcome_end(outcome *outcome, pv_status status)
{
    pthread_mutex_lock(&outcome->lock);
    if (outcome->ended)
        die("a callback was called twice", pv_status_name(status));
    outcome->ended_with = status;
    outcome->ended = true;
    pthread_cond_signal(&outcome->changed);
    pthread_mutex_unlock(&outcome->lock);
}

void outcome_wait(outcome *outcome)
{
    if (outcome->status != PV_OK)
        return;
    pthread_mutex_lock(&outcome->lock);
    while (!outcome->ended)
        pthread_cond_wait(&outcome->changed, &outcome->lock);
    outcome->status = outcome->ended_with;
    pthread_mutex_unlock(&outcome->lock);
}

void outcome_free(outcome *outcome)
{
    json_decref(outcome->answer);
    json_decref(outcome->last_update);
    pv_job_free(outcome->job);
    pv_error_free(outcome->error);
    pthread_cond_destroy(&outcome->changed);
    pthread_mutex_destroy(&outcome->lock);
}

/* Every fact of an error under the names of tests/manifest.json. */
static json_t *facts(const pv_error *error)
{
    json_t *to = json_object();
    put_text(to, "kind", pv_error_kind(error));
    put_text(to, "applied", applied_name(pv_error_applied(error)));
    put(to, "retryable", json_boolean(pv_error_retryable(error)));
    uint64_t milliseconds = 0;
    if (pv_error_retry_after_ms(error, &milliseconds))
        put(to, "retry_after", json_real((double)milliseconds / 1000.0));
    put_text(to, "operation", pv_error_operation(error));
    put_text(to, "cloud", pv_error_cloud(error));
    put_text(to, "vendor_code", pv_error_vendor_code(error));
    if (pv_error_http_status(error) != 0)
        put_integer(to, "http_status", pv_error_http_status(error));
    put_text(to, "request_id", pv_error_request_id(error));
    /* In C `message` is the whole line. */
    put_text(to, "message", pv_error_detail(error));
    put_text(to, "excerpt", pv_error_excerpt(error));
    size_t count = pv_error_violations_len(error);
    json_t *violations = count == 0 ? NULL : json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(violations, show_violation(pv_error_violation(error, i)));
    put(to, "violations", violations);
    const pv_job_result *result = pv_error_result(error);
    put(to, "result", result == NULL ? NULL : show_job_result(result));
    return to;
}

json_t *outcome_reply(outcome *outcome)
{
    json_t *reply = json_object();
    const char *name = pv_status_name(outcome->status);
    if (outcome->status == PV_OK) {
        if (outcome->error != NULL)
            die("an error of a call that succeeded", pv_error_message(outcome->error));
        put(reply, "answer", outcome->answer == NULL ? json_null() : outcome->answer);
        outcome->answer = NULL;
        put(reply, "last_update", outcome->last_update);
        outcome->last_update = NULL;
        return reply;
    }
    if (outcome->answer != NULL || outcome->job != NULL)
        die("an answer of a call that failed", name);
    if (outcome->error == NULL || pv_error_status(outcome->error) != outcome->status)
        die("an error of another status than the call", name);
    if (strcmp(pv_error_kind(outcome->error), name) != 0)
        die("an error of another kind than its status", name);
    if (strstr(pv_error_message(outcome->error), pv_error_detail(outcome->error)) == NULL)
        die("the line of an error does not hold its cause", pv_error_message(outcome->error));
    json_t *told = facts(outcome->error);
    if (outcome->with_line)
        put_text(told, "display", pv_error_message(outcome->error));
    put(reply, "error", told);
    return reply;
}
