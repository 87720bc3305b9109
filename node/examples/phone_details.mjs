// @ts-check
/**
 * Looks at every phone of a region of Huawei Cloud, 64 at once, and counts them by image version.
 *
 *     node phone_details.mjs
 *
 * Keys come from HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, the project from HUAWEICLOUD_SDK_PROJECT_ID.
 */
import { HuaweiClient, NotFoundError } from 'phonevault'

const { REGION = 'cn-north-4' } = process.env
const AT_ONCE = 64

/** @type {Map<string, number>} */
const counts = new Map()
/** @param {string} what */
const count = (what) => counts.set(what, (counts.get(what) ?? 0) + 1)

const client = new HuaweiClient({ region: REGION })
// All take from one list: whoever is done with a phone takes the next, and one page is asked for at a time.
const phones = client.listCloudPhonesPages().items()

async function look() {
  for await (const { phoneId } of phones) {
    try {
      const phone = await client.showCloudPhoneDetail({ phoneId })
      // What the cloud may leave out is `undefined`, so the type asks for this.
      count(phone.imageVersion ?? 'version not told')
    } catch (error) {
      // Deleted since it was listed. Anything else ends the list, for all.
      if (!(error instanceof NotFoundError)) throw error
      count('gone')
    }
  }
}

try {
  await Promise.all(Array.from({ length: AT_ONCE }, look))
} finally {
  await client.close()
}
for (const [what, many] of [...counts].sort()) console.log(`${many} ${what}`)
