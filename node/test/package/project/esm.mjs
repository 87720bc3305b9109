// An ECMAScript module in a project that holds the package alone.
import assert from 'node:assert/strict'
import { AlibabaClient, huawei, NotFoundError, version } from 'phonevault'
import { Client } from 'phonevault/huawei'

const { endpoints, credentials, buckets } = JSON.parse(process.env.READY)
const { ak, sk, project_id, region } = credentials.huawei
const client = new Client({ region, projectId: project_id, accessKey: ak, secretKey: sk, endpoint: endpoints.huawei_cph })
assert.ok(client instanceof huawei.Client)
const [source, target] = await client.listCloudPhonesPages({ limit: 1 }).collect(2)
const object = { bucketName: buckets.obs, objectPath: 'alone/esm.tar' }
const saved = await client.batchStorage({ storageInfos: [{ phoneId: source.phoneId, includeFiles: ['/data/media'], ...object }] })
await saved.wait({ firstPauseMs: 10, longestPauseMs: 50 })
const restored = await client.batchRestore({ restoreInfos: [{ phoneId: target.phoneId, ...object }] })
const { phones } = await client.resumeJob(restored.token).wait({ firstPauseMs: 10, longestPauseMs: 50 })
assert.deepEqual(phones.map(({ phone, outcome }) => [phone, outcome]), [[target.phoneId, 'succeeded']])
await assert.rejects(client.showJob({ jobId: 'no-such-job' }), NotFoundError)
await assert.rejects(new AlibabaClient({ region: 'cn-shanghai', accessKeyId: 'key', accessKeySecret: 'secret' }).runCommand({}), TypeError)
await client.close()
console.log(version)
