/* The calls that are measured. Each builds its request, makes the call and reads the id or state of every item of the answer. */
#ifndef CALLS_H
#define CALLS_H

#include <stddef.h>

#include <phonevault.h>

/* What a call is made with. */
struct bench {
    pv_client *client;
    size_t items;
    pv_call_options options;
};

/* How one call of a cloud is made. */
struct kind {
    pv_client *(*client_new)(const char *url);
    /* Blocks, and gives how many items it read. */
    size_t (*call)(const struct bench *bench);
    /* Only begins, and tells `landed` with this userdata how many items it read. NULL where that is not measured. */
    void (*start)(const struct bench *bench, void *userdata);
};

extern const struct kind restore, jobs, backup, tasks;

/* A row of `inputs.h`. */
struct call {
    const char *name;
    const struct kind *kind;
    size_t items;
};

/* Ends the process unless the status is PV_OK: a call that fails has no figure. */
void must(pv_status status, pv_error *error);

/* What a call that was started tells at its end. */
void landed(void *userdata, size_t found);

#endif
