#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker.h"

#ifdef PV_TRIAL
pv_status pv_trial_raise(const char *facts, pv_error **error);

/* Has the library fail with these facts. */
static void raise_error(worker *worker, const json_t *order, outcome *outcome)
{
    (void)worker;
    char *facts = json_dumps(json_object_get(order, "facts"), JSON_COMPACT);
    outcome->status = pv_trial_raise(facts, &outcome->error);
    free(facts);
    outcome->with_line = true;
}
#endif

/* What an order can be. */
static const struct {
    const char *name;
    void (*carry_out)(worker *worker, const json_t *order, outcome *outcome);
} ORDERS[] = {
    {"client", make_client},
    {"with_options", make_client_with_options},
    {"call", call_typed},
    {"untyped", call_untyped},
    {"pages", go_through_pages},
    {"handle", show_handle},
    {"status", look_at_job},
    {"wait", wait_for_job},
    {"resume", resume_job},
#ifdef PV_TRIAL
    {"raise", raise_error},
#endif
};

const char *text_of(const json_t *order, const char *name)
{
    const char *text = json_string_value(json_object_get(order, name));
    if (text == NULL)
        die("an order lacks", name);
    return text;
}

char *copy(const char *text)
{
    char *copied = zeroed(strlen(text) + 1, 1);
    return strcpy(copied, text);
}

static void carry_out(worker *worker, const json_t *order)
{
    const char *name = text_of(order, "order");
    for (size_t i = 0; i < sizeof ORDERS / sizeof ORDERS[0]; i++) {
        if (strcmp(ORDERS[i].name, name) != 0)
            continue;
        outcome outcome;
        outcome_init(&outcome);
        ORDERS[i].carry_out(worker, order, &outcome);
        json_t *reply = outcome_reply(&outcome);
        if (json_dumpf(reply, stdout, JSON_COMPACT) != 0 || puts("") == EOF || fflush(stdout) == EOF)
            die("no reply", name);
        json_decref(reply);
        outcome_free(&outcome);
        return;
    }
    die("there is no such order", name);
}

/* The next order, or NULL if there is none any more. */
static json_t *next_order(void)
{
    int letter = getchar();
    while (letter == '\n')
        letter = getchar();
    if (letter == EOF)
        return NULL;
    ungetc(letter, stdin);
    json_error_t error;
    json_t *order = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, &error);
    if (order == NULL)
        die("an order is no JSON", error.text);
    return order;
}

/* Its argument says how it calls: `blocking` or `callbacks`. */
int main(int count, char **arguments)
{
    worker worker = {0};
    if (count != 2)
        die("its argument must be", "`blocking` or `callbacks`");
    worker.callbacks = strcmp(arguments[1], "callbacks") == 0;
    /* With several threads jansson must have chosen it before. */
    json_object_seed(0);
    if (worker.callbacks) {
        pv_error *error = NULL;
        if (pv_runtime_new(NULL, &worker.runtime, &error) != PV_OK)
            die("no runtime", pv_error_message(error));
    }
    json_t *order;
    while ((order = next_order()) != NULL) {
        carry_out(&worker, order);
        json_decref(order);
    }
    free_jobs(&worker);
    free_clients(&worker);
    pv_runtime_free(worker.runtime);
    return EXIT_SUCCESS;
}
