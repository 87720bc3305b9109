/**
 * What must not compile. Each line below a `@ts-expect-error` is one mistake; if it compiles, the type checker complains. None of
 * this runs.
 */
import * as phonevault from 'phonevault'
import * as alibaba from 'phonevault/alibaba'
import * as huawei from 'phonevault/huawei'

declare const cph: phonevault.HuaweiClient
declare const ecp: phonevault.AlibabaClient
declare const job: phonevault.Job<huawei.PhoneJobsResponse>
declare const resumed: phonevault.Job<undefined>
declare const error: phonevault.PhonevaultError
declare const secret: phonevault.Secret
declare const phone: huawei.CloudPhone

export function clients(): void {
  // @ts-expect-error: without a region
  new phonevault.HuaweiClient({})
  // @ts-expect-error: without options
  new phonevault.AlibabaClient()
  // @ts-expect-error: null
  new phonevault.HuaweiClient({ region: null })
  // @ts-expect-error: a number
  new phonevault.HuaweiClient({ region: 4 })
  // @ts-expect-error: no such option
  new phonevault.HuaweiClient({ region: 'cn-north-4', acessKey: 'key' })
  // @ts-expect-error: the option of the other cloud
  new phonevault.HuaweiClient({ region: 'cn-north-4', accessKeyId: 'key' })
  // @ts-expect-error: likewise
  new phonevault.AlibabaClient({ region: 'cn-shanghai', projectId: 'project' })
  // @ts-expect-error: a secret that is a number
  new phonevault.AlibabaClient({ region: 'cn-shanghai', accessKeySecret: 12 })
  // @ts-expect-error: milliseconds as text
  new phonevault.AlibabaClient({ region: 'cn-shanghai', timeoutMs: '1000' })
  // @ts-expect-error: seconds are no unit here
  new phonevault.AlibabaClient({ region: 'cn-shanghai', timeout: 10 })
  // @ts-expect-error: one endpoint where a table is asked for
  new phonevault.AlibabaClient({ region: 'cn-shanghai', endpoints: 'http://127.0.0.1' })
  // @ts-expect-error: the region of a client stays
  cph.region = 'cn-north-9'
  // @ts-expect-error: Alibaba Cloud knows no projects
  void ecp.projectId
  // @ts-expect-error: nor calls that only Alibaba has here
  void cph.backupFilesGone(['id'])
}

export function requests(): void {
  // @ts-expect-error: no request
  void cph.showJob()
  // @ts-expect-error: a mandatory field is missing
  void cph.showJob({})
  // @ts-expect-error: a mandatory field that is undefined
  void cph.showJob({ jobId: undefined })
  // @ts-expect-error: null
  void cph.showJob({ jobId: null })
  // @ts-expect-error: a number
  void cph.showJob({ jobId: 7 })
  // @ts-expect-error: another case
  void cph.showJob({ jobID: 'job' })
  // @ts-expect-error: the vendor's name
  void cph.showJob({ job_id: 'job' })
  // @ts-expect-error: one field too many
  void cph.showJob({ jobId: 'job', phoneId: 'phone' })
  // @ts-expect-error: the field alone
  void cph.showJob('job')
  // @ts-expect-error: an object where a list is asked for
  void cph.batchRestore({ restoreInfos: { phoneId: 'phone', bucketName: 'bucket', objectPath: 'key' } })
  // @ts-expect-error: an item without its mandatory fields
  void cph.batchRestore({ restoreInfos: [{ phoneId: 'phone' }] })
  // @ts-expect-error: a wrong name inside an item
  void cph.batchRestore({ restoreInfos: [{ phoneId: 'phone', bucket: 'bucket', objectPath: 'key' }] })
  // @ts-expect-error: a number in a list of texts
  void ecp.stopAndroidInstance({ androidInstanceIds: [1] })
  // @ts-expect-error: text where a number is asked for
  void ecp.describeAndroidInstances({ maxResults: '100' })
  // @ts-expect-error: null where something optional is left out
  void ecp.describeAndroidInstances({ nextToken: null })
  // @ts-expect-error: text for an enumeration of numbers
  void cph.listCloudPhones({ status: 'running' })
  // @ts-expect-error: an operation of the vendor's that has no method here
  void ecp.describeApps({})
  // @ts-expect-error: an operation in the vendor's spelling
  void cph.ShowJob({ jobId: 'job' })
  // @ts-expect-error: a number for the name of an operation
  void cph.call(1)
  // @ts-expect-error: parameters that are no object
  void cph.call('ShowJob', 'job')
  // @ts-expect-error: null
  void cph.call('ShowJob', null)
}

