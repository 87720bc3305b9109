#include "flight.h"

#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <time.h>

#include "process.h"

/* Calls that are being made. Those that were started end on a thread of the library. */
struct flight {
    const struct kind *kind;
    const struct bench *bench;
    long calls;
    double until;
    atomic_long made, running;
    sem_t over;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Whether another call is to be made; counts it. */
static bool more(struct flight *flight) {
    if (atomic_load(&flight->made) >= flight->calls && now() >= flight->until) {
        return false;
    }
    atomic_fetch_add(&flight->made, 1);
    return true;
}

static void check(const struct flight *flight, size_t found) {
    if (found != flight->bench->items) {
        fail("%zu items instead of %zu", found, flight->bench->items);
    }
}

long one_by_one(const struct kind *kind, const struct bench *bench, struct plan plan) {
    struct flight flight = {.kind = kind, .bench = bench, .calls = plan.calls, .until = now() + plan.seconds};
    while (more(&flight)) {
        check(&flight, kind->call(bench));
    }
    return flight.made;
}

void landed(void *userdata, size_t found) {
    struct flight *flight = userdata;
    check(flight, found);
    if (more(flight)) {
        flight->kind->start(flight->bench, flight);
    } else if (atomic_fetch_sub(&flight->running, 1) == 1) {
        sem_post(&flight->over);
    }
}

long at_once(const struct kind *kind, const struct bench *bench, struct plan plan, long in_flight) {
    struct flight flight = {.kind = kind, .bench = bench, .calls = plan.calls, .until = now() + plan.seconds};
    /* Those that are begun here count, whatever the plan says. */
    flight.made = flight.running = in_flight;
    sem_init(&flight.over, 0, 0);
    for (long begun = 0; begun < in_flight; begun++) {
        kind->start(bench, &flight);
    }
    while (sem_wait(&flight.over) != 0) {
        /* A signal came in between. */
    }
    sem_destroy(&flight.over);
    return flight.made;
}
