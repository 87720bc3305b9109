// Makes calls that end, keeps clients, jobs and lists, and does not close anything: `node idle.mjs {alibaba, huawei, request, pauses}`.

import { AlibabaClient, HuaweiClient } from 'phonevault'

const { alibaba, huawei, request, pauses } = JSON.parse(process.argv[2])
const [one, other] = [new AlibabaClient(alibaba), new HuaweiClient(huawei)]
const pages = one.describeAndroidInstancesPages({ maxResults: 1 })
await Promise.all([pages.next(), other.listCloudPhones({})])
const job = await one.backupApp(request)
for await (const status of job.progress(pauses)) {
  if (status.phones.length === 1) break
}
await one.describeTasks({}, { signal: AbortSignal.abort() }).catch(() => undefined)
globalThis.kept = { one, other, pages, job, unused: new AlibabaClient(alibaba) }
console.log('idle')
