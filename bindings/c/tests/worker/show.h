/* Fields of answers as JSON. What is NULL is left out. */
#ifndef WORKER_SHOW_H
#define WORKER_SHOW_H

#include <jansson.h>
#include <phonevault.h>
#include <stdbool.h>

/* Ends the worker if the library has another size of a struct than the header. */
void of_size(size_t given, size_t known, const char *type);

/* Puts a value, which becomes the object's. */
void put(json_t *to, const char *name, json_t *value);

void put_text(json_t *to, const char *name, const char *text);
void put_json(json_t *to, const char *name, const char *text);
void put_flag(json_t *to, const char *name, pv_flag flag);
void put_integer(json_t *to, const char *name, json_int_t number);
void put_number(json_t *to, const char *name, const int64_t *number);
void put_small(json_t *to, const char *name, const uint8_t *number);

/* A list; one that is `always` there may be NULL if it is empty. */
void put_texts(json_t *to, const char *name, const char *const *texts, size_t length, bool always);

/* A state by its text, which must be the name of its number if that has one. */
void put_state(json_t *to, const char *name, const char *known, const char *text);

/* All fields of a JSON object. */
void put_rest(json_t *to, const char *text);

/* A list of structs. */
#define PUT_LIST(to, name, list, length, always, show) \
    do { \
        if ((always) || (list) != NULL) { \
            json_t *items_ = json_array(); \
            for (size_t i_ = 0; i_ < (length); i_++) \
                json_array_append_new(items_, show((list)[i_])); \
            put(to, name, items_); \
        } \
    } while (0)

/* A map by its keys. */
#define PUT_MAP(to, name, keys, list, length, show) \
    do { \
        if ((keys) != NULL) { \
            json_t *map_ = json_object(); \
            for (size_t i_ = 0; i_ < (length); i_++) \
                put(map_, (keys)[i_], show((list)[i_])); \
            put(to, name, map_); \
        } \
    } while (0)

#endif
