// Phonevault, both clients.

import { load } from '../packages.mjs';
import { count, inputs, restores } from '../scenarios.mjs';

const { AlibabaClient, HuaweiClient } = load('phonevault');

export function make(url, { kind, items }) {
  const cph = new HuaweiClient({
    region: inputs.huawei_region,
    projectId: inputs.project,
    accessKey: inputs.access_key,
    secretKey: inputs.secret_key,
    endpoint: url,
  });
  const ecp = new AlibabaClient({
    region: inputs.alibaba_region,
    accessKeyId: inputs.access_key,
    accessKeySecret: inputs.secret_key,
    endpoint: url,
  });
  const phones = restores.slice(0, items);
  const androidInstanceIdList = inputs.alibaba_phones.slice(0, items);
  // A hundred phones are more than the guessed limit of one call, which the vendor's SDKs do not know.
  const options = items > 50 ? { skipRules: true } : undefined;

  const calls = {
    async restore() {
      const restoreInfos = phones.map(({ phone, object }) => ({ phoneId: phone, bucketName: inputs.bucket, objectPath: object }));
      const job = await cph.batchRestore({ restoreInfos });
      return count(job.response.jobs, (phone) => phone.jobId);
    },
    async jobs() {
      const answer = await cph.listJobs({ requestIds: [inputs.project], limit: 100 });
      return count(answer.jobs, (job) => job.status);
    },
    async backup() {
      const job = await ecp.backupApp({
        androidInstanceIdList,
        sourceAppList: [inputs.app],
        backupFilePath: inputs.folder,
        uploadEndpoint: inputs.upload_endpoint,
      }, options);
      return count(job.response.data, (task) => task.taskId);
    },
    async tasks() {
      const answer = await ecp.describeTasks({ level: 2, maxResults: 100 });
      return count(answer.data, (task) => task.taskStatus);
    },
  };
  return calls[kind];
}
