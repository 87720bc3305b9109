/* Memory that is freed all at once. */
#ifndef WORKER_MEMORY_H
#define WORKER_MEMORY_H

#include <stddef.h>

/* Ends the worker: the order cannot be carried out, or the library did what it must never do. */
_Noreturn void die(const char *what, const char *detail);

/* Zeroed memory, or the end. */
void *zeroed(size_t count, size_t size);

/* Owns what a request points to. */
typedef struct arena {
    struct piece *last;
} arena;

/* Zeroed memory of the arena. */
void *arena_new(arena *arena, size_t count, size_t size);

/* Has the arena free `memory`, which malloc gave. */
void arena_own(arena *arena, void *memory);

/* Frees everything. */
void arena_free(arena *arena);

#endif
