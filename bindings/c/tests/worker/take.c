#include "take.h"

const json_t *field(const json_t *from, const char *name, size_t *seen)
{
    const json_t *given = json_object_get(from, name);
    if (given != NULL)
        *seen += 1;
    return json_is_null(given) ? NULL : given;
}

void none_left(const json_t *from, size_t seen, const char *type)
{
    if (!json_is_object(from) || json_object_size(from) != seen)
        die("a request has other fields than its struct", type);
}

/* What is given must be of this type. */
static bool is(const json_t *given, json_type type)
{
    if (given == NULL)
        return false;
    if (json_typeof(given) != type)
        die("a parameter is of another type than its field", json_is_string(given) ? json_string_value(given) : NULL);
    return true;
}

const char *take_text(const json_t *given)
{
    return is(given, JSON_STRING) ? json_string_value(given) : NULL;
}

const char *take_json(arena *arena, const json_t *given)
{
    if (given == NULL)
        return NULL;
    char *text = json_dumps(given, JSON_COMPACT | JSON_ENCODE_ANY);
    if (text == NULL)
        die("no JSON text", "json_dumps");
    arena_own(arena, text);
    return text;
}

pv_flag take_flag(const json_t *given)
{
    if (given == NULL)
        return PV_FLAG_UNSET;
    if (!json_is_boolean(given))
        die("a parameter is of another type than its field", "a flag");
    return json_is_true(given) ? PV_FLAG_TRUE : PV_FLAG_FALSE;
}

int64_t take_integer(const json_t *given)
{
    return is(given, JSON_INTEGER) ? (int64_t)json_integer_value(given) : 0;
}

const int64_t *take_number(arena *arena, const json_t *given)
{
    if (given == NULL)
        return NULL;
    int64_t *number = arena_new(arena, 1, sizeof *number);
    *number = take_integer(given);
    return number;
}

const char *const *take_texts(arena *arena, const json_t *given, size_t *length)
{
    *length = is(given, JSON_ARRAY) ? json_array_size(given) : 0;
    if (given == NULL)
        return NULL;
    const char **texts = arena_new(arena, *length, sizeof *texts);
    for (size_t i = 0; i < *length; i++)
        texts[i] = take_text(json_array_get(given, i));
    return texts;
}

const int64_t *take_numbers(arena *arena, const json_t *given, size_t *length)
{
    *length = is(given, JSON_ARRAY) ? json_array_size(given) : 0;
    if (given == NULL)
        return NULL;
    int64_t *numbers = arena_new(arena, *length, sizeof *numbers);
    for (size_t i = 0; i < *length; i++)
        numbers[i] = take_integer(json_array_get(given, i));
    return numbers;
}

const void *take_one(arena *arena, const json_t *given, size_t size, take_struct *take)
{
    if (given == NULL)
        return NULL;
    void *one = arena_new(arena, 1, size);
    take(arena, given, one);
    return one;
}

const void *take_list(arena *arena, const json_t *given, size_t size, take_struct *take, size_t *length)
{
    *length = is(given, JSON_ARRAY) ? json_array_size(given) : 0;
    if (given == NULL)
        return NULL;
    char *items = arena_new(arena, *length, size);
    for (size_t i = 0; i < *length; i++)
        take(arena, json_array_get(given, i), items + i * size);
    return items;
}

uint64_t take_milliseconds(const json_t *seconds)
{
    return (uint64_t)(json_number_value(seconds) * 1000.0 + 0.5);
}
