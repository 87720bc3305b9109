#include <stdlib.h>
#include <string.h>

#include "take.h"
#include "worker.h"

static const pv_endpoint *endpoints(arena *arena, const json_t *options, size_t *length)
{
    json_t *given = json_object_get(options, "endpoints");
    *length = json_object_size(given);
    pv_endpoint *list = arena_new(arena, *length, sizeof *list);
    pv_endpoint *next = list;
    const char *service;
    json_t *url;
    json_object_foreach(given, service, url) {
        next->size = sizeof *next;
        next->service = service;
        next->url = json_string_value(url);
        next++;
    }
    return list;
}

static const char *option(const json_t *options, const char *name)
{
    return json_string_value(json_object_get(options, name));
}

static pv_status make_huawei(const worker *worker, arena *arena, const json_t *from, pv_client **client, pv_error **error)
{
    pv_huawei_options options = {0};
    options.size = sizeof options;
    options.region = option(from, "region");
    options.project_id = option(from, "project_id");
    options.access_key = option(from, "access_key");
    options.secret_key = option(from, "secret_key");
    options.security_token = option(from, "security_token");
    options.token = option(from, "token");
    options.endpoints = endpoints(arena, from, &options.endpoints_len);
    options.timeout_ms = take_milliseconds(json_object_get(from, "timeout"));
    return pv_huawei_client_new(worker->runtime, &options, client, error);
}

static pv_status make_alibaba(const worker *worker, arena *arena, const json_t *from, pv_client **client, pv_error **error)
{
    pv_alibaba_options options = {0};
    options.size = sizeof options;
    options.region = option(from, "region");
    options.access_key_id = option(from, "access_key_id");
    options.access_key_secret = option(from, "access_key_secret");
    options.security_token = option(from, "security_token");
    options.endpoints = endpoints(arena, from, &options.endpoints_len);
    options.timeout_ms = take_milliseconds(json_object_get(from, "timeout"));
    return pv_alibaba_client_new(worker->runtime, &options, client, error);
}

static named_client *keep(worker *worker, const json_t *order)
{
    named_client *kept = zeroed(1, sizeof *kept);
    kept->before = worker->clients;
    kept->name = copy(text_of(order, "name"));
    kept->options.size = sizeof kept->options;
    worker->clients = kept;
    return kept;
}

void make_client(worker *worker, const json_t *order, outcome *outcome)
{
    const json_t *options = json_object_get(order, "options");
    bool alibaba = strcmp(text_of(options, "cloud"), "alibaba") == 0;
    pv_client *client = NULL;
    arena arena = {0};
    outcome->status = (alibaba ? make_alibaba : make_huawei)(worker, &arena, options, &client, &outcome->error);
    arena_free(&arena);
    if (outcome->status == PV_OK)
        keep(worker, order)->client = client;
}

/* In C these options belong to each call. */
void make_client_with_options(worker *worker, const json_t *order, outcome *outcome)
{
    const json_t *options = json_object_get(order, "options");
    json_t *from = json_pack("{sO}", "on", json_object_get(order, "from"));
    const named_client *same = client_of(worker, from);
    json_decref(from);
    named_client *kept = keep(worker, order);
    kept->client = same->client;
    kept->shared = true;
    kept->options.skip_rules = take_flag(json_object_get(options, "skip_rules"));
    kept->options.timeout_ms = take_milliseconds(json_object_get(options, "timeout"));
    outcome->status = PV_OK;
}

const named_client *client_of(const worker *worker, const json_t *order)
{
    const char *name = text_of(order, "on");
    for (const named_client *client = worker->clients; client != NULL; client = client->before)
        if (strcmp(client->name, name) == 0)
            return client;
    die("there is no client", name);
}

void free_clients(worker *worker)
{
    while (worker->clients != NULL) {
        named_client *client = worker->clients;
        worker->clients = client->before;
        if (!client->shared)
            pv_client_free(client->client);
        free(client->name);
        free(client);
    }
}
