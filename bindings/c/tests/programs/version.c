/* The header and the library say the same of their version. */
#include "check.h"

int main(void) {
    char numbers[64];
    CHECK(strcmp(pv_version(), PV_VERSION) == 0);
    snprintf(numbers, sizeof numbers, "%d.%d.%d", PV_VERSION_MAJOR, PV_VERSION_MINOR, PV_VERSION_PATCH);
    CHECK(strcmp(numbers, PV_VERSION) == 0);
    CHECK(pv_version_major() == PV_VERSION_MAJOR);
    CHECK(pv_version_minor() == PV_VERSION_MINOR);
    CHECK(pv_version_patch() == PV_VERSION_PATCH);
    CHECK(strcmp(pv_status_name(PV_OK), "ok") == 0);
    CHECK(strcmp(pv_status_name(PV_INVALID), "validation") == 0);
    CHECK(strcmp(pv_status_name(PV_INTERNAL), "internal") == 0);
    CHECK(strcmp(pv_status_name(-1), "unknown") == 0);
    CHECK(strcmp(pv_status_name(12345), "unknown") == 0);
    return 0;
}
