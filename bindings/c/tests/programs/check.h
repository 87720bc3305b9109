/* What the test programs have in common. */
#ifndef CHECK_H
#define CHECK_H

#include <phonevault.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A check that does not hold ends the program. */
#define CHECK(condition)                                                              \
    do {                                                                              \
        if (!(condition)) {                                                           \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
            exit(1);                                                                  \
        }                                                                             \
    } while (0)

/* A call must end with this status; its error is shown if it does not, and freed. */
#define ENDS(expected, call)                                                          \
    do {                                                                              \
        pv_error *error = NULL;                                                       \
        pv_status ended = (call);                                                     \
        if (ended != (expected)) {                                                    \
            fprintf(stderr, "%s:%d: %s, not %s: %s\n", __FILE__, __LINE__,            \
                    pv_status_name(ended), pv_status_name(expected),                  \
                    error ? pv_error_message(error) : "no error");                    \
            exit(1);                                                                  \
        }                                                                             \
        CHECK((ended == PV_OK) == (error == NULL));                                   \
        CHECK(pv_error_status(error) == ended);                                       \
        pv_error_free(error);                                                         \
    } while (0)

/* A call must be refused because of this field, before anything is sent. */
#define REFUSES(path, call)                                                           \
    do {                                                                              \
        pv_error *error = NULL;                                                       \
        pv_status ended = (call);                                                     \
        const pv_violation *broken = pv_error_violation(error, 0);                    \
        if (ended != PV_INVALID || broken == NULL || strcmp(broken->field, (path)) != 0) { \
            fprintf(stderr, "%s:%d: %s of %s, not of %s\n", __FILE__, __LINE__, pv_status_name(ended), \
                    broken ? broken->field : "nothing", (path));                      \
            exit(1);                                                                  \
        }                                                                             \
        CHECK(pv_error_applied(error) == PV_APPLIED_NO);                              \
        CHECK(pv_error_http_status(error) == 0);                                      \
        pv_error_free(error);                                                         \
    } while (0)

/* A variable that has to be there. */
const char *variable(const char *name);

/* The first phone of the list in this variable, to be freed. */
char *first_phone(const char *name);

/* A client of Alibaba that calls the simulator; with an endpoint it calls that instead. */
pv_client *alibaba(const pv_runtime *runtime, const char *endpoint);

/* Backs one app of the first phone up; the job. */
pv_job *back_up(const pv_client *client, const char *folder);

/* A service on loopback that this program plays. */
typedef struct service {
    int socket;
    char url[64];
} service;

service service_open(void);
/* Waits for a connection; its socket. */
int service_accept(const service *service);
/* Reads one request to its end. */
void service_read(int connection);
/* Answers with this JSON and keeps the connection. */
void service_answer(int connection, const char *json);
void service_close(service *service);

#endif
