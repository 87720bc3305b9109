// Keys and endpoints of a simulator where clients look for them.

/** The environment of a process whose clients are to call this simulator, whatever they are made with. */
export function environment(ready) {
  const { alibaba, huawei } = ready.credentials
  return {
    ...process.env,
    ALIBABA_CLOUD_ACCESS_KEY_ID: alibaba.access_key_id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: alibaba.access_key_secret,
    HUAWEICLOUD_SDK_AK: huawei.ak,
    HUAWEICLOUD_SDK_SK: huawei.sk,
    HUAWEICLOUD_SDK_PROJECT_ID: huawei.project_id,
    PHONEVAULT_ENDPOINT_ALIBABA_ECP: ready.endpoints.alibaba_ecp,
    PHONEVAULT_ENDPOINT_HUAWEI_CPH: ready.endpoints.huawei_cph,
  }
}
