/* A program that carries the steps of the shared scenarios out with the C interface: bindings/c/tests/scenarios starts it and
 * speaks with it. An order is a JSON object on the standard input, its reply one on the standard output.
 *
 * cc -std=c11 -I include bindings/c/tests/worker/{,generated/}*.c target/debug/libphonevault_c.a -ljansson -lpthread -ldl -lm -o worker */
#ifndef WORKER_H
#define WORKER_H

#include <jansson.h>
#include <phonevault.h>
#include <stdbool.h>

#include "calls.h"
#include "memory.h"
#include "outcome.h"

/* A client under its name; with `from` the same as another with other options for its calls. */
typedef struct named_client {
    struct named_client *before;
    char *name;
    pv_client *client;
    bool shared;
    pv_call_options options;
} named_client;

/* A job under its name. */
typedef struct named_job {
    struct named_job *before;
    char *name;
    pv_job *job;
} named_job;

typedef struct worker {
    /* Whether calls are begun and end with a callback, or block. */
    bool callbacks;
    /* That of all clients if there are callbacks. Else each has its own. */
    pv_runtime *runtime;
    named_client *clients;
    named_job *jobs;
} worker;

/* A text of an order, which must be there. */
const char *text_of(const json_t *order, const char *name);

/* A copy of a text, to be freed. */
char *copy(const char *text);

/* clients.c */
void make_client(worker *worker, const json_t *order, outcome *outcome);
void make_client_with_options(worker *worker, const json_t *order, outcome *outcome);
const named_client *client_of(const worker *worker, const json_t *order);
void free_clients(worker *worker);

/* calls.c */
void call_typed(worker *worker, const json_t *order, outcome *outcome);
void call_untyped(worker *worker, const json_t *order, outcome *outcome);
void go_through_pages(worker *worker, const json_t *order, outcome *outcome);

/* jobs.c */
void keep_job(worker *worker, const json_t *order, outcome *outcome);
void show_handle(worker *worker, const json_t *order, outcome *outcome);
void look_at_job(worker *worker, const json_t *order, outcome *outcome);
void wait_for_job(worker *worker, const json_t *order, outcome *outcome);
void resume_job(worker *worker, const json_t *order, outcome *outcome);
void free_jobs(worker *worker);

#endif
