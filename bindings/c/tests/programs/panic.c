/* No panic leaves the library. Only for a library that can panic on demand. */
#include "check.h"

pv_status pv_trial_panic(pv_error **error);

int main(void) {
    pv_error *error = NULL;
    CHECK(pv_trial_panic(NULL) == PV_INTERNAL);
    CHECK(pv_trial_panic(&error) == PV_INTERNAL);
    CHECK(strcmp(pv_error_kind(error), "internal") == 0);
    pv_error_free(error);
    return 0;
}
