// A worker that makes calls and says how they end. `workerData`: {module, options, what, request, token, pauses}.

import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

const { module, options, what, request, token, pauses } = workerData
const { AlibabaClient, Secret, NotFoundError } = module === 'cjs' ? createRequire(import.meta.url)('phonevault') : await import('phonevault')

const works = {
  /** Calls of all kinds, many at a time; their request ids and how the job ended. */
  async calls(client) {
    const answers = await Promise.all(Array.from({ length: 32 }, () => client.describeTasks({})))
    const phones = await client.describeAndroidInstancesPages({ maxResults: 1 }).collect()
    const job = await client.backupApp(request)
    const result = await job.wait(pauses)
    const refused = await client.deleteBackupFile({ backupFileIdList: ['bf-0'] }).catch((error) => error instanceof NotFoundError)
    await client.close()
    return { ids: answers.map(({ requestId }) => requestId), phones: phones.length, outcomes: result.phones.map((one) => one.outcome), refused }
  },
  /** Calls that do not end by themselves. */
  async pending(client) {
    await Promise.allSettled([
      client.describeTasks({}),
      client.backupApp(request),
      client.describeTasksPages({}).collect(),
      token === undefined ? undefined : client.resumeJob(token).wait(pauses),
    ])
    return 'ended'
  },
  /** Calls that are left behind. */
  async left(client) {
    const calls = [client.describeTasks({}), client.describeTasksPages({}).next()]
    globalThis.left = Promise.allSettled(calls)
    return 'left'
  },
  /** A client that is kept, but idle. */
  async idle(client) {
    globalThis.kept = client
    return (await client.describeTasks({})).requestId
  },
}

const client = new AlibabaClient({ ...options, accessKeySecret: new Secret(options.accessKeySecret) })
parentPort.postMessage(await works[what](client))
