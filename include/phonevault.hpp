#pragma once

/// \file
/// Phonevault for C++17: backs up and restores the data of cloud phones. Header-only, over the C interface
/// phonevault.h, which has to be linked.
///
/// Requests are plain aggregates. Answers are views that share the answer of the library: copies cost little, and
/// texts are `std::string_view`s that live as long as some view of their answer. Every call throws
/// `phonevault::Error`; each kind of error has a class of its own. Nothing is sent twice on doubt: `Error::applied`
/// says whether a request took effect.

#include "phonevault/alibaba.hpp"
#include "phonevault/errors.hpp"
#include "phonevault/huawei.hpp"
#include "phonevault/job.hpp"
#include "phonevault/runtime.hpp"
#include "phonevault/version.hpp"
