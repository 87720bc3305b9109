/**
 * Heeding signals. Many calls may have the same one, and Node.js warns of more than a few listeners as if they were a leak; so
 * there is one for each signal.
 */
import type { AbortSignalLike } from './options.js'

class Heeded {
  readonly calls = new Set<() => void>()
  readonly listener = (): void => {
    for (const call of [...this.calls]) call()
  }
}

const heeded = new WeakMap<AbortSignalLike, Heeded>()

/** From now on `call` is called once the signal aborts. Gives what ends that. */
export function heed(signal: AbortSignalLike, call: () => void): () => void {
  let known = heeded.get(signal)
  if (known === undefined) {
    known = new Heeded()
    heeded.set(signal, known)
    signal.addEventListener('abort', known.listener)
  }
  const { calls, listener } = known
  calls.add(call)
  return () => {
    if (!calls.delete(call) || calls.size > 0) return
    heeded.delete(signal)
    signal.removeEventListener('abort', listener)
  }
}
