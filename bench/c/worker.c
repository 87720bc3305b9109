/* One process of the measurement: `worker ours SCENARIO_KEY URL SECONDS`.

   Prints JSON. With `--calls WARM_UP COUNTED` instead of SECONDS it tells how much resident memory grew over the counted calls. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flight.h"
#include "inputs.h"
#include "process.h"

static const struct plan WARM_UP = {.calls = 200, .seconds = 0.1};
/* More phones than the guessed limit of one call, which others do not know. */
enum { MANY = 50 };

void must(pv_status status, pv_error *error) {
    if (status != PV_OK) {
        fail("%s: %s", pv_status_name(status), pv_error_message(error));
    }
}

/* The row whose name stands before the slash of `NAME/IN_FLIGHT`. */
static const struct call *call_of(const char *key) {
    for (size_t row = 0; row < sizeof CALLS / sizeof *CALLS; row++) {
        size_t length = strlen(CALLS[row].name);
        if (strncmp(CALLS[row].name, key, length) == 0 && key[length] == '/') {
            return &CALLS[row];
        }
    }
    fail("no scenario %s", key);
}

static long run(const struct kind *kind, const struct bench *bench, struct plan plan, long in_flight) {
    return in_flight > 1 ? at_once(kind, bench, plan, in_flight) : one_by_one(kind, bench, plan);
}

static void measure(const char *key, const char *url, struct plan warm_up, struct plan counted) {
    const struct call *call = call_of(key);
    long in_flight = atol(strchr(key, '/') + 1);
    if (in_flight > 1 && call->kind->start == NULL) {
        fail("%s is only made one by one", call->name);
    }
    struct bench bench = {.client = call->kind->client_new(url), .items = call->items};
    bench.options.size = sizeof bench.options;
    bench.options.skip_rules = call->items > MANY ? PV_FLAG_TRUE : PV_FLAG_UNSET;
    run(call->kind, &bench, warm_up, in_flight);
    long before = connections(url), size = resident();
    double used = cpu_us();
    long calls = run(call->kind, &bench, counted, in_flight);
    used = cpu_us() - used;
    long grown = resident() - size, opened = connections(url) - before;
    printf("{\"us_per_call\": %f, \"calls\": %ld, \"opened\": %ld, \"grown\": %ld, \"resident\": %ld}\n",
           used / (double)calls, calls, opened, grown, size);
    pv_client_free(bench.client);
}

int main(int count, char **words) {
    if (count == 7 && strcmp(words[4], "--calls") == 0) {
        measure(words[2], words[3], (struct plan){.calls = atol(words[5])}, (struct plan){.calls = atol(words[6])});
    } else if (count == 5) {
        measure(words[2], words[3], WARM_UP, (struct plan){.seconds = atof(words[4])});
    } else {
        fail("usage: worker ours SCENARIO_KEY URL SECONDS|--calls WARM_UP COUNTED");
    }
    return 0;
}
