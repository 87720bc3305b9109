/** What must compile in CommonJS, with `require` as TypeScript knows it and with `import`. */
import phonevault = require('phonevault')
import huawei = require('phonevault/huawei')
import { type JobResult, PhonevaultError } from 'phonevault'
import { Client, type BackupAppRequest } from 'phonevault/alibaba'

export async function backUp(request: BackupAppRequest): Promise<JobResult | undefined> {
  await using client: phonevault.AlibabaClient = new Client({ region: 'cn-shanghai' })
  try {
    const job = await client.backupApp(request)
    for await (const status of job.progress()) {
      if (status.ended === status.phones.length) break
    }
    return await job.wait({ check: false })
  } catch (error) {
    if (error instanceof PhonevaultError) return error.result
    throw error
  }
}

/** The class is the same, however it was imported. */
export const classes: [typeof phonevault.PhonevaultError, typeof phonevault.huawei.Client] = [PhonevaultError, huawei.Client]

export async function restored(client: phonevault.HuaweiClient, request: huawei.BatchRestoreRequest): Promise<string[]> {
  const job: phonevault.Job<phonevault.huawei.PhoneJobsResponse> = await client.batchRestore(request)
  const phones: phonevault.PhoneOutcome[] = (await job.wait()).phones
  return phones.map(({ phone }) => phone)
}
