/** `AbortSignal` as the types of Node.js and as those of the DOM declare it. */
import type { HuaweiClient, Job } from 'phonevault'

export async function abortable(client: HuaweiClient, job: Job): Promise<void> {
  const controller: AbortController = new AbortController()
  const signal: AbortSignal = AbortSignal.any([controller.signal, AbortSignal.timeout(1_000)])
  await client.listCloudPhones({}, { signal })
  await client.listCloudPhonesPages({}, { signal: controller.signal }).collect()
  await client.call('ShowJob', { job_id: 'job' }, { signal })
  await job.status({ signal })
  await job.wait({ signal, check: false })
  for await (const status of job.progress({ signal })) void status
}
