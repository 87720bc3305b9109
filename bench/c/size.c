/* A whole program as small as users have it, for its size: backs up one app of one phone and waits for the end. */
#include <stdio.h>
#include <stdlib.h>

#include <phonevault.h>

static int failed(pv_error *error) {
    fprintf(stderr, "%s\n", pv_error_message(error));
    pv_error_free(error);
    return 1;
}

static int back_up(const pv_client *client, const char *phone, const char *app) {
    pv_alibaba_backup_app_request request = {
        .size = sizeof request,
        .android_instance_id_list = &phone,
        .android_instance_id_list_len = 1,
        .source_app_list = &app,
        .source_app_list_len = 1,
        .backup_file_path = "oss://bench-bucket/backups/",
        .upload_endpoint = "oss-cn-shanghai-internal.aliyuncs.com",
    };
    pv_job *job = NULL;
    pv_error *error = NULL;
    if (pv_alibaba_backup_app(client, &request, NULL, &job, NULL, &error) != PV_OK) {
        return failed(error);
    }
    pv_status status = pv_job_wait(job, NULL, NULL, &error);
    pv_job_free(job);
    return status == PV_OK ? 0 : failed(error);
}

int main(int count, char **words) {
    if (count != 3) {
        fprintf(stderr, "usage: size PHONE APP\n");
        return 2;
    }
    pv_alibaba_options options = {
        .size = sizeof options,
        .region = "cn-shanghai",
        .access_key_id = getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"),
        .access_key_secret = getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
    };
    pv_client *client = NULL;
    pv_error *error = NULL;
    if (pv_alibaba_client_new(NULL, &options, &client, &error) != PV_OK) {
        return failed(error);
    }
    int status = back_up(client, words[1], words[2]);
    pv_client_free(client);
    return status;
}
