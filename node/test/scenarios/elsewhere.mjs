// A job that another process takes up by its token: a new Node.js that runs this module.

import { fileURLToPath } from 'node:url'
import { ran } from '../support/children.mjs'
import { make } from './clients.mjs'
import { CORE } from './names.mjs'

/** The pauses of every wait. */
export const PAUSES = { firstPauseMs: 10, longestPauseMs: 50 }

/** Has a new process wait for the job; its outcomes. */
export async function resumed(cloud, options, token) {
  return JSON.parse(await ran(fileURLToPath(import.meta.url), { cloud, options, token }))
}

/** What the new process does. */
async function outcomes({ cloud, options, token }) {
  const client = make(cloud, options)
  const result = await client.resumeJob(token).wait({ timeoutMs: 60_000, check: false, ...PAUSES })
  await client.close()
  return CORE.wire({ struct: 'JobResult' }, result)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await outcomes(JSON.parse(process.argv[2]))))
}
