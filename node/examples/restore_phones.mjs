// @ts-check
/**
 * Restores one export onto many phones of Huawei Cloud and restarts those that got it, as the vendor asks for.
 *
 *     node restore_phones.mjs BUCKET KEY PHONE PHONE…
 *
 * **Restoring overwrites files of the phones.** Ctrl-C, or an hour, ends the waiting and not the work: the token that is printed
 * goes on with it. Keys come from HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, the project from HUAWEICLOUD_SDK_PROJECT_ID.
 */
import { HuaweiClient, PhonevaultError } from 'phonevault'

/** @typedef {import('phonevault').PhoneOutcome} PhoneOutcome */
/** @typedef {import('phonevault').Job} Job */

const { REGION = 'cn-north-4' } = process.env
const [bucketName = '', objectPath = '', ...phones] = process.argv.slice(2)

const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')))
const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(3_600_000)])

/**
 * Waits for a job; whatever became of its phones is in the answer.
 *
 * @param {string} what
 * @param {Job} job
 */
async function ended(what, job) {
  console.log(`${what} is submitted: ${job.token}`)
  const { phones } = await job.wait({ signal, check: false })
  return phones
}

/** @returns {Promise<number>} */
async function main() {
  const client = new HuaweiClient({ region: REGION })
  try {
    const restoreInfos = phones.map((phoneId) => ({ phoneId, bucketName, objectPath }))
    const restored = await ended('restore', await client.batchRestore({ restoreInfos }, { signal }))
    const good = restored.filter((phone) => phone.outcome === 'succeeded').map(({ phone }) => ({ phoneId: phone }))
    // Restored files are seen only after a restart.
    const restarts = good.length === 0 ? [] : await ended('restart', await client.restartCloudPhone({ phones: good }, { signal }))
    const restarted = new Map(restarts.map((phone) => [phone.phone, phone]))
    console.table(
      restored.map(({ phone, outcome, code, message }) => {
        const restart = restarted.get(phone)
        return { phone, restore: outcome, restart: restart?.outcome, why: code ?? restart?.code, words: message ?? restart?.message }
      }),
    )
    return restarts.filter((phone) => phone.outcome === 'succeeded').length === phones.length ? 0 : 3
  } catch (error) {
    if (error instanceof PhonevaultError) {
      // "no": nothing happened; "yes": the token goes on; "unknown": look at the phones before you restore again.
      console.error(`applied: ${error.applied}: ${error.message}`, error.token ?? '')
      return error.applied === 'no' ? 1 : 4
    }
    if (!signal.aborted) throw error
    console.error(`not waited for to the end: ${error}`)
    return interrupted.signal.aborted ? 130 : 4
  } finally {
    await client.close()
  }
}

process.exitCode = await main()
