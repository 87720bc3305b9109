// Signals of tests, and what becomes of calls that have one.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { getEventListeners } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A reason that nothing but a test gives. */
export class Enough extends Error {}

/** A signal, and the function that aborts it. */
export function controller() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: (reason) => controller.abort(reason) }
}

/** That a promise rejects with this very value, whatever that is. */
export async function rejectsWith(reason, promise) {
  const [end] = await Promise.allSettled([promise])
  assert.equal(end.status, 'rejected')
  assert.ok(Object.is(end.reason, reason), `not the reason, but ${end.reason}`)
}

/** How many listen to a signal. */
export function listeners(signal) {
  return getEventListeners(signal, 'abort').length
}

/** Holds the loop up until the simulator has received an operation and its answer has had time to come. */
export function meanwhile(simulator, operation) {
  const script = new URL('applied.mjs', import.meta.url)
  execFileSync(process.execPath, [fileURLToPath(script), simulator.ready.endpoints.admin, operation])
}
