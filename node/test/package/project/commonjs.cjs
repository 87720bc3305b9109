// A CommonJS module in a project that holds the package alone.
const assert = require('node:assert/strict')
const { AlibabaClient, PhonevaultError, version } = require('phonevault')
const alibaba = require('phonevault/alibaba')

async function main() {
  const { endpoints, credentials, buckets } = JSON.parse(process.env.READY)
  const { access_key_id, access_key_secret, region } = credentials.alibaba
  const client = new AlibabaClient({
    region,
    accessKeyId: access_key_id,
    accessKeySecret: access_key_secret,
    endpoint: endpoints.alibaba_ecp,
  })
  assert.equal(alibaba.Client, AlibabaClient)
  const [phone] = await client.describeAndroidInstancesPages().collect(1)
  const job = await client.backupApp({
    androidInstanceIdList: [phone.androidInstanceId],
    sourceAppList: ['com.example.notes'],
    uploadEndpoint: 'oss-cn-shanghai-internal.aliyuncs.com',
    backupFilePath: `oss://${buckets.oss}/alone/`,
  })
  let looks = 0
  for await (const status of job.progress({ firstPauseMs: 10, longestPauseMs: 50 })) {
    looks += 1
    if (status.ended === 1) assert.equal(status.phones[0].outcome, 'succeeded')
  }
  assert.ok(looks > 0)
  await assert.rejects(client.describeTasks({ maxResults: 0 }), PhonevaultError)
  await client.close()
  console.log(version)
}

main()
