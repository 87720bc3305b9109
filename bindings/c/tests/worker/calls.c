#include "calls.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "show.h"
#include "worker.h"

static const operation *operation_of(const pv_client *client, const char *name)
{
    bool alibaba = strcmp(pv_client_cloud(client), "alibaba") == 0;
    const operation *operation = alibaba ? alibaba_operations : huawei_operations;
    for (; operation->name != NULL; operation++)
        if (strcmp(operation->name, name) == 0)
            return operation;
    die("there is no such operation", name);
}

void call_typed(worker *worker, const json_t *order, outcome *outcome)
{
    const named_client *on = client_of(worker, order);
    const operation *operation = operation_of(on->client, text_of(order, "operation"));
    arena arena = {0};
    const call call = {on->client, &on->options, json_object_get(order, "params"), &arena};
    if (worker->callbacks) {
        operation->start(&call, outcome);
        /* The library has its own copy of what it still needs. */
        arena_free(&arena);
        outcome_wait(outcome);
    } else {
        operation->call(&call, outcome);
        arena_free(&arena);
    }
    if (outcome->job != NULL && json_is_string(json_object_get(order, "job")))
        keep_job(worker, order, outcome);
}

static void show_text(char *answer, outcome *outcome)
{
    if (answer != NULL) {
        json_t *holder = json_object();
        put_json(holder, "answer", answer);
        outcome->answer = json_incref(json_object_get(holder, "answer"));
        json_decref(holder);
    }
    pv_string_free(answer);
}

static void untyped_done(void *userdata, pv_status status, char *answer, pv_error *error)
{
    outcome *outcome = userdata;
    outcome->error = error;
    show_text(answer, outcome);
    outcome_end(outcome, status);
}

void call_untyped(worker *worker, const json_t *order, outcome *outcome)
{
    const named_client *on = client_of(worker, order);
    char *operation = copy(text_of(order, "operation"));
    char *params = json_dumps(json_object_get(order, "params"), JSON_COMPACT);
    char *answer = NULL;
    if (worker->callbacks) {
        outcome->status = pv_call_json_start(on->client, operation, params, &on->options, untyped_done, outcome, &outcome->error);
    } else {
        outcome->status = pv_call_json(on->client, operation, params, &on->options, &answer, &outcome->error);
        show_text(answer, outcome);
    }
    free(params);
    free(operation);
    if (worker->callbacks)
        outcome_wait(outcome);
}

void go_through_pages(worker *worker, const json_t *order, outcome *outcome)
{
    const named_client *on = client_of(worker, order);
    const char *name = text_of(order, "operation");
    const operation *operation = operation_of(on->client, name);
    if (operation->go_through == NULL)
        die("it is no list", name);
    arena arena = {0};
    const call call = {on->client, &on->options, json_object_get(order, "params"), &arena};
    const json_t *most = json_object_get(order, "most");
    const portions portions = {
        .by_page = json_is_true(json_object_get(order, "by_page")),
        .most = json_is_integer(most) ? (size_t)json_integer_value(most) : SIZE_MAX,
    };
    operation->go_through(&call, &portions, outcome);
    arena_free(&arena);
}
