#pragma once

/// \file
/// The version of the library.

#include <phonevault.h>

#include <string_view>

namespace phonevault {

/// The version of the library that runs, such as `0.1.0`. That of the headers is `PV_VERSION`.
inline std::string_view version() noexcept
{
    return pv_version();
}

} // namespace phonevault
