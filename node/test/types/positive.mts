/** What must compile, as users write it in ECMAScript modules. The generated files use every export; these use them together. */
import {
  AlibabaClient,
  alibaba,
  type Applied,
  type ErrorCode,
  type ErrorKind,
  HuaweiClient,
  huawei,
  type Job,
  JobFailedError,
  type JobResult,
  type JobStatus,
  type Json,
  type Pages,
  PhonevaultError,
  type PhoneOutcome,
  Secret,
  ThrottledError,
  type Violation,
  WaitTimeoutError,
} from 'phonevault'
import { Client as Alibaba, type BackupResponse } from 'phonevault/alibaba'
import { Client as Huawei, type CloudPhone, ImageStatus, type ListCloudPhonesResponse, PhoneStatus } from 'phonevault/huawei'

export const clients: { huawei: HuaweiClient[]; alibaba: AlibabaClient[] } = {
  huawei: [
    new HuaweiClient({ region: 'cn-north-4' }),
    new Huawei({ region: 'cn-north-4', projectId: 'project', accessKey: 'key', secretKey: new Secret('secret') }),
    new huawei.Client({ region: 'cn-north-4', token: 'token', timeoutMs: 5_000, connectTimeoutMs: 1_000, caFile: 'ca.pem' }),
    new huawei.HuaweiClient({ region: 'cn-north-4', identityOnly: true, proxy: new Secret('http://user:word@proxy:3128') }),
  ],
  alibaba: [
    new AlibabaClient({ region: 'cn-shanghai', endpoint: 'https://example.com', allowPlainHttp: false }),
    new Alibaba({ region: 'cn-shanghai', endpoints: { alibaba_ecp: 'https://example.com' }, securityToken: 'token' }),
    // Settings that may be missing can be given as they are.
    new alibaba.Client({ region: 'cn-shanghai', accessKeyId: undefined, accessKeySecret: undefined, timeoutMs: undefined }),
  ],
}

export async function huaweiCalls(client: HuaweiClient): Promise<Map<string, CloudPhone>> {
  const where: [string, string, string] = [client.region, client.projectId, await client.findProjectId()]
  const pages: Pages<ListCloudPhonesResponse, CloudPhone> = client.listCloudPhonesPages({ limit: 50, status: PhoneStatus.RUNNING })
  const found = new Map<string, CloudPhone>()
  for await (const page of pages) {
    const total: number | undefined = page.count
    for (const phone of page.phones) found.set(phone.phoneId, phone)
    void total
  }
  for await (const phone of client.listCloudPhonesPages().items()) {
    const text: string = phone.phoneName ?? phone.phoneId
    const order: string | undefined = phone.metadata?.orderId
    const more: Json | undefined = phone.other?.['a field of tomorrow']
    void [text, order, more, where]
  }
  const few: CloudPhone[] = await client.listCloudPhonesPages({ phoneName: undefined }).collect(10)
  const all: CloudPhone[] = await client.listCloudPhonesPages({}, { timeoutMs: 5_000, skipRules: true }).collect()
  const details = await Promise.all([...few, ...all].map(({ phoneId }) => client.showCloudPhoneDetail({ phoneId })))
  // An answer is an object like any other.
  const [first = { phoneId: 'none' }, ...others] = details
  const copies: huawei.ShowCloudPhoneDetailResponse[] = [{ ...first }, ...others]
  void copies
  return found
}

export async function commands(client: AlibabaClient): Promise<string | undefined> {
  const ids = ['acp-1', 'acp-2'] as const
  const answer = await client.runSyncCommand({ instanceIds: ids, commandContent: new Secret('ls'), waitTime: 500 })
  const outputs: (Secret | undefined)[] | undefined = answer.data?.map((one: alibaba.Invocation) => one.output)
  await client.backupFilesGone(['bf-1'], { timeoutMs: 60_000, firstPauseMs: 100, longestPauseMs: 1_000 })
  return outputs?.[0]?.expose()
}

