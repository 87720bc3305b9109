/* What knows no cloud. Generated from tests/manifest.json: generated/core.c. */
#ifndef WORKER_CORE_H
#define WORKER_CORE_H

#include <jansson.h>
#include <phonevault.h>

/* The names of values; NULL if there is none. */
const char *applied_name(pv_applied value);
const char *outcome_name(pv_outcome value);
const char *task_state_name(pv_task_state value);

json_t *show_job_result(const pv_job_result *from);
json_t *show_job_status(const pv_job_status *from);
json_t *show_phone_outcome(const pv_phone_outcome *from);
json_t *show_task_status(const pv_task_status *from);
json_t *show_violation(const pv_violation *from);

#endif
