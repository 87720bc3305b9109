// A TypeScript program in a project that holds the package alone, without the types of Node.js.
import { HuaweiClient, NotFoundError, PhonevaultError, version, type Job, type JobResult } from 'phonevault'
import { PhoneStatus, type CloudPhone, type PhoneJobsResponse } from 'phonevault/huawei'

declare const process: { env: { READY: string }; exitCode: number }
declare const console: { log(text: string): void; error(value: unknown): void }

interface Ready {
  endpoints: { huawei_cph: string }
  credentials: { huawei: { ak: string; sk: string; project_id: string; region: string } }
}

async function restarted(): Promise<JobResult> {
  const { endpoints, credentials }: Ready = JSON.parse(process.env.READY)
  const { ak, sk, project_id, region } = credentials.huawei
  await using client = new HuaweiClient({
    region,
    projectId: project_id,
    accessKey: ak,
    secretKey: sk,
    endpoints: { huawei_cph: endpoints.huawei_cph },
  })
  const phones: CloudPhone[] = await client.listCloudPhonesPages({ status: PhoneStatus.RUNNING }).collect(1)
  const job: Job<PhoneJobsResponse> = await client.restartCloudPhone({ phones: phones.map(({ phoneId }) => ({ phoneId })) })
  const failure = await client.showJob({ jobId: 'no-such-job' }).then(
    () => undefined,
    (error: unknown) => (error instanceof PhonevaultError ? error : undefined),
  )
  if (!(failure instanceof NotFoundError)) throw new Error('an error of another class')
  // Without `await` the client would be closed while it waits.
  return await job.wait({ firstPauseMs: 10, longestPauseMs: 50 })
}

restarted().then(
  ({ phones: [phone] }) => console.log(phone?.outcome === 'succeeded' ? version : 'not restarted'),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
