#include "show.h"

#include <string.h>

#include "memory.h"

void of_size(size_t given, size_t known, const char *type)
{
    if (given != known)
        die("a struct has another size than in the header", type);
}

void put(json_t *to, const char *name, json_t *value)
{
    if (value != NULL && json_object_set_new(to, name, value) != 0)
        die("no JSON", name);
}

void put_text(json_t *to, const char *name, const char *text)
{
    if (text == NULL)
        return;
    json_t *value = json_string(text);
    if (value == NULL)
        die("a text is not UTF-8", name);
    put(to, name, value);
}

static json_t *parsed(const char *text)
{
    json_error_t error;
    json_t *value = json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    if (value == NULL)
        die(error.text, text);
    return value;
}

void put_json(json_t *to, const char *name, const char *text)
{
    if (text != NULL)
        put(to, name, parsed(text));
}

void put_flag(json_t *to, const char *name, pv_flag flag)
{
    switch (flag) {
    case PV_FLAG_UNSET:
        break;
    case PV_FLAG_TRUE:
    case PV_FLAG_FALSE:
        put(to, name, json_boolean(flag == PV_FLAG_TRUE));
        break;
    default:
        die("a flag is none", name);
    }
}

void put_integer(json_t *to, const char *name, json_int_t number)
{
    put(to, name, json_integer(number));
}

void put_number(json_t *to, const char *name, const int64_t *number)
{
    if (number != NULL)
        put_integer(to, name, (json_int_t)*number);
}

void put_small(json_t *to, const char *name, const uint8_t *number)
{
    if (number != NULL)
        put_integer(to, name, (json_int_t)*number);
}

void put_texts(json_t *to, const char *name, const char *const *texts, size_t length, bool always)
{
    PUT_LIST(to, name, texts, length, always, json_string);
}

void put_state(json_t *to, const char *name, const char *known, const char *text)
{
    if (text == NULL || (known != NULL && strcmp(known, text) != 0))
        die("a state has another text than its number", text);
    put_text(to, name, text);
}

void put_rest(json_t *to, const char *text)
{
    if (text == NULL)
        return;
    json_t *rest = parsed(text);
    /* A name that is there already would be a field that the library gives twice. */
    size_t both = json_object_size(to) + json_object_size(rest);
    if (json_object_size(rest) == 0 || json_object_update(to, rest) != 0 || json_object_size(to) != both)
        die("what else came is none of it", text);
    json_decref(rest);
}
