/* Connections that the service closed while nobody used them, and processes that fork. */
#define _POSIX_C_SOURCE 200809L

#include "check.h"

#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
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

static void on_answer(void *userdata, pv_status status, char *answer, pv_error *error) {
    CHECK(status == PV_OK);
    pv_string_free(answer);
    pv_error_free(error);
    CHECK(write(*(int *)userdata, "x", 1) == 1);
}

static void forked(void) {
    pv_runtime *runtime = NULL;
    ENDS(PV_OK, pv_runtime_new(NULL, &runtime, &error));
    pv_client *client = alibaba(runtime, NULL);
    int ends[2];
    char byte;
    CHECK(pipe(ends) == 0);
    char *answer = NULL;
    ENDS(PV_OK, pv_call_json(client, "DescribeRegions", NULL, NULL, &answer, &error));
    pv_string_free(answer);
    ENDS(PV_OK, pv_call_json_start(client, "DescribeRegions", NULL, NULL, on_answer, &ends[1], &error));
    CHECK(read(ends[0], &byte, 1) == 1);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        answer = NULL;
        pv_error *error = NULL;
        CHECK(pv_call_json(client, "DescribeRegions", NULL, NULL, &answer, &error) == PV_CLOSED);
        CHECK(strstr(pv_error_message(error), "fork") != NULL);
        pv_error_free(error);
        ENDS(PV_CLOSED, pv_call_json_start(client, "DescribeRegions", NULL, NULL, on_answer, &ends[1], &error));
        pv_client_free(client);
        pv_runtime_free(runtime);
        /* One of its own works. */
        client = alibaba(NULL, NULL);
        ENDS(PV_OK, pv_call_json(client, "DescribeRegions", NULL, NULL, &answer, &error));
        pv_string_free(answer);
        pv_client_free(client);
        _exit(0);
    }
    int status = -1;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    /* The parent's connections are as they were. */
    answer = NULL;
    ENDS(PV_OK, pv_call_json(client, "DescribeRegions", NULL, NULL, &answer, &error));
    pv_string_free(answer);
    ENDS(PV_OK, pv_call_json_start(client, "DescribeRegions", NULL, NULL, on_answer, &ends[1], &error));
    CHECK(read(ends[0], &byte, 1) == 1);
    pv_client_free(client);
    pv_runtime_free(runtime);
    close(ends[0]);
    close(ends[1]);
}

int main(void) {
    closed_while_idle();
    forked();
    return 0;
}
