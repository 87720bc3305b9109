#include "process.h"

#include <netdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

void fail(const char *format, ...) {
    va_list values;
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
    exit(1);
}

double cpu_us(void) {
    struct rusage used;
    if (getrusage(RUSAGE_SELF, &used) != 0) {
        fail("getrusage failed");
    }
    double user = (double)used.ru_utime.tv_sec * 1e6 + (double)used.ru_utime.tv_usec;
    return user + (double)used.ru_stime.tv_sec * 1e6 + (double)used.ru_stime.tv_usec;
}

long resident(void) {
    long whole = 0, pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    if (statm == NULL || fscanf(statm, "%ld %ld", &whole, &pages) != 2) {
        fail("/proc/self/statm is not what it should be");
    }
    fclose(statm);
    return pages * sysconf(_SC_PAGESIZE);
}

/* Connects to the host of `http://HOST:PORT`. */
static int connected(const char *url) {
    char host[64], port[8];
    if (sscanf(url, "http://%63[^:]:%7[0-9]", host, port) != 2) {
        fail("not http://HOST:PORT: %s", url);
    }
    struct addrinfo wanted = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    if (getaddrinfo(host, port, &wanted, &found) != 0) {
        fail("no address for %s", url);
    }
    int stream = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (stream < 0 || connect(stream, found->ai_addr, found->ai_addrlen) != 0) {
        fail("no connection to %s", url);
    }
    freeaddrinfo(found);
    return stream;
}

long connections(const char *url) {
    static const char question[] = "GET /counts HTTP/1.1\r\nHost: stub\r\n\r\n";
    int stream = connected(url);
    if (send(stream, question, sizeof question - 1, 0) != sizeof question - 1) {
        fail("the stub does not listen");
    }
    /* It closes its side when this one is closed. */
    shutdown(stream, SHUT_WR);
    char answer[1024];
    size_t length = 0;
    ssize_t more;
    while ((more = recv(stream, answer + length, sizeof answer - 1 - length, 0)) > 0) {
        length += (size_t)more;
    }
    close(stream);
    answer[length] = '\0';
    static const char name[] = "\"connections\":";
    const char *found = strstr(answer, name);
    if (found == NULL) {
        fail("the stub does not count");
    }
    return atol(found + sizeof name - 1);
}
