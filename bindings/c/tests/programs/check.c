#define _POSIX_C_SOURCE 200809L

#include "check.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

const char *variable(const char *name) {
    const char *value = getenv(name);
    if (value == NULL) {
        fprintf(stderr, "%s is not set: `cargo xtask test --only c` sets it\n", name);
        exit(1);
    }
    return value;
}

char *first_phone(const char *name) {
    char *phones = strdup(variable(name));
    CHECK(phones != NULL);
    phones[strcspn(phones, ",")] = '\0';
    return phones;
}

pv_client *alibaba(const pv_runtime *runtime, const char *endpoint) {
    pv_alibaba_options options = {
        .size = sizeof options,
        .region = variable("PV_ALIBABA_REGION"),
        .access_key_id = variable("PV_ALIBABA_KEY"),
        .access_key_secret = variable("PV_ALIBABA_SECRET"),
        .endpoint = endpoint ? endpoint : variable("PV_ECP"),
    };
    pv_client *client = NULL;
    ENDS(PV_OK, pv_alibaba_client_new(runtime, &options, &client, &error));
    CHECK(client != NULL);
    return client;
}

pv_job *back_up(const pv_client *client, const char *folder) {
    char *phone = first_phone("PV_PHONES_ALIBABA");
    char path[256];
    snprintf(path, sizeof path, "oss://%s/%s/", variable("PV_BUCKET_OSS"), folder);
    const char *phones[] = {phone};
    const char *apps[] = {"com.example.notes"};
    pv_alibaba_backup_app_request request = {
        .size = sizeof request,
        .android_instance_id_list = phones,
        .android_instance_id_list_len = 1,
        .source_app_list = apps,
        .source_app_list_len = 1,
        .backup_file_path = path,
        .upload_endpoint = variable("PV_ALIBABA_UPLOAD_ENDPOINT"),
    };
    pv_job *job = NULL;
    ENDS(PV_OK, pv_alibaba_backup_app(client, &request, NULL, &job, NULL, &error));
    CHECK(job != NULL);
    free(phone);
    return job;
}

service service_open(void) {
    service service = {.socket = socket(AF_INET, SOCK_STREAM, 0)};
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    CHECK(bind(service.socket, (struct sockaddr *)&address, length) == 0);
    CHECK(listen(service.socket, 16) == 0);
    CHECK(getsockname(service.socket, (struct sockaddr *)&address, &length) == 0);
    snprintf(service.url, sizeof service.url, "http://127.0.0.1:%d", ntohs(address.sin_port));
    return service;
}

int service_accept(const service *service) {
    int connection = accept(service->socket, NULL, NULL);
    CHECK(connection >= 0);
    return connection;
}

void service_read(int connection) {
    char request[65536];
    size_t length = 0;
    const char *body = NULL;
    size_t wanted = 0;
    do {
        ssize_t more = read(connection, request + length, sizeof request - 1 - length);
        CHECK(more > 0);
        length += (size_t)more;
        request[length] = '\0';
        body = strstr(request, "\r\n\r\n");
        const char *announced = strstr(request, "content-length: ");
        wanted = announced ? strtoul(announced + strlen("content-length: "), NULL, 10) : 0;
    } while (body == NULL || length - (size_t)(body + 4 - request) < wanted);
}

void service_answer(int connection, const char *json) {
    char answer[1024];
    int length = snprintf(answer, sizeof answer,
                          "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %zu\r\n\r\n%s",
                          strlen(json), json);
    CHECK(write(connection, answer, (size_t)length) == length);
}

void service_close(service *service) { close(service->socket); }
