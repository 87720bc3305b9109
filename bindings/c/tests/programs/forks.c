/* Processes that fork: the child is told, and the parent is not disturbed. Not for tools that look for lost memory: the child leaves what
 * belongs to its parent, because closing its sockets would take them out of the queue of events that both share. */
#define _POSIX_C_SOURCE 200809L

#include "check.h"

#include <sys/wait.h>
#include <unistd.h>

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
    forked();
    return 0;
}