export function options(signal: phonevault.AbortSignalLike): void {
  // @ts-expect-error: no such option
  void cph.listCloudPhones({}, { timeout: 5 })
  // @ts-expect-error: milliseconds as text
  void cph.listCloudPhones({}, { timeoutMs: '5' })
  // @ts-expect-error: no signal
  void cph.listCloudPhones({}, { signal: true })
  // @ts-expect-error: null
  void cph.listCloudPhones({}, { signal: null })
  // @ts-expect-error: a controller is no signal
  void cph.listCloudPhones({}, { signal: { signal, abort() {} } })
  // @ts-expect-error: options in place of the request
  void cph.listCloudPhones({ signal })
  // @ts-expect-error: a call does not wait
  void cph.showJob({ jobId: 'job' }, { check: false })
  // @ts-expect-error: likewise
  cph.listCloudPhonesPages({}, { firstPauseMs: 5 })
  // @ts-expect-error: a look breaks no rules
  void job.status({ skipRules: true })
  // @ts-expect-error: nor does a wait
  void job.wait({ skipRules: true })
  // @ts-expect-error: progress never checks
  job.progress({ check: false })
  // @ts-expect-error: a text
  void job.wait({ check: 'no' })
}

export async function answers(): Promise<void> {
  const answer = await cph.showJob({ jobId: 'job' })
  // @ts-expect-error: no such field
  void answer.jobID
  // @ts-expect-error: nor one in the vendor's spelling
  void answer.job_id
  // @ts-expect-error: the cloud may leave it out
  void answer.phoneId.length
  // @ts-expect-error: likewise
  void phone.phoneName.length
  // @ts-expect-error: one object inside another
  void phone.metadata.orderId
  // @ts-expect-error: what else came is there only if something did
  void phone.other.anything
  // @ts-expect-error: a number and not a text
  void (phone.status === 'RUNNING')
  // @ts-expect-error: a secret is no text
  const output: string | undefined = answer.executeMsg
  // @ts-expect-error: an answer of `call` has to be looked at
  void (await cph.call('ShowJob', { job_id: 'job' })).job_id
  // @ts-expect-error: a submission is not its answer
  void (await cph.batchRestore({ restoreInfos: [] })).requestId
  // @ts-expect-error: the list may be shorter
  void (await cph.listCloudPhones()).phones[0].phoneId
  void output
}

export async function jobs(): Promise<void> {
  // @ts-expect-error: a token is a text
  cph.resumeJob(1)
  // @ts-expect-error: nobody kept the answer to the submission
  void resumed.response.requestId
  // @ts-expect-error: a job stays what it is
  job.token = 'pv1.'
  // @ts-expect-error: jobs come from clients
  new phonevault.Job('id')
  const { phones } = await job.wait({ check: false })
  const one = phones.find(({ phone }) => phone === 'phone')
  // @ts-expect-error: it may not be there
  void one.outcome
  // @ts-expect-error: there is no such outcome
  void (one?.outcome === 'success')
  // @ts-expect-error: a phone that was refused has no task
  void one?.task.state
  // @ts-expect-error: progress comes with time
  for (const status of job.progress()) void status
}

export async function pages(): Promise<void> {
  const list = ecp.describeTasksPages({})
  // @ts-expect-error: a list is nothing to await
  void (await list).tasks
  // @ts-expect-error: nor to go through at once
  for (const page of list) void page
  // @ts-expect-error: an item is no page
  for await (const task of list.items()) void task.nextToken
  // @ts-expect-error: a number
  void list.collect('5')
  // @ts-expect-error: no paginator where there is no page
  cph.showJobPages({ jobId: 'job' })
}

export function secrets(): void {
  // @ts-expect-error: a text
  new phonevault.Secret(12)
  // @ts-expect-error: undefined
  new phonevault.Secret(undefined)
  // @ts-expect-error: it has to be exposed by name
  const text: string = secret
  // @ts-expect-error: whatever looks like one
  const other: phonevault.Secret = { expose: () => text }
  void other
}

export function errors(): void {
  // @ts-expect-error: no such kind
  void (error.code === 'NO_SUCH')
  // @ts-expect-error: codes are in upper case
  void (error.code === 'job_failed')
  // @ts-expect-error: kinds are not
  void (error.kind === 'JOB_FAILED')
  // @ts-expect-error: there is no fourth answer
  void (error.applied === 'maybe')
  // @ts-expect-error: the vendor's code may be absent
  void error.vendorCode.length
  // @ts-expect-error: only errors about jobs have one
  void error.result.phones
  // @ts-expect-error: in milliseconds
  void error.retryAfter
  // @ts-expect-error: an error stays what it is
  error.applied = 'no'
  // @ts-expect-error: the kind of a class is its own
  new phonevault.TimeoutError('text', { kind: 'busy' })
  // @ts-expect-error: it has another code
  if (error instanceof phonevault.ThrottledError) void (error.code === 'BUSY')
}

export function enumerations(): void {
  // @ts-expect-error: values are given, not made
  huawei.PhoneStatus.RUNNING = 3
  // @ts-expect-error: no such value
  void alibaba.AndroidInstanceStatus.RUNING
  // @ts-expect-error: a number is none of Alibaba's states
  const status: alibaba.AndroidInstanceStatus = 2
  void status
}

export async function ends(): Promise<void> {
  // @ts-expect-error: closing takes a moment: await it
  using client = new phonevault.HuaweiClient({ region: 'cn-north-4' })
  void client
  // @ts-expect-error: this package has no default export
  void phonevault.default
  // @ts-expect-error: nor a client for both
  void phonevault.Client
  // @ts-expect-error: what lies inside cannot be imported
  await import('phonevault/dist/calls.js')
}
