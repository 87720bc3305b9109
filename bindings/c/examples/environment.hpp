#pragma once

// What the examples read from the environment.

#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace environment {

inline std::optional<std::string> given(const char *name)
{
    const char *value = std::getenv(name);
    return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
}

inline std::string needed(const char *name)
{
    if (auto value = given(name)) {
        return *value;
    }
    std::cerr << name << " is not set\n";
    std::exit(2);
}

/// The phones after the first argument; without any, those of a variable, with commas between them.
inline std::vector<std::string> phones(int argc, char **argv, const char *name)
{
    if (argc > 2) {
        return {argv + 2, argv + argc};
    }
    std::vector<std::string> phones;
    std::string rest = needed(name);
    for (auto comma = rest.find(','); comma != std::string::npos; comma = rest.find(',')) {
        phones.push_back(rest.substr(0, comma));
        rest.erase(0, comma + 1);
    }
    phones.push_back(rest);
    return phones;
}

} // namespace environment