export async function jobs(client: AlibabaClient): Promise<PhoneOutcome[]> {
  const job: Job<BackupResponse> = await client.backupApp({
    androidInstanceIdList: ['acp-1'],
    sourceAppList: ['com.example.notes'],
    uploadEndpoint: 'oss-cn-shanghai-internal.aliyuncs.com',
    backupFilePath: 'oss://bucket/folder/',
  })
  const facts: [string, string, BackupResponse] = [job.id, job.token, job.response]
  // Any job goes where one is wanted of which only the outcome counts.
  const some: Job[] = [job, client.resumeJob(job.token)]
  const status: JobStatus = await job.status({ timeoutMs: 1_000 })
  for await (const { ended, phones } of job.progress({ timeoutMs: 60_000, firstPauseMs: 100, longestPauseMs: 1_000 })) {
    const left: number = phones.length - ended
    const percent: number[] = phones.flatMap(({ task }) => task?.progress ?? [])
    const since: Date | undefined = phones[0]?.task?.started
    void [left, percent, since]
  }
  const resumed: Job<undefined> = client.resumeJob(job.token)
  const result: JobResult = await resumed.wait({ check: false, timeoutMs: 60_000 })
  void [facts, some, status]
  return result.phones
}

/** Every outcome, and no other. */
export function said(phone: PhoneOutcome): string {
  switch (phone.outcome) {
    case 'succeeded':
      return phone.backup ?? 'done'
    case 'failed':
    case 'refused':
      return `${phone.code}: ${phone.message}`
    case 'unknown':
      return 'look at the phone'
    case undefined:
      return phone.task?.state ?? 'not seen yet'
    default:
      return phone.outcome satisfies never
  }
}

export async function failures(work: () => Promise<unknown>): Promise<number | undefined> {
  try {
    await work()
  } catch (error) {
    if (error instanceof JobFailedError) {
      // A class settles kind and code.
      const facts: ['job_failed', 'JOB_FAILED'] = [error.kind, error.code]
      const phones: PhoneOutcome[] = error.result?.phones ?? []
      return phones.length + facts.length
    }
    if (error instanceof WaitTimeoutError && error.token !== undefined) return error.token.length
    if (error instanceof ThrottledError) return error.retryAfterMs ?? 1_000
    if (error instanceof PhonevaultError) {
      const code: ErrorCode = error.code
      const kind: ErrorKind = error.kind
      const applied: Applied = error.applied
      const wrong: Violation[] = error.violations
      const texts: (string | undefined)[] = [error.operation, error.cloud, error.vendorCode, error.requestId, error.excerpt]
      const cause: unknown = error.cause
      const line: string = `${error.name} ${error.message} ${error.detail} ${code} ${kind} ${applied} ${error.stack}`
      const asJson: object = error.toJSON()
      if (error.code === 'VALIDATION') return wrong.map(({ field, rule }) => field + rule).length
      void [texts, cause, line, asJson]
      return error.retryable ? error.httpStatus : undefined
    }
    throw error
  }
  return undefined
}

/** Kinds are a closed list: what is asked of each can be checked. */
export function sendAgain(kind: ErrorKind): boolean {
  switch (kind) {
    case 'throttled':
    case 'busy':
    case 'connect':
      return true
    default: {
      const others: Exclude<ErrorKind, 'throttled' | 'busy' | 'connect'> = kind
      return others === 'server'
    }
  }
}

/** Enumerations are open: values of tomorrow are values too. */
export function states(phone: CloudPhone): PhoneStatus[] {
  const tomorrow: PhoneStatus = 99
  const image: ImageStatus = ImageStatus.USABLE
  const one: 1 = ImageStatus.USABLE
  const text: alibaba.AndroidInstanceStatus = 'A_STATE_OF_TOMORROW'
  void [image, one, text]
  return phone.status === PhoneStatus.RUNNING ? [phone.status] : [tomorrow]
}

export async function anyOperation(client: AlibabaClient): Promise<number> {
  const unknown: unknown = await client.call('DescribeRegions')
  const known = await client.call<{ RequestId: string; Data?: { Name: string }[] }>('DescribeApps', { MaxResults: 5 }, { timeoutMs: 5_000 })
  void unknown
  return known.Data?.length ?? known.RequestId.length
}

export async function ends(): Promise<string> {
  await using client = new HuaweiClient({ region: 'cn-north-4' })
  const other = new AlibabaClient({ region: client.region })
  const closed: void = await other.close()
  return `${client.projectId}${closed}`
}

/** A secret shows itself nowhere, so it may stand in what is shown. */
export function shown(secret: Secret): [string, string] {
  return [`${secret}`, JSON.stringify({ secret })]
}
