/* Written by `cargo xtask generate` from tests/manifest.json. Do not edit. */
/* NULL instead of everything that a function needs is refused by name. */
#include "check.h"

static void never(void) {
    CHECK(!"a call that was refused has no callback");
}

static void huawei(const pv_client *client, const pv_client *other) {
    {
        pv_huawei_batch_storage_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_huawei_batch_storage(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_batch_storage(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_huawei_batch_storage(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_huawei_batch_storage(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_huawei_batch_storage_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_batch_storage_start(NULL, &request, NULL, (pv_huawei_batch_storage_done)never, NULL, &error));
        REFUSES("request", pv_huawei_batch_storage_start(client, NULL, NULL, (pv_huawei_batch_storage_done)never, NULL, &error));
        pv_huawei_phone_jobs_response_free(NULL);
    }
    {
        pv_huawei_batch_restore_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_huawei_batch_restore(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_batch_restore(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_huawei_batch_restore(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_huawei_batch_restore(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_huawei_batch_restore_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_batch_restore_start(NULL, &request, NULL, (pv_huawei_batch_restore_done)never, NULL, &error));
        REFUSES("request", pv_huawei_batch_restore_start(client, NULL, NULL, (pv_huawei_batch_restore_done)never, NULL, &error));
        pv_huawei_phone_jobs_response_free(NULL);
    }
    {
        pv_huawei_create_temporary_access_key_by_agency_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_create_temporary_access_key_by_agency(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_create_temporary_access_key_by_agency(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_create_temporary_access_key_by_agency(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_create_temporary_access_key_by_agency_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_create_temporary_access_key_by_agency_start(NULL, &request, NULL, (pv_huawei_create_temporary_access_key_by_agency_done)never, NULL, &error));
        REFUSES("request", pv_huawei_create_temporary_access_key_by_agency_start(client, NULL, NULL, (pv_huawei_create_temporary_access_key_by_agency_done)never, NULL, &error));
        pv_huawei_temporary_access_key_response_free(NULL);
    }
    {
        pv_huawei_create_temporary_access_key_by_token_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_create_temporary_access_key_by_token(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_create_temporary_access_key_by_token(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_create_temporary_access_key_by_token(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_create_temporary_access_key_by_token_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_create_temporary_access_key_by_token_start(NULL, &request, NULL, (pv_huawei_create_temporary_access_key_by_token_done)never, NULL, &error));
        REFUSES("request", pv_huawei_create_temporary_access_key_by_token_start(client, NULL, NULL, (pv_huawei_create_temporary_access_key_by_token_done)never, NULL, &error));
        pv_huawei_temporary_access_key_response_free(NULL);
    }
    {
        pv_huawei_install_apk_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_huawei_install_apk(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_install_apk(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_huawei_install_apk(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_huawei_install_apk(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_huawei_install_apk_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_install_apk_start(NULL, &request, NULL, (pv_huawei_install_apk_done)never, NULL, &error));
        REFUSES("request", pv_huawei_install_apk_start(client, NULL, NULL, (pv_huawei_install_apk_done)never, NULL, &error));
        pv_huawei_phone_jobs_response_free(NULL);
    }
    {
        pv_huawei_keystone_create_user_token_by_password_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_keystone_create_user_token_by_password(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_keystone_create_user_token_by_password(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_keystone_create_user_token_by_password(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_keystone_create_user_token_by_password_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_keystone_create_user_token_by_password_start(NULL, &request, NULL, (pv_huawei_keystone_create_user_token_by_password_done)never, NULL, &error));
        REFUSES("request", pv_huawei_keystone_create_user_token_by_password_start(client, NULL, NULL, (pv_huawei_keystone_create_user_token_by_password_done)never, NULL, &error));
        pv_huawei_keystone_create_user_token_by_password_response_free(NULL);
    }
    {
        pv_huawei_keystone_list_projects_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_keystone_list_projects(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_keystone_list_projects(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_keystone_list_projects(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_keystone_list_projects_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_keystone_list_projects_start(NULL, &request, NULL, (pv_huawei_keystone_list_projects_done)never, NULL, &error));
        REFUSES("request", pv_huawei_keystone_list_projects_start(client, NULL, NULL, (pv_huawei_keystone_list_projects_done)never, NULL, &error));
        pv_huawei_keystone_list_projects_response_free(NULL);
        pv_huawei_keystone_list_projects_pages *pages = NULL;
        REFUSES("pages", pv_huawei_keystone_list_projects_pages_new(client, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_keystone_list_projects_pages_new(NULL, &request, NULL, &pages, &error));
        REFUSES("request", pv_huawei_keystone_list_projects_pages_new(client, NULL, NULL, &pages, &error));
        REFUSES("response", pv_huawei_keystone_list_projects_pages_next(pages, NULL, &error));
        pv_huawei_keystone_list_projects_response *response = NULL;
        pv_huawei_project_result_list *items = NULL;
        REFUSES("pages", pv_huawei_keystone_list_projects_pages_next(NULL, &response, &error));
        REFUSES("pages", pv_huawei_keystone_list_projects_pages_next_items(NULL, &items, &error));
        REFUSES("items", pv_huawei_keystone_list_projects_pages_next_items(pages, NULL, &error));
        pv_huawei_keystone_list_projects_pages_free(NULL);
        pv_huawei_project_result_list_free(NULL);
    }
    {
        pv_huawei_list_cloud_phone_images_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_list_cloud_phone_images(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_cloud_phone_images(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_list_cloud_phone_images(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_list_cloud_phone_images_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_cloud_phone_images_start(NULL, &request, NULL, (pv_huawei_list_cloud_phone_images_done)never, NULL, &error));
        REFUSES("request", pv_huawei_list_cloud_phone_images_start(client, NULL, NULL, (pv_huawei_list_cloud_phone_images_done)never, NULL, &error));
        pv_huawei_list_cloud_phone_images_response_free(NULL);
        pv_huawei_list_cloud_phone_images_pages *pages = NULL;
        REFUSES("pages", pv_huawei_list_cloud_phone_images_pages_new(client, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_cloud_phone_images_pages_new(NULL, &request, NULL, &pages, &error));
        REFUSES("request", pv_huawei_list_cloud_phone_images_pages_new(client, NULL, NULL, &pages, &error));
        REFUSES("response", pv_huawei_list_cloud_phone_images_pages_next(pages, NULL, &error));
        pv_huawei_list_cloud_phone_images_response *response = NULL;
        pv_huawei_phone_image_list *items = NULL;
        REFUSES("pages", pv_huawei_list_cloud_phone_images_pages_next(NULL, &response, &error));
        REFUSES("pages", pv_huawei_list_cloud_phone_images_pages_next_items(NULL, &items, &error));
        REFUSES("items", pv_huawei_list_cloud_phone_images_pages_next_items(pages, NULL, &error));
        pv_huawei_list_cloud_phone_images_pages_free(NULL);
        pv_huawei_phone_image_list_free(NULL);
    }
    {
        pv_huawei_list_cloud_phones_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_list_cloud_phones(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_cloud_phones(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_list_cloud_phones(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_list_cloud_phones_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_cloud_phones_start(NULL, &request, NULL, (pv_huawei_list_cloud_phones_done)never, NULL, &error));
        REFUSES("request", pv_huawei_list_cloud_phones_start(client, NULL, NULL, (pv_huawei_list_cloud_phones_done)never, NULL, &error));
        pv_huawei_list_cloud_phones_response_free(NULL);
        pv_huawei_list_cloud_phones_pages *pages = NULL;
        REFUSES("pages", pv_huawei_list_cloud_phones_pages_new(client, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_cloud_phones_pages_new(NULL, &request, NULL, &pages, &error));
        REFUSES("request", pv_huawei_list_cloud_phones_pages_new(client, NULL, NULL, &pages, &error));
        REFUSES("response", pv_huawei_list_cloud_phones_pages_next(pages, NULL, &error));
        pv_huawei_list_cloud_phones_response *response = NULL;
        pv_huawei_cloud_phone_list *items = NULL;
        REFUSES("pages", pv_huawei_list_cloud_phones_pages_next(NULL, &response, &error));
        REFUSES("pages", pv_huawei_list_cloud_phones_pages_next_items(NULL, &items, &error));
        REFUSES("items", pv_huawei_list_cloud_phones_pages_next_items(pages, NULL, &error));
        pv_huawei_list_cloud_phones_pages_free(NULL);
        pv_huawei_cloud_phone_list_free(NULL);
    }
    {
        pv_huawei_list_images_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_list_images(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_images(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_list_images(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_list_images_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_images_start(NULL, &request, NULL, (pv_huawei_list_images_done)never, NULL, &error));
        REFUSES("request", pv_huawei_list_images_start(client, NULL, NULL, (pv_huawei_list_images_done)never, NULL, &error));
        pv_huawei_list_images_response_free(NULL);
        pv_huawei_list_images_pages *pages = NULL;
        REFUSES("pages", pv_huawei_list_images_pages_new(client, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_images_pages_new(NULL, &request, NULL, &pages, &error));
        REFUSES("request", pv_huawei_list_images_pages_new(client, NULL, NULL, &pages, &error));
        REFUSES("response", pv_huawei_list_images_pages_next(pages, NULL, &error));
        pv_huawei_list_images_response *response = NULL;
        pv_huawei_list_images_view_list *items = NULL;
        REFUSES("pages", pv_huawei_list_images_pages_next(NULL, &response, &error));
        REFUSES("pages", pv_huawei_list_images_pages_next_items(NULL, &items, &error));
        REFUSES("items", pv_huawei_list_images_pages_next_items(pages, NULL, &error));
        pv_huawei_list_images_pages_free(NULL);
        pv_huawei_list_images_view_list_free(NULL);
    }
    {
        pv_huawei_list_jobs_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_list_jobs(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_jobs(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_list_jobs(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_list_jobs_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_jobs_start(NULL, &request, NULL, (pv_huawei_list_jobs_done)never, NULL, &error));
        REFUSES("request", pv_huawei_list_jobs_start(client, NULL, NULL, (pv_huawei_list_jobs_done)never, NULL, &error));
        pv_huawei_list_jobs_response_free(NULL);
        pv_huawei_list_jobs_pages *pages = NULL;
        REFUSES("pages", pv_huawei_list_jobs_pages_new(client, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_list_jobs_pages_new(NULL, &request, NULL, &pages, &error));
        REFUSES("request", pv_huawei_list_jobs_pages_new(client, NULL, NULL, &pages, &error));
        REFUSES("response", pv_huawei_list_jobs_pages_next(pages, NULL, &error));
        pv_huawei_list_jobs_response *response = NULL;
        pv_huawei_job_list *items = NULL;
        REFUSES("pages", pv_huawei_list_jobs_pages_next(NULL, &response, &error));
        REFUSES("pages", pv_huawei_list_jobs_pages_next_items(NULL, &items, &error));
        REFUSES("items", pv_huawei_list_jobs_pages_next_items(pages, NULL, &error));
        pv_huawei_list_jobs_pages_free(NULL);
        pv_huawei_job_list_free(NULL);
    }
    {
        pv_huawei_push_file_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_huawei_push_file(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_push_file(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_huawei_push_file(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_huawei_push_file(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_huawei_push_file_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_push_file_start(NULL, &request, NULL, (pv_huawei_push_file_done)never, NULL, &error));
        REFUSES("request", pv_huawei_push_file_start(client, NULL, NULL, (pv_huawei_push_file_done)never, NULL, &error));
        pv_huawei_phone_jobs_response_free(NULL);
    }
    {
        pv_huawei_reset_cloud_phone_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_huawei_reset_cloud_phone(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_reset_cloud_phone(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_huawei_reset_cloud_phone(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_huawei_reset_cloud_phone(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_huawei_reset_cloud_phone_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_reset_cloud_phone_start(NULL, &request, NULL, (pv_huawei_reset_cloud_phone_done)never, NULL, &error));
        REFUSES("request", pv_huawei_reset_cloud_phone_start(client, NULL, NULL, (pv_huawei_reset_cloud_phone_done)never, NULL, &error));
        pv_huawei_phone_jobs_response_free(NULL);
    }
    {
        pv_huawei_restart_cloud_phone_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_huawei_restart_cloud_phone(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_restart_cloud_phone(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_huawei_restart_cloud_phone(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_huawei_restart_cloud_phone(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_huawei_restart_cloud_phone_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_restart_cloud_phone_start(NULL, &request, NULL, (pv_huawei_restart_cloud_phone_done)never, NULL, &error));
        REFUSES("request", pv_huawei_restart_cloud_phone_start(client, NULL, NULL, (pv_huawei_restart_cloud_phone_done)never, NULL, &error));
        pv_huawei_phone_jobs_response_free(NULL);
    }
    {
        pv_huawei_run_shell_command_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_huawei_run_shell_command(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_run_shell_command(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_huawei_run_shell_command(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_huawei_run_shell_command(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_huawei_run_shell_command_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_run_shell_command_start(NULL, &request, NULL, (pv_huawei_run_shell_command_done)never, NULL, &error));
        REFUSES("request", pv_huawei_run_shell_command_start(client, NULL, NULL, (pv_huawei_run_shell_command_done)never, NULL, &error));
        pv_huawei_phone_jobs_response_free(NULL);
    }
    {
        pv_huawei_run_sync_command_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_run_sync_command(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_run_sync_command(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_run_sync_command(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_run_sync_command_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_run_sync_command_start(NULL, &request, NULL, (pv_huawei_run_sync_command_done)never, NULL, &error));
        REFUSES("request", pv_huawei_run_sync_command_start(client, NULL, NULL, (pv_huawei_run_sync_command_done)never, NULL, &error));
        pv_huawei_run_sync_command_response_free(NULL);
    }
    {
        pv_huawei_show_cloud_phone_detail_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_show_cloud_phone_detail(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_show_cloud_phone_detail(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_show_cloud_phone_detail(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_show_cloud_phone_detail_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_show_cloud_phone_detail_start(NULL, &request, NULL, (pv_huawei_show_cloud_phone_detail_done)never, NULL, &error));
        REFUSES("request", pv_huawei_show_cloud_phone_detail_start(client, NULL, NULL, (pv_huawei_show_cloud_phone_detail_done)never, NULL, &error));
        pv_huawei_show_cloud_phone_detail_response_free(NULL);
    }
    {
        pv_huawei_show_job_request request = {.size = sizeof request};
        REFUSES("client", pv_huawei_show_job(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_huawei_show_job(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_huawei_show_job(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_huawei_show_job_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_show_job_start(NULL, &request, NULL, (pv_huawei_show_job_done)never, NULL, &error));
        REFUSES("request", pv_huawei_show_job_start(client, NULL, NULL, (pv_huawei_show_job_done)never, NULL, &error));
        pv_huawei_show_job_response_free(NULL);
    }
    {
        pv_huawei_stop_cloud_phone_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_huawei_stop_cloud_phone(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_stop_cloud_phone(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_huawei_stop_cloud_phone(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_huawei_stop_cloud_phone(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_huawei_stop_cloud_phone_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_stop_cloud_phone_start(NULL, &request, NULL, (pv_huawei_stop_cloud_phone_done)never, NULL, &error));
        REFUSES("request", pv_huawei_stop_cloud_phone_start(client, NULL, NULL, (pv_huawei_stop_cloud_phone_done)never, NULL, &error));
        pv_huawei_phone_jobs_response_free(NULL);
    }
    {
        pv_huawei_uninstall_apk_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_huawei_uninstall_apk(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_uninstall_apk(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_huawei_uninstall_apk(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_huawei_uninstall_apk(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_huawei_uninstall_apk_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_huawei_uninstall_apk_start(NULL, &request, NULL, (pv_huawei_uninstall_apk_done)never, NULL, &error));
        REFUSES("request", pv_huawei_uninstall_apk_start(client, NULL, NULL, (pv_huawei_uninstall_apk_done)never, NULL, &error));
        pv_huawei_phone_jobs_response_free(NULL);
    }
}

static void alibaba_(const pv_client *client, const pv_client *other) {
    {
        pv_alibaba_assume_role_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_assume_role(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_assume_role(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_assume_role(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_assume_role_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_assume_role_start(NULL, &request, NULL, (pv_alibaba_assume_role_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_assume_role_start(client, NULL, NULL, (pv_alibaba_assume_role_done)never, NULL, &error));
        pv_alibaba_assume_role_response_free(NULL);
    }
    {
        pv_alibaba_assume_role_with_oidc_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_assume_role_with_oidc(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_assume_role_with_oidc(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_assume_role_with_oidc(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_assume_role_with_oidc_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_assume_role_with_oidc_start(NULL, &request, NULL, (pv_alibaba_assume_role_with_oidc_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_assume_role_with_oidc_start(client, NULL, NULL, (pv_alibaba_assume_role_with_oidc_done)never, NULL, &error));
        pv_alibaba_assume_role_with_oidc_response_free(NULL);
    }
    {
        pv_alibaba_backup_android_instance_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_backup_android_instance(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_backup_android_instance(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_backup_android_instance(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_backup_android_instance(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_backup_android_instance_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_backup_android_instance_start(NULL, &request, NULL, (pv_alibaba_backup_android_instance_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_backup_android_instance_start(client, NULL, NULL, (pv_alibaba_backup_android_instance_done)never, NULL, &error));
        pv_alibaba_backup_response_free(NULL);
    }
    {
        pv_alibaba_backup_app_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_backup_app(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_backup_app(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_backup_app(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_backup_app(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_backup_app_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_backup_app_start(NULL, &request, NULL, (pv_alibaba_backup_app_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_backup_app_start(client, NULL, NULL, (pv_alibaba_backup_app_done)never, NULL, &error));
        pv_alibaba_backup_response_free(NULL);
    }
    {
        pv_alibaba_backup_file_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_backup_file(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_backup_file(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_backup_file(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_backup_file(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_backup_file_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_backup_file_start(NULL, &request, NULL, (pv_alibaba_backup_file_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_backup_file_start(client, NULL, NULL, (pv_alibaba_backup_file_done)never, NULL, &error));
        pv_alibaba_backup_response_free(NULL);
    }
    {
        pv_alibaba_delete_backup_file_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_delete_backup_file(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_delete_backup_file(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_delete_backup_file(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_delete_backup_file_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_delete_backup_file_start(NULL, &request, NULL, (pv_alibaba_delete_backup_file_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_delete_backup_file_start(client, NULL, NULL, (pv_alibaba_delete_backup_file_done)never, NULL, &error));
        pv_alibaba_delete_backup_file_response_free(NULL);
    }
    {
        pv_alibaba_describe_android_instances_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_describe_android_instances(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_android_instances(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_describe_android_instances(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_describe_android_instances_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_android_instances_start(NULL, &request, NULL, (pv_alibaba_describe_android_instances_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_describe_android_instances_start(client, NULL, NULL, (pv_alibaba_describe_android_instances_done)never, NULL, &error));
        pv_alibaba_describe_android_instances_response_free(NULL);
        pv_alibaba_describe_android_instances_pages *pages = NULL;
        REFUSES("pages", pv_alibaba_describe_android_instances_pages_new(client, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_android_instances_pages_new(NULL, &request, NULL, &pages, &error));
        REFUSES("request", pv_alibaba_describe_android_instances_pages_new(client, NULL, NULL, &pages, &error));
        REFUSES("response", pv_alibaba_describe_android_instances_pages_next(pages, NULL, &error));
        pv_alibaba_describe_android_instances_response *response = NULL;
        pv_alibaba_android_instance_list *items = NULL;
        REFUSES("pages", pv_alibaba_describe_android_instances_pages_next(NULL, &response, &error));
        REFUSES("pages", pv_alibaba_describe_android_instances_pages_next_items(NULL, &items, &error));
        REFUSES("items", pv_alibaba_describe_android_instances_pages_next_items(pages, NULL, &error));
        pv_alibaba_describe_android_instances_pages_free(NULL);
        pv_alibaba_android_instance_list_free(NULL);
    }
    {
        pv_alibaba_describe_backup_files_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_describe_backup_files(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_backup_files(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_describe_backup_files(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_describe_backup_files_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_backup_files_start(NULL, &request, NULL, (pv_alibaba_describe_backup_files_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_describe_backup_files_start(client, NULL, NULL, (pv_alibaba_describe_backup_files_done)never, NULL, &error));
        pv_alibaba_describe_backup_files_response_free(NULL);
        pv_alibaba_describe_backup_files_pages *pages = NULL;
        REFUSES("pages", pv_alibaba_describe_backup_files_pages_new(client, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_backup_files_pages_new(NULL, &request, NULL, &pages, &error));
        REFUSES("request", pv_alibaba_describe_backup_files_pages_new(client, NULL, NULL, &pages, &error));
        REFUSES("response", pv_alibaba_describe_backup_files_pages_next(pages, NULL, &error));
        pv_alibaba_describe_backup_files_response *response = NULL;
        pv_alibaba_backup_file_record_list *items = NULL;
        REFUSES("pages", pv_alibaba_describe_backup_files_pages_next(NULL, &response, &error));
        REFUSES("pages", pv_alibaba_describe_backup_files_pages_next_items(NULL, &items, &error));
        REFUSES("items", pv_alibaba_describe_backup_files_pages_next_items(pages, NULL, &error));
        pv_alibaba_describe_backup_files_pages_free(NULL);
        pv_alibaba_backup_file_record_list_free(NULL);
    }
    {
        pv_alibaba_describe_buckets_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_describe_buckets(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_buckets(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_describe_buckets(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_describe_buckets_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_buckets_start(NULL, &request, NULL, (pv_alibaba_describe_buckets_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_describe_buckets_start(client, NULL, NULL, (pv_alibaba_describe_buckets_done)never, NULL, &error));
        pv_alibaba_describe_buckets_response_free(NULL);
    }
    {
        pv_alibaba_describe_image_list_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_describe_image_list(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_image_list(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_describe_image_list(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_describe_image_list_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_image_list_start(NULL, &request, NULL, (pv_alibaba_describe_image_list_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_describe_image_list_start(client, NULL, NULL, (pv_alibaba_describe_image_list_done)never, NULL, &error));
        pv_alibaba_describe_image_list_response_free(NULL);
        pv_alibaba_describe_image_list_pages *pages = NULL;
        REFUSES("pages", pv_alibaba_describe_image_list_pages_new(client, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_image_list_pages_new(NULL, &request, NULL, &pages, &error));
        REFUSES("request", pv_alibaba_describe_image_list_pages_new(client, NULL, NULL, &pages, &error));
        REFUSES("response", pv_alibaba_describe_image_list_pages_next(pages, NULL, &error));
        pv_alibaba_describe_image_list_response *response = NULL;
        pv_alibaba_image_list *items = NULL;
        REFUSES("pages", pv_alibaba_describe_image_list_pages_next(NULL, &response, &error));
        REFUSES("pages", pv_alibaba_describe_image_list_pages_next_items(NULL, &items, &error));
        REFUSES("items", pv_alibaba_describe_image_list_pages_next_items(pages, NULL, &error));
        pv_alibaba_describe_image_list_pages_free(NULL);
        pv_alibaba_image_list_free(NULL);
    }
    {
        pv_alibaba_describe_invocations_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_describe_invocations(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_invocations(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_describe_invocations(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_describe_invocations_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_invocations_start(NULL, &request, NULL, (pv_alibaba_describe_invocations_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_describe_invocations_start(client, NULL, NULL, (pv_alibaba_describe_invocations_done)never, NULL, &error));
        pv_alibaba_describe_invocations_response_free(NULL);
    }
    {
        pv_alibaba_describe_regions_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_describe_regions(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_regions(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_describe_regions(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_describe_regions_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_regions_start(NULL, &request, NULL, (pv_alibaba_describe_regions_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_describe_regions_start(client, NULL, NULL, (pv_alibaba_describe_regions_done)never, NULL, &error));
        pv_alibaba_describe_regions_response_free(NULL);
    }
    {
        pv_alibaba_describe_spec_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_describe_spec(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_spec(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_describe_spec(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_describe_spec_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_spec_start(NULL, &request, NULL, (pv_alibaba_describe_spec_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_describe_spec_start(client, NULL, NULL, (pv_alibaba_describe_spec_done)never, NULL, &error));
        pv_alibaba_describe_spec_response_free(NULL);
        pv_alibaba_describe_spec_pages *pages = NULL;
        REFUSES("pages", pv_alibaba_describe_spec_pages_new(client, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_spec_pages_new(NULL, &request, NULL, &pages, &error));
        REFUSES("request", pv_alibaba_describe_spec_pages_new(client, NULL, NULL, &pages, &error));
        REFUSES("response", pv_alibaba_describe_spec_pages_next(pages, NULL, &error));
        pv_alibaba_describe_spec_response *response = NULL;
        pv_alibaba_spec_info_list *items = NULL;
        REFUSES("pages", pv_alibaba_describe_spec_pages_next(NULL, &response, &error));
        REFUSES("pages", pv_alibaba_describe_spec_pages_next_items(NULL, &items, &error));
        REFUSES("items", pv_alibaba_describe_spec_pages_next_items(pages, NULL, &error));
        pv_alibaba_describe_spec_pages_free(NULL);
        pv_alibaba_spec_info_list_free(NULL);
    }
    {
        pv_alibaba_describe_tasks_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_describe_tasks(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_tasks(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_describe_tasks(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_describe_tasks_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_tasks_start(NULL, &request, NULL, (pv_alibaba_describe_tasks_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_describe_tasks_start(client, NULL, NULL, (pv_alibaba_describe_tasks_done)never, NULL, &error));
        pv_alibaba_describe_tasks_response_free(NULL);
        pv_alibaba_describe_tasks_pages *pages = NULL;
        REFUSES("pages", pv_alibaba_describe_tasks_pages_new(client, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_describe_tasks_pages_new(NULL, &request, NULL, &pages, &error));
        REFUSES("request", pv_alibaba_describe_tasks_pages_new(client, NULL, NULL, &pages, &error));
        REFUSES("response", pv_alibaba_describe_tasks_pages_next(pages, NULL, &error));
        pv_alibaba_describe_tasks_response *response = NULL;
        pv_alibaba_task_list *items = NULL;
        REFUSES("pages", pv_alibaba_describe_tasks_pages_next(NULL, &response, &error));
        REFUSES("pages", pv_alibaba_describe_tasks_pages_next_items(NULL, &items, &error));
        REFUSES("items", pv_alibaba_describe_tasks_pages_next_items(pages, NULL, &error));
        pv_alibaba_describe_tasks_pages_free(NULL);
        pv_alibaba_task_list_free(NULL);
    }
    {
        pv_alibaba_reboot_android_instances_in_group_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_reboot_android_instances_in_group(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_reboot_android_instances_in_group(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_reboot_android_instances_in_group(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_reboot_android_instances_in_group(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_reboot_android_instances_in_group_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_reboot_android_instances_in_group_start(NULL, &request, NULL, (pv_alibaba_reboot_android_instances_in_group_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_reboot_android_instances_in_group_start(client, NULL, NULL, (pv_alibaba_reboot_android_instances_in_group_done)never, NULL, &error));
        pv_alibaba_power_response_free(NULL);
    }
    {
        pv_alibaba_recover_android_instance_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_recover_android_instance(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_recover_android_instance(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_recover_android_instance(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_recover_android_instance(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_recover_android_instance_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_recover_android_instance_start(NULL, &request, NULL, (pv_alibaba_recover_android_instance_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_recover_android_instance_start(client, NULL, NULL, (pv_alibaba_recover_android_instance_done)never, NULL, &error));
        pv_alibaba_restore_response_free(NULL);
    }
    {
        pv_alibaba_recover_app_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_recover_app(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_recover_app(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_recover_app(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_recover_app(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_recover_app_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_recover_app_start(NULL, &request, NULL, (pv_alibaba_recover_app_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_recover_app_start(client, NULL, NULL, (pv_alibaba_recover_app_done)never, NULL, &error));
        pv_alibaba_restore_response_free(NULL);
    }
    {
        pv_alibaba_recovery_file_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_recovery_file(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_recovery_file(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_recovery_file(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_recovery_file(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_recovery_file_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_recovery_file_start(NULL, &request, NULL, (pv_alibaba_recovery_file_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_recovery_file_start(client, NULL, NULL, (pv_alibaba_recovery_file_done)never, NULL, &error));
        pv_alibaba_restore_response_free(NULL);
    }
    {
        pv_alibaba_reset_android_instances_in_group_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_reset_android_instances_in_group(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_reset_android_instances_in_group(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_reset_android_instances_in_group(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_reset_android_instances_in_group(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_reset_android_instances_in_group_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_reset_android_instances_in_group_start(NULL, &request, NULL, (pv_alibaba_reset_android_instances_in_group_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_reset_android_instances_in_group_start(client, NULL, NULL, (pv_alibaba_reset_android_instances_in_group_done)never, NULL, &error));
        pv_alibaba_reset_android_instances_in_group_response_free(NULL);
    }
    {
        pv_alibaba_run_command_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_run_command(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_run_command(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_run_command(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_run_command(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_run_command_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_run_command_start(NULL, &request, NULL, (pv_alibaba_run_command_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_run_command_start(client, NULL, NULL, (pv_alibaba_run_command_done)never, NULL, &error));
        pv_alibaba_run_command_response_free(NULL);
    }
    {
        pv_alibaba_run_sync_command_request request = {.size = sizeof request};
        REFUSES("client", pv_alibaba_run_sync_command(NULL, &request, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_run_sync_command(other, &request, NULL, NULL, &error));
        REFUSES("request", pv_alibaba_run_sync_command(client, NULL, NULL, NULL, &error));
        REFUSES("done", pv_alibaba_run_sync_command_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_run_sync_command_start(NULL, &request, NULL, (pv_alibaba_run_sync_command_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_run_sync_command_start(client, NULL, NULL, (pv_alibaba_run_sync_command_done)never, NULL, &error));
        pv_alibaba_run_sync_command_response_free(NULL);
    }
    {
        pv_alibaba_start_android_instance_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_start_android_instance(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_start_android_instance(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_start_android_instance(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_start_android_instance(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_start_android_instance_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_start_android_instance_start(NULL, &request, NULL, (pv_alibaba_start_android_instance_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_start_android_instance_start(client, NULL, NULL, (pv_alibaba_start_android_instance_done)never, NULL, &error));
        pv_alibaba_power_response_free(NULL);
    }
    {
        pv_alibaba_stop_android_instance_request request = {.size = sizeof request};
        pv_job *job = NULL;
        REFUSES("job", pv_alibaba_stop_android_instance(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_stop_android_instance(NULL, &request, NULL, &job, NULL, &error));
        REFUSES("client", pv_alibaba_stop_android_instance(other, &request, NULL, &job, NULL, &error));
        REFUSES("request", pv_alibaba_stop_android_instance(client, NULL, NULL, &job, NULL, &error));
        REFUSES("done", pv_alibaba_stop_android_instance_start(client, &request, NULL, NULL, NULL, &error));
        REFUSES("client", pv_alibaba_stop_android_instance_start(NULL, &request, NULL, (pv_alibaba_stop_android_instance_done)never, NULL, &error));
        REFUSES("request", pv_alibaba_stop_android_instance_start(client, NULL, NULL, (pv_alibaba_stop_android_instance_done)never, NULL, &error));
        pv_alibaba_power_response_free(NULL);
    }
}

int main(void) {
    pv_huawei_options options = {
        .size = sizeof options, .region = "cn-north-4", .project_id = "p", .access_key = "a", .secret_key = "s"};
    pv_client *of_huawei = NULL, *of_alibaba = alibaba(NULL, NULL);
    ENDS(PV_OK, pv_huawei_client_new(NULL, &options, &of_huawei, &error));
    huawei(of_huawei, of_alibaba);
    alibaba_(of_alibaba, of_huawei);
    pv_client_free(of_huawei);
    pv_client_free(of_alibaba);
    return 0;
}
