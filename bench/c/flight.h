/* Calls until a number of them and a time are over. */
#ifndef FLIGHT_H
#define FLIGHT_H

#include "calls.h"

/* How long: until both are over. */
struct plan {
    long calls;
    double seconds;
};

/* One call after the other; gives how many. */
long one_by_one(const struct kind *kind, const struct bench *bench, struct plan plan);

/* So many calls at the same time, each begun by the end of another; gives how many. */
long at_once(const struct kind *kind, const struct bench *bench, struct plan plan, long in_flight);

#endif
