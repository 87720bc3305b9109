#include "memory.h"

#include <stdio.h>
#include <stdlib.h>

struct piece {
    struct piece *before;
    void *memory;
};

_Noreturn void die(const char *what, const char *detail)
{
    fprintf(stderr, "worker: %s: %s\n", what, detail == NULL ? "nothing" : detail);
    exit(2);
}

void *zeroed(size_t count, size_t size)
{
    /* An empty list is there all the same. */
    void *memory = calloc(count == 0 ? 1 : count, size);
    if (memory == NULL)
        die("no memory", "calloc");
    return memory;
}

void *arena_new(arena *arena, size_t count, size_t size)
{
    void *memory = zeroed(count, size);
    arena_own(arena, memory);
    return memory;
}

void arena_own(arena *arena, void *memory)
{
    struct piece *piece = zeroed(1, sizeof *piece);
    piece->before = arena->last;
    piece->memory = memory;
    arena->last = piece;
}

void arena_free(arena *arena)
{
    while (arena->last != NULL) {
        struct piece *piece = arena->last;
        arena->last = piece->before;
        free(piece->memory);
        free(piece);
    }
}
