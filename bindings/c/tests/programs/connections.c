/* Connections that the service closed while nobody used them. */
#define _POSIX_C_SOURCE 200809L

#include "check.h"

#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

/* What the service does with one connection: one answer, then it closes, as services do after some idle time. */
static void *serve_twice(void *userdata) {
    const service *service = userdata;
    for (int i = 0; i < 2; i++) {
        int connection = service_accept(service);
        service_read(connection);
        service_answer(connection, "{\"RequestId\":\"R\"}");
        CHECK(shutdown(connection, SHUT_WR) == 0);
        /* Closed for good once the client has seen it too: it reads nothing more. */
        if (i == 1) {
            close(connection);
        }
    }
    return NULL;
}

/* A change is sent once, on a connection that is open. */
static void closed_while_idle(void) {
    service service = service_open();
    pv_client *client = alibaba(NULL, service.url);
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, serve_twice, &service) == 0);
    char *answer = NULL;
    ENDS(PV_OK, pv_call_json(client, "DeleteBackupFile", "{\"BackupFileIdList\":[\"b-1\"]}", NULL, &answer, &error));
    pv_string_free(answer);
    /* Longer than a lane is trusted without a look at its connections. */
    poll(NULL, 0, 600);
    answer = NULL;
    ENDS(PV_OK, pv_call_json(client, "DeleteBackupFile", "{\"BackupFileIdList\":[\"b-2\"]}", NULL, &answer, &error));
    pv_string_free(answer);
    pthread_join(thread, NULL);
    pv_client_free(client);
    service_close(&service);
}

int main(void) {
    closed_while_idle();
    return 0;
}
