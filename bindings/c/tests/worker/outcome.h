/* What came of one call, be it at once or by a callback. */
#ifndef WORKER_OUTCOME_H
#define WORKER_OUTCOME_H

#include <jansson.h>
#include <phonevault.h>
#include <pthread.h>
#include <stdbool.h>

typedef struct outcome {
    pv_status status;
    json_t *answer;
    pv_job *job;
    pv_error *error;
    /* Whether the error is told with its line for people, which scenarios do not compare. */
    bool with_line;
    /* The last update of a wait. */
    json_t *last_update;
    /* Whether the callback has been called, for which somebody may be waiting, and with which status. It may come before the
     * function that begins the call has returned. */
    bool ended;
    pv_status ended_with;
    pthread_mutex_t lock;
    pthread_cond_t changed;
} outcome;

void outcome_init(outcome *outcome);

/* Tells that the call has ended: the last thing that a completion callback does. */
void outcome_end(outcome *outcome, pv_status status);

/* Waits for the callback, if the call has begun; its status becomes that of the outcome. */
void outcome_wait(outcome *outcome);

/* Frees what is still there. */
void outcome_free(outcome *outcome);

/* What the worker says of it: {"answer": …}, or {"error": …} with every fact. */
json_t *outcome_reply(outcome *outcome);

#endif
