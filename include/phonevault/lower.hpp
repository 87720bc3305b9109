#pragma once

/// \file
/// From requests to structs of C. Used by the library.

#include "check.hpp"

#include <phonevault.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace phonevault::detail {

/// Refuses a text that C would cut short.
inline const char *c_text(const std::string &text, const char *name)
{
    if (text.find('\0') != std::string::npos) {
        refuse(std::string(name) + " must not hold a NUL");
    }
    return text.c_str();
}

/// What a struct of C points at beside the request itself. Both must live as long as the struct is used.
class Arena {
public:
    const char *text(const std::string &text, const char *name) { return c_text(text, name); }

    const char *text(const std::optional<std::string> &text, const char *name)
    {
        return text ? c_text(*text, name) : nullptr;
    }

    /// For values that have to be given, so that an empty one is said to be missing.
    const char *text_unless_empty(const std::string &text, const char *name)
    {
        return text.empty() ? nullptr : c_text(text, name);
    }

    template <class Number> const Number *number(const std::optional<Number> &number)
    {
        return number ? &*number : nullptr;
    }

    template <class Request> auto one(const Request &request)
    {
        auto *raw = array<decltype(lower(request, *this))>(1);
        *raw = lower(request, *this);
        return static_cast<const std::decay_t<decltype(*raw)> *>(raw);
    }

    template <class Request> auto one(const std::optional<Request> &request)
    {
        return request ? one(*request) : nullptr;
    }

    const char *const *list(const std::vector<std::string> &texts, const char *name)
    {
        const char **raw = array<const char *>(texts.size());
        for (std::size_t index = 0; index < texts.size(); ++index) {
            raw[index] = c_text(texts[index], name);
        }
        return raw;
    }

    const std::int64_t *list(const std::vector<std::int64_t> &numbers, const char *)
    {
        return numbers.empty() ? nullptr : numbers.data();
    }

    template <class Request> auto list(const std::vector<Request> &requests, const char *)
    {
        using Raw = decltype(lower(requests.front(), *this));
        Raw *raw = array<Raw>(requests.size());
        for (std::size_t index = 0; index < requests.size(); ++index) {
            raw[index] = lower(requests[index], *this);
        }
        return static_cast<const Raw *>(raw);
    }

private:
    /// None for nothing: an empty list is not given.
    template <class Element> Element *array(std::size_t size)
    {
        if (size == 0) {
            return nullptr;
        }
        std::unique_ptr<Element[]> block = std::make_unique<Element[]>(size);
        Element *const first = block.get();
        blocks_.push_back(std::shared_ptr<Element[]>(std::move(block)));
        return first;
    }

    std::vector<std::shared_ptr<void>> blocks_{};
};

/// The struct of C of a request.
template <class Request> auto lowered(const Request &request, Arena &arena)
{
    return lower(request, arena);
}

} // namespace phonevault::detail
