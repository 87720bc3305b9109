// @ts-check
/**
 * Goes on with jobs that other processes started, from their tokens alone. Each has a worker thread with a client of its own.
 *
 *     node follow_jobs.mjs TOKEN TOKEN…
 *
 * Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.
 */
import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { AlibabaClient, WaitTimeoutError } from 'phonevault'

/** @typedef {import('phonevault').PhoneOutcome} PhoneOutcome */

const { REGION = 'cn-shanghai' } = process.env
const HOUR = 3_600_000

/**
 * In the worker: tells the phones each time that it has looked at them.
 *
 * @param {string} token
 * @param {(phones: PhoneOutcome[]) => void} tell
 */
async function follow(token, tell) {
  const client = new AlibabaClient({ region: REGION })
  try {
    const job = client.resumeJob(token)
    // Failed phones are told with the others: nothing disappears.
    for await (const { phones } of job.progress({ timeoutMs: HOUR })) tell(phones)
  } catch (error) {
    // The job goes on in the cloud, and its token stays good.
    if (error instanceof WaitTimeoutError && error.result !== undefined) tell(error.result.phones)
    else throw error
  } finally {
    await client.close()
  }
}

/**
 * In the main thread: shows what the worker tells. What the worker throws, this throws.
 *
 * @param {string} token
 */
async function show(token) {
  const worker = new Worker(new URL(import.meta.url), { workerData: token })
  /** @type {PhoneOutcome[]} */
  let last = []
  worker.on('message', (/** @type {PhoneOutcome[]} */ phones) => {
    last = phones
    const ended = phones.filter((phone) => phone.outcome !== undefined)
    console.log(`${ended.length} of ${phones.length} phones have ended`)
  })
  await once(worker, 'exit')
  for (const { phone, outcome = 'running', backup, message } of last) console.log(phone, outcome, message ?? backup ?? '')
  return last
}

if (isMainThread) {
  const phones = (await Promise.all(process.argv.slice(2).map(show))).flat()
  const running = phones.some((phone) => phone.outcome === undefined || phone.outcome === 'unknown')
  const failed = phones.some((phone) => phone.outcome === 'failed' || phone.outcome === 'refused')
  process.exitCode = running ? 4 : failed ? 3 : 0
} else {
  await follow(workerData, (phones) => parentPort?.postMessage(phones))
}
