// Errors of every kind as core makes them, with all their facts. It needs a library with the feature `trial`.

#include "check.hpp"

#include <string>
#include <typeinfo>

extern "C" pv_status pv_trial_raise(const char *facts, pv_error **error);

namespace pv = phonevault;
using namespace std::chrono_literals;

namespace {

/// Facts that core takes for an error of any kind.
std::string facts(std::string_view kind)
{
    return R"({"kind": ")" + std::string(kind) + R"(", "message": "the cause", "applied": "no", "retryable": true,
        "retry_after": 1.5, "operation": "BackupApp", "cloud": "alibaba", "vendor_code": "Vendor.Code",
        "http_status": 418, "request_id": "R-1", "excerpt": "<html>",
        "violations": [{"field": "A", "rule": "must be"}, {"field": "B[1]", "rule": "must not be"}],
        "result": {"phones": [{"phone": "acp-0", "outcome": "succeeded", "backup": "bf-0"},
                              {"phone": "acp-1", "outcome": null, "code": "C", "message": "M"}]}})";
}

/// What core raises, as it is thrown here.
pv::Error raised(std::string_view kind)
{
    const std::string given = facts(kind);
    try {
        pv::detail::check([&](pv_error **error) { return pv_trial_raise(given.c_str(), error); });
    } catch (const pv::Error &error) {
        CHECK(typeid(error) != typeid(pv::Error));
        return error;
    }
    throw std::logic_error("nothing was raised");
}

void every_fact_of_every_kind_arrives()
{
    for (pv_status status = PV_OK + 1; status <= PV_INTERNAL; ++status) {
        const std::string_view kind = pv_status_name(status);
        const pv::Error error = raised(kind);
        CHECK(error.status() == status);
        CHECK(error.kind() == kind);
        CHECK(error.applied() == pv::Applied::No);
        CHECK(error.retryable());
        CHECK(error.retry_after() == 1500ms);
        CHECK(error.operation() == "BackupApp");
        CHECK(error.cloud() == "alibaba");
        CHECK(error.vendor_code() == "Vendor.Code");
        CHECK(error.http_status() == 418);
        CHECK(error.request_id() == "R-1");
        CHECK(error.excerpt() == "<html>");
        CHECK(!error.token());
        CHECK(error.message().find(error.detail()) != std::string::npos);
        if (status == PV_INVALID) {
            CHECK(error.violations().size() == 2);
            CHECK(error.violations()[1].field() == "B[1]");
            CHECK(error.violations()[1].rule() == "must not be");
        } else {
            CHECK(error.violations().empty());
            CHECK(error.detail() == "the cause");
        }
        CHECK(error.result().has_value());
        const auto phones = error.result()->phones();
        CHECK(phones.size() == 2);
        CHECK(phones[0].outcome() == pv::Outcome::Succeeded);
        CHECK(phones[0].backup() == "bf-0");
        CHECK(!phones[0].task());
        CHECK(!phones[1].outcome());
        CHECK(phones[1].code() == "C");
    }
}

} // namespace

int main()
{
    return test::run(every_fact_of_every_kind_arrives);
}
