/** The calls of one client. */
import { heed } from './abort.js'
import { encode, encodeJson, named } from './encode.js'
import { thrown, type Trace } from './failure.js'
import { Job } from './job.js'
import type { ClientCore, Deliver, NativeJob } from './native.js'
import { type AbortSignalLike, type Allowed, CALL, type CallOptions, check, WAIT, type WaitOptions, waits } from './options.js'
import { Pages } from './pages.js'
import { Call, type End, Running } from './running.js'

/** What becomes of an answer. */
type Made<T> = (value: never, job: NativeJob, calls: Calls) => T

/** A call that is to be made. */
export interface Order<T, O extends { signal?: AbortSignalLike | undefined }> {
  /** The method that the caller called: the trace of an error begins there. */
  method: (...args: never[]) => unknown
  options: O | undefined
  /** The options that there are. */
  allowed: Allowed
  /** Begins it under this number. Whether it only reads. */
  begin: (number: number, options: O | undefined) => boolean
  /**
   * What the caller gets, from what came. Default: that. It is kept while the call runs, so it must not hold the request, which is
   * large: no closure beside `begin`.
   */
  made?: Made<T>
  update?: (value: never) => void
}

export class Calls {
  readonly core: ClientCore
  readonly #running = new Running()

  constructor(open: (options: string, deliver: Deliver) => ClientCore, options: unknown) {
    try {
      this.core = open(encode(options, 'options'), this.#running.deliver)
    } catch (error) {
      throw thrown(error)
    }
  }

  /** Makes a call. Whatever goes wrong, it rejects and does not throw. */
  run<T, O extends { signal?: AbortSignalLike | undefined }>(order: Order<T, O>): Promise<T> {
    const trace: Trace = {}
    Error.captureStackTrace(trace, order.method)
    try {
      return this.#begin(order, trace)
    } catch (error) {
      return Promise.reject(thrown(error, trace))
    }
  }

  #begin<T, O extends { signal?: AbortSignalLike | undefined }>(order: Order<T, O>, trace: Trace): Promise<T> {
    const { options } = order
    check(options, order.allowed)
    const signal = options?.signal
    if (signal?.aborted === true) return Promise.reject(signal.reason)
    const number = this.#running.number()
    const reads = order.begin(number, options)
    const call = new Call(order.made, order.update, trace, signal, this)
    const ended = new Promise<End>((resolve, reject) => {
      call.resolve = resolve
      call.reject = reject
    })
    if (signal !== undefined) call.ignore = heed(signal, () => this.#abort(number, call, reads))
    this.#running.add(number, call)
    return ended.then((end) => end.read(call) as T)
  }

  #abort(number: number, call: Call, reads: boolean): void {
    this.core.interrupt(number)
    // What changes something has a moment to end by itself, and its end is told as always.
    if (!reads) return
    this.#running.remove(number)
    call.reject?.(call.signal?.reason)
  }

  /** A typed operation. */
  plain<T>(method: string, request: unknown, options: CallOptions | undefined): Promise<T> {
    return this.run<T, CallOptions>({
      method: this.plain,
      options,
      allowed: CALL,
      begin: (number, options) => this.#typed(number, method, request, options),
    })
  }

  /** A typed operation that submits work. */
  job<R>(method: string, request: unknown, options: CallOptions | undefined): Promise<Job<R>> {
    return this.run<Job<R>, CallOptions>({
      method: this.job,
      options,
      allowed: CALL,
      begin: (number, options) => this.#typed(number, method, request, options),
      made: submitted<R>,
    })
  }

  #typed(number: number, method: string, request: unknown, options: CallOptions | undefined): boolean {
    const json = encode(request, 'request')
    return this.core.typed(number, method, json, options?.skipRules === true, options?.timeoutMs)
  }

  /** A list. What is wrong with the request is told when its first page is asked for. */
  pages<Page, Item>(method: string, request: unknown, options: CallOptions | undefined): Pages<Page, Item> {
    return new Pages<Page, Item>(this, options, () => {
      const json = encode(request, 'request')
      return this.core.pages(method, json, options?.skipRules === true, options?.timeoutMs)
    })
  }

  /** Any operation, by the vendor's names. */
  call<T>(operation: string, params: unknown, options: CallOptions | undefined): Promise<T> {
    return this.run<T, CallOptions>({
      method: this.call,
      options,
      allowed: CALL,
      begin: (number, options) => {
        const name = text(operation, 'operation')
        const json = encodeJson(params, 'params')
        return this.core.call(number, name, json, options?.skipRules === true, options?.timeoutMs)
      },
    })
  }

  /** A wait until files are gone. */
  gone(ids: readonly string[], options: WaitOptions | undefined): Promise<void> {
    return this.run<void, WaitOptions>({
      method: this.gone,
      options,
      allowed: WAIT,
      begin: (number, options) => {
        const { timeoutMs, firstPauseMs, longestPauseMs } = waits(options)
        return this.core.filesGone(number, encode(ids, 'ids'), timeoutMs, firstPauseMs, longestPauseMs)
      },
      made: nothing,
    })
  }

  /** A job that is taken up again. */
  resume(token: string): Job<undefined> {
    try {
      return new Job<undefined>(this, this.core.resume(text(token, 'token')), undefined)
    } catch (error) {
      throw thrown(error)
    }
  }

  /** Ends all calls; resolves when the last one has ended. */
  close(): Promise<void> {
    this.core.close()
    return this.#running.left()
  }
}

function submitted<R>(response: R, job: NativeJob, calls: Calls): Job<R> {
  return new Job<R>(calls, job, response)
}

function nothing(): void {}

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value
  throw new TypeError(`${name} must be a string, not ${named(value)}`)
}
