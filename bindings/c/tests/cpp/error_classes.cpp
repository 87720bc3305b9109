// Errors: a class for every kind, and the facts.

#include "check.hpp"

#include <set>
#include <typeindex>
#include <typeinfo>

namespace pv = phonevault;

namespace {

/// The class in which an error of this status is thrown.
std::type_index thrown(pv_status status)
{
    pv::Error::Facts facts;
    facts.status = status;
    facts.message = "facts";
    try {
        pv::raise(facts);
    } catch (const pv::Error &error) {
        CHECK(error.status() == status);
        CHECK(error.what() == std::string("facts"));
        return typeid(error);
    }
}

void every_kind_has_a_class_of_its_own()
{
    std::set<std::type_index> classes;
    pv_status status = PV_OK + 1;
    for (; pv_status_name(status) != std::string_view("unknown"); ++status) {
        const std::type_index type = thrown(status);
        CHECK(type != typeid(pv::Error));
        CHECK(classes.insert(type).second);
    }
    CHECK(status == PV_INTERNAL + 1);
    CHECK(thrown(status) == typeid(pv::Error));
    CHECK(thrown(PV_INVALID) == typeid(pv::ValidationError));
    CHECK(thrown(PV_NOT_FOUND) == typeid(pv::NotFoundError));
    CHECK(thrown(PV_JOB_FAILED) == typeid(pv::JobFailedError));
    CHECK(thrown(PV_TLS) == typeid(pv::TlsError));
}

void every_kind_names_itself()
{
    for (pv_status status = PV_OK + 1; status <= PV_INTERNAL; ++status) {
        pv::Error::Facts facts;
        facts.status = status;
        CHECK(pv::Error(facts).kind() == pv_status_name(status));
    }
}

void a_refusal_of_the_cloud_tells_everything()
{
    const pv::huawei::Client client(test::huawei());
    pv::huawei::ShowCloudPhoneDetailRequest request;
    request.phone_id = "0123456789abcdef0123456789abcdef";
    CHECK_THROWS(pv::NotFoundError, client.show_cloud_phone_detail(request), [](const pv::Error &error) {
        CHECK(error.status() == PV_NOT_FOUND);
        CHECK(error.kind() == "not_found");
        CHECK(error.cloud() == "huawei");
        CHECK(error.operation().has_value());
        CHECK(error.vendor_code().has_value());
        CHECK(error.http_status().has_value());
        CHECK(error.request_id().has_value());
        CHECK(error.applied() == pv::Applied::No);
        CHECK(pv::name(error.applied()) == "no");
        CHECK(!error.retryable());
        CHECK(!error.retry_after());
        CHECK(!error.excerpt());
        CHECK(!error.token());
        CHECK(!error.result());
        CHECK(error.violations().empty());
        CHECK(error.what() == error.message());
        CHECK(error.message().find(*error.operation()) != std::string::npos);
        CHECK(error.message().find(error.detail()) != std::string::npos);
    });
}

void broken_rules_outlive_the_error()
{
    std::vector<pv::Violation> kept;
    const pv::alibaba::Client client(test::alibaba());
    CHECK_THROWS(pv::ValidationError, client.backup_app({}), [&](const pv::Error &error) {
        kept = error.violations();
        const pv::Error copy = error;
        CHECK(copy.message() == error.message());
    });
    CHECK(kept.size() > 1);
    for (const pv::Violation &violation : kept) {
        CHECK(!violation.field().empty());
        CHECK(!violation.rule().empty());
    }
}

void what_cannot_be_is_refused_before_anything_is_sent()
{
    pv::alibaba::Options options = test::alibaba();
    options.endpoint = "ftp://127.0.0.1";
    CHECK_THROWS(pv::ConfigurationError, pv::alibaba::Client{options}, test::any);
    options = test::alibaba();
    options.ca_file = "/no/such/file.pem";
    CHECK_THROWS(pv::LocalFileError, pv::alibaba::Client{options}, test::any);
    options = test::alibaba();
    options.access_key_secret = "wrong";
    const pv::alibaba::Client stranger(options);
    CHECK_THROWS(pv::AuthenticationError, stranger.describe_regions(), [](const pv::Error &error) {
        CHECK(error.message().find("wrong") == std::string::npos);
    });
}

void test_all()
{
    every_kind_has_a_class_of_its_own();
    every_kind_names_itself();
    a_refusal_of_the_cloud_tells_everything();
    broken_rules_outlive_the_error();
    what_cannot_be_is_refused_before_anything_is_sent();
}

} // namespace

int main()
{
    return test::run(test_all);
}
