#pragma once

/// \file
/// From what C says to exceptions. Used by the library.

#include "errors.hpp"

#include <phonevault.h>

#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace phonevault::detail {

/// Calls, and throws the error if the call failed.
template <class Call> void check(Call call)
{
    pv_error *error = nullptr;
    const pv_status status = call(&error);
    if (status != PV_OK) {
        raise(facts(status, error));
    }
}

/// The same as something to hand on.
inline std::exception_ptr failure(pv_status status, pv_error *error) noexcept
{
    try {
        raise(facts(status, error));
    } catch (...) {
        return std::current_exception();
    }
}

/// Refuses what C could not be told.
[[noreturn]] inline void refuse(std::string why)
{
    Error::Facts facts;
    facts.status = PV_INVALID;
    facts.message = why;
    facts.detail = std::move(why);
    raise(std::move(facts));
}

/// A length of time for C, where 0 means that none is given.
inline std::uint64_t milliseconds(const std::optional<std::chrono::milliseconds> &time, const char *name)
{
    if (!time) {
        return 0;
    }
    if (time->count() <= 0) {
        refuse(std::string(name) + " must be longer than 0 ms");
    }
    return static_cast<std::uint64_t>(time->count());
}

/// A flag of C.
inline pv_flag flag(const std::optional<bool> &value) noexcept
{
    return !value ? PV_FLAG_UNSET : *value ? PV_FLAG_TRUE : PV_FLAG_FALSE;
}

} // namespace phonevault::detail
