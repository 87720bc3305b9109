/* Backs up one phone on the simulated Huawei cloud, without any SDK: a password token spares the signatures.
 *
 *   cc -std=c99 -Wall -Wextra -o backup backup.c
 *   ./backup IAM_PORT CPH_PORT DOMAIN USER PASSWORD PROJECT PHONE BUCKET
 *
 * A real program would use its own HTTP and JSON libraries; sockets keep this page free of them. */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static char answer[65536];

/* One request, one answer, one connection. Gives the HTTP status, 0 if there was none. */
static int call(int port, const char *method, const char *path, const char *token, const char *body)
{
    static char request[16384];
    int length = snprintf(request, sizeof request,
                          "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
                          "%s%s%sContent-Length: %zu\r\nConnection: close\r\n\r\n%s",
                          method, path, port, *token ? "X-Auth-Token: " : "", token, *token ? "\r\n" : "",
                          strlen(body), body);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    size_t held = 0;
    int status = 0;
    int wire = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (length < 0 || (size_t)length >= sizeof request || wire < 0)
        return 0;
    if (connect(wire, (struct sockaddr *)&address, sizeof address) == 0 && write(wire, request, (size_t)length) == length) {
        ssize_t got;
        while (held < sizeof answer - 1 && (got = read(wire, answer + held, sizeof answer - 1 - held)) > 0)
            held += (size_t)got;
    }
    close(wire);
    answer[held] = '\0';
    if (sscanf(answer, "HTTP/1.1 %d", &status) != 1)
        return 0;
    return status;
}

/* What stands between `before` and the next `end` in the answer. */
static int cut(const char *before, const char *end, char *out, size_t room)
{
    const char *from = strstr(answer, before);
    size_t length;
    if (from == NULL)
        return 0;
    from += strlen(before);
    length = strcspn(from, end);
    if (length >= room)
        return 0;
    memcpy(out, from, length);
    out[length] = '\0';
    return 1;
}

int main(int count, char **given)
{
    static char body[8192], path[512], token[8192], job[128], status[16];
    const struct timespec pause = {0, 100 * 1000 * 1000};
    int iam, cph;
    if (count != 9) {
        fprintf(stderr, "usage: %s IAM_PORT CPH_PORT DOMAIN USER PASSWORD PROJECT PHONE BUCKET\n", given[0]);
        return 2;
    }
    iam = atoi(given[1]);
    cph = atoi(given[2]);

    snprintf(body, sizeof body,
             "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"%s\",\"password\":\"%s\","
             "\"domain\":{\"name\":\"%s\"}}}},\"scope\":{\"project\":{\"id\":\"%s\"}}}}",
             given[4], given[5], given[3], given[6]);
    if (call(iam, "POST", "/v3/auth/tokens", "", body) != 201 || !cut("x-subject-token: ", "\r\n", token, sizeof token)) {
        fprintf(stderr, "no token:\n%s\n", answer);
        return 1;
    }

    snprintf(path, sizeof path, "/v1/%s/cloud-phone/phones/batch-storage", given[6]);
    snprintf(body, sizeof body,
             "{\"storage_infos\":[{\"phone_id\":\"%s\",\"include_files\":[\"/data/data\",\"/data/app\"],"
             "\"bucket_name\":\"%s\",\"object_path\":\"from-c/%s.tar\"}]}",
             given[7], given[8], given[7]);
    if (call(cph, "POST", path, token, body) != 200 || !cut("\"job_id\":\"", "\"", job, sizeof job)) {
        fprintf(stderr, "not accepted:\n%s\n", answer);
        return 1;
    }
    printf("job %s\n", job);

    snprintf(path, sizeof path, "/v1/%s/cloud-phone/jobs/%s", given[6], job);
    do {
        nanosleep(&pause, NULL);
        if (call(cph, "GET", path, token, "") != 200 || !cut("\"status\":", ",}", status, sizeof status)) {
            fprintf(stderr, "no status:\n%s\n", answer);
            return 1;
        }
    } while (strcmp(status, "1") == 0);
    if (strcmp(status, "2") != 0) {
        fprintf(stderr, "failed:\n%s\n", answer);
        return 1;
    }
    puts("backed up");
    return 0;
}
