/* Fields of requests from JSON. A field that is not there, or null, is not given. Texts lie in the JSON, all else in the arena. */
#ifndef WORKER_TAKE_H
#define WORKER_TAKE_H

#include <jansson.h>
#include <phonevault.h>
#include <stdbool.h>
#include <stdint.h>

#include "memory.h"

/* A field of an object, counted if it is there. */
const json_t *field(const json_t *from, const char *name, size_t *seen);

/* Ends the worker if the object has other fields than those seen. */
void none_left(const json_t *from, size_t seen, const char *type);

const char *take_text(const json_t *given);
const char *take_json(arena *arena, const json_t *given);
pv_flag take_flag(const json_t *given);
int64_t take_integer(const json_t *given);
const int64_t *take_number(arena *arena, const json_t *given);
const char *const *take_texts(arena *arena, const json_t *given, size_t *length);
const int64_t *take_numbers(arena *arena, const json_t *given, size_t *length);

/* How a struct is taken. */
typedef void take_struct(arena *arena, const json_t *from, void *into);

/* A struct of this size. */
const void *take_one(arena *arena, const json_t *given, size_t size, take_struct *take);

/* Structs of this size one after another. */
const void *take_list(arena *arena, const json_t *given, size_t size, take_struct *take, size_t *length);

/* Seconds in milliseconds; 0 if not given. */
uint64_t take_milliseconds(const json_t *seconds);

#endif
