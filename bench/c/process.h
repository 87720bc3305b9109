/* What this process has used, and what the stub has seen of it. */
#ifndef PROCESS_H
#define PROCESS_H

/* User and system time of all threads, in microseconds. */
double cpu_us(void);

/* Resident memory in bytes. */
long resident(void);

/* How many connections the stub has seen; it does not count the one of this question. */
long connections(const char *url);

/* Ends the process with this message. */
_Noreturn void fail(const char *format, ...);

#endif
