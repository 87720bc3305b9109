// Exports one phone on the simulated Huawei cloud with the core of the vendor's SDK for Node.js.
//
//   npm install @huaweicloud/huaweicloud-sdk-core uuid@9
//   phonevault simulate --time-scale 100 > ready.json &
//   node backup.mjs ready.json

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import core from '@huaweicloud/huaweicloud-sdk-core';
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';

const ready = JSON.parse(readFileSync(process.argv[2], 'utf8').split('\n')[0]);
const { ak, sk, project_id: project } = ready.credentials.huawei;
const credentials = new core.BasicCredentials().withAk(ak).withSk(sk).withProjectId(project);
const client = new ClientBuilder((http) => http).withEndpoint(ready.endpoints.huawei_cph).withCredential(credentials).build();
const call = (method, path, data = {}) => client.sendRequest({
  method, url: `/v1/{project_id}/cloud-phone/${path}`, contentType: 'application/json', queryParams: {}, pathParams: {}, headers: {}, data,
});

const { phones: [phone] } = await call('GET', 'phones');
const answer = await call('POST', 'phones/batch-storage', {
  storage_infos: [{
    phone_id: phone.phone_id,
    include_files: ['/data/data', '/data/app'],
    bucket_name: ready.buckets.obs,
    object_path: `from-node/${phone.phone_id}.tar`,
  }],
});
let job;
do {
  await pause(100);
  job = await call('GET', `jobs/${answer.jobs[0].job_id}`);
} while (job.status === 1);
console.log(phone.phone_id, job.status === 2 ? 'backed up' : job.error_msg);
process.exitCode = job.status === 2 ? 0 : 1;
