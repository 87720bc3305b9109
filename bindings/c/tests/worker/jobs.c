#include <stdlib.h>
#include <string.h>

#include "core.h"
#include "show.h"
#include "worker.h"

void keep_job(worker *worker, const json_t *order, outcome *outcome)
{
    named_job *kept = zeroed(1, sizeof *kept);
    kept->before = worker->jobs;
    kept->name = copy(text_of(order, "job"));
    kept->job = outcome->job;
    worker->jobs = kept;
    outcome->job = NULL;
}

static const pv_job *job_of(const worker *worker, const json_t *order)
{
    const char *name = text_of(order, "job");
    for (const named_job *job = worker->jobs; job != NULL; job = job->before)
        if (strcmp(job->name, name) == 0)
            return job->job;
    die("there is no job", name);
}

void free_jobs(worker *worker)
{
    while (worker->jobs != NULL) {
        named_job *job = worker->jobs;
        worker->jobs = job->before;
        pv_job_free(job->job);
        free(job->name);
        free(job);
    }
}

void show_handle(worker *worker, const json_t *order, outcome *outcome)
{
    const pv_job *job = job_of(worker, order);
    outcome->answer = json_object();
    put_text(outcome->answer, "id", pv_job_id(job));
    put_text(outcome->answer, "token", pv_job_token(job));
}

static void show_status(pv_job_status *status, outcome *outcome)
{
    if (status != NULL)
        outcome->answer = show_job_status(status);
    pv_job_status_free(status);
}

static void status_done(void *userdata, pv_status status, pv_job_status *seen, pv_error *error)
{
    outcome *outcome = userdata;
    outcome->error = error;
    show_status(seen, outcome);
    outcome_end(outcome, status);
}

void look_at_job(worker *worker, const json_t *order, outcome *outcome)
{
    const pv_job *job = job_of(worker, order);
    if (worker->callbacks) {
        outcome->status = pv_job_get_status_start(job, NULL, status_done, outcome, &outcome->error);
        outcome_wait(outcome);
        return;
    }
    pv_job_status *seen = NULL;
    outcome->status = pv_job_get_status(job, NULL, &seen, &outcome->error);
    show_status(seen, outcome);
}

static void on_update(void *userdata, const pv_job_status *status)
{
    outcome *outcome = userdata;
    if (outcome->ended)
        die("an update after the end", "pv_job_wait");
    json_decref(outcome->last_update);
    outcome->last_update = show_job_status(status);
}

static void show_result(pv_job_result *result, outcome *outcome)
{
    if (result != NULL)
        outcome->answer = show_job_result(result);
    pv_job_result_free(result);
}

static void wait_done(void *userdata, pv_status status, pv_job_result *result, pv_error *error)
{
    outcome *outcome = userdata;
    outcome->error = error;
    show_result(result, outcome);
    outcome_end(outcome, status);
}

static uint64_t milliseconds(const json_t *order, const char *name)
{
    return (uint64_t)json_integer_value(json_object_get(order, name));
}

void wait_for_job(worker *worker, const json_t *order, outcome *outcome)
{
    const pv_job *job = job_of(worker, order);
    pv_wait_options options = {0};
    options.size = sizeof options;
    options.timeout_ms = milliseconds(order, "timeout_ms");
    options.first_pause_ms = milliseconds(order, "first_pause_ms");
    options.longest_pause_ms = milliseconds(order, "longest_pause_ms");
    options.check = json_is_true(json_object_get(order, "check")) ? PV_FLAG_TRUE : PV_FLAG_FALSE;
    options.on_update = on_update;
    options.userdata = outcome;
    if (worker->callbacks) {
        outcome->status = pv_job_wait_start(job, &options, wait_done, outcome, &outcome->error);
        memset(&options, 0, sizeof options);
        outcome_wait(outcome);
        return;
    }
    pv_job_result *result = NULL;
    outcome->status = pv_job_wait(job, &options, &result, &outcome->error);
    show_result(result, outcome);
}

void resume_job(worker *worker, const json_t *order, outcome *outcome)
{
    const pv_client *client = client_of(worker, order)->client;
    outcome->status = pv_client_resume_job(client, text_of(order, "token"), &outcome->job, &outcome->error);
    if (outcome->status == PV_OK)
        keep_job(worker, order, outcome);
}
