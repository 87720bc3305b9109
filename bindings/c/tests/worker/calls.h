/* Typed operations. Each has functions that take its request from JSON, call it, and show its answer as JSON; the lists of them
 * are generated from tests/manifest.json with the macros below: generated/huawei.c and generated/alibaba.c. */
#ifndef WORKER_CALLS_H
#define WORKER_CALLS_H

#include <jansson.h>
#include <phonevault.h>
#include <stdbool.h>

#include "memory.h"
#include "outcome.h"

/* What a call is made with. */
typedef struct call {
    const pv_client *client;
    const pv_call_options *options;
    const json_t *params;
    /* For the request: may be freed as soon as the call has begun. */
    arena *arena;
} call;

/* How a list is gone through. */
typedef struct portions {
    bool by_page;
    /* No more is asked for when there are so many items. */
    size_t most;
} portions;

typedef struct operation {
    const char *name;
    /* Calls, and waits for the answer. */
    void (*call)(const call *call, outcome *outcome);
    /* Only begins the call, which ends with `outcome_end` if that succeeds. */
    void (*start)(const call *call, outcome *outcome);
    /* Goes through the list: an array of arrays of items. NULL if it is none. */
    void (*go_through)(const call *call, const portions *portions, outcome *outcome);
} operation;

/* All operations; the last has no name. */
extern const operation huawei_operations[];
extern const operation alibaba_operations[];

/* Shows and frees a response. */
#define SHOWN(cloud, response, given, outcome) \
    do { \
        if ((given) != NULL) \
            (outcome)->answer = show_##response(given); \
        pv_##cloud##_##response##_free(given); \
    } while (0)

/* An operation that only answers. */
#define PLAIN(cloud, method, request, response) \
    static void call_##method(const call *call, outcome *outcome) \
    { \
        pv_##cloud##_##request given = {0}; \
        pv_##cloud##_##response *answer = NULL; \
        take_##request(call->arena, call->params, &given); \
        outcome->status = pv_##cloud##_##method(call->client, &given, call->options, &answer, &outcome->error); \
        SHOWN(cloud, response, answer, outcome); \
    } \
    static void done_##method(void *userdata, pv_status status, pv_##cloud##_##response *answer, pv_error *error) \
    { \
        outcome *outcome = userdata; \
        outcome->error = error; \
        SHOWN(cloud, response, answer, outcome); \
        outcome_end(outcome, status); \
    } \
    static void start_##method(const call *call, outcome *outcome) \
    { \
        pv_##cloud##_##request given = {0}; \
        take_##request(call->arena, call->params, &given); \
        outcome->status = \
            pv_##cloud##_##method##_start(call->client, &given, call->options, done_##method, outcome, &outcome->error); \
    }

/* An operation that submits a job. */
#define JOB(cloud, method, request, response) \
    static void call_##method(const call *call, outcome *outcome) \
    { \
        pv_##cloud##_##request given = {0}; \
        pv_##cloud##_##response *answer = NULL; \
        take_##request(call->arena, call->params, &given); \
        outcome->status = pv_##cloud##_##method(call->client, &given, call->options, &outcome->job, &answer, &outcome->error); \
        SHOWN(cloud, response, answer, outcome); \
    } \
    static void done_##method(void *userdata, pv_status status, pv_job *job, pv_##cloud##_##response *answer, pv_error *error) \
    { \
        outcome *outcome = userdata; \
        outcome->job = job; \
        outcome->error = error; \
        SHOWN(cloud, response, answer, outcome); \
        outcome_end(outcome, status); \
    } \
    static void start_##method(const call *call, outcome *outcome) \
    { \
        pv_##cloud##_##request given = {0}; \
        take_##request(call->arena, call->params, &given); \
        outcome->status = \
            pv_##cloud##_##method##_start(call->client, &given, call->options, done_##method, outcome, &outcome->error); \
    }

/* A list: by whole pages, whose field `listed` is shown, or by the items alone. */
#define PAGES(cloud, pages, request, response, listed, item) \
    static json_t *page_of_##pages(pv_##cloud##_##pages *list, outcome *outcome) \
    { \
        pv_##cloud##_##response *page = NULL; \
        outcome->status = pv_##cloud##_##pages##_next(list, &page, &outcome->error); \
        if (page == NULL) \
            return NULL; \
        json_t *portion = json_array(); \
        for (size_t i = 0; i < page->listed##_len; i++) \
            json_array_append_new(portion, show_##item(page->listed[i])); \
        pv_##cloud##_##response##_free(page); \
        return portion; \
    } \
    static json_t *items_of_##pages(pv_##cloud##_##pages *list, outcome *outcome) \
    { \
        pv_##cloud##_##item##_list *some = NULL; \
        outcome->status = pv_##cloud##_##pages##_next_items(list, &some, &outcome->error); \
        if (some == NULL) \
            return NULL; \
        json_t *portion = json_array(); \
        for (size_t i = 0; i < some->items_len; i++) \
            json_array_append_new(portion, show_##item(some->items[i])); \
        pv_##cloud##_##item##_list_free(some); \
        return portion; \
    } \
    static void go_through_##pages(const call *call, const portions *portions, outcome *outcome) \
    { \
        pv_##cloud##_##request given = {0}; \
        pv_##cloud##_##pages *list = NULL; \
        take_##request(call->arena, call->params, &given); \
        outcome->status = pv_##cloud##_##pages##_new(call->client, &given, call->options, &list, &outcome->error); \
        arena_free(call->arena); \
        json_t *all = json_array(); \
        size_t had = 0; \
        while (outcome->status == PV_OK && had < portions->most) { \
            json_t *portion = portions->by_page ? page_of_##pages(list, outcome) : items_of_##pages(list, outcome); \
            if (portion == NULL) \
                break; \
            had += json_array_size(portion); \
            json_array_append_new(all, portion); \
        } \
        pv_##cloud##_##pages##_free(list); \
        if (outcome->status == PV_OK) \
            outcome->answer = all; \
        else \
            json_decref(all); \
    }

#endif
