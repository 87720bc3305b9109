/** From the facts that the native module tells to the errors that a caller gets. */
import { decode } from './decode.js'
import { BY_KIND, type ErrorFacts } from './errors.js'
import type { AbortSignalLike } from './options.js'

/** Where a call was made. */
export interface Trace {
  stack?: unknown
}

/** What the native module tells: a value of the wrong type, or the facts of an error. */
export type Facts = { typeError: string } | (ErrorFacts & { message: string })

/** The error of these facts, as if it had been made where the call was. */
export function failure(facts: Facts, trace: Trace, signal?: AbortSignalLike): Error {
  if ('typeError' in facts) return placed(new TypeError(facts.typeError), trace)
  const { message, ...rest } = facts
  const cause = facts.kind === 'cancelled' && signal?.aborted === true ? { cause: signal.reason } : {}
  return placed(new BY_KIND[facts.kind](message, { ...rest, ...cause }), trace)
}

/** What was thrown where a call was begun: by the native module, or by what looks at the arguments. */
export function thrown(error: unknown, trace?: Trace): unknown {
  if (!(error instanceof Error)) return error
  if (error.message.startsWith('{"')) return failure(told(error.message), trace ?? {})
  return error instanceof TypeError && trace !== undefined ? placed(error, trace) : error
}

function told(message: string): Facts {
  return decode(message, true) as Facts
}

function placed<E extends Error>(error: E, trace: Trace): E {
  const { stack } = trace
  if (typeof stack === 'string') {
    const frames = stack.indexOf('\n    at ')
    error.stack = `${error.name}: ${error.message}${frames < 0 ? '' : stack.slice(frames)}`
  }
  return error
}
