/** Submitted work. */
import type { Calls } from './calls.js'
import type { JobResult, JobStatus } from './core.js'
import { native, type NativeJob } from './native.js'
import { JOB_WAIT, type JobWaitOptions, STATUS, type StatusOptions, WAIT, type WaitOptions, waits } from './options.js'
import { Updates } from './updates.js'

/**
 * A handle of submitted work: one task or one refusal for each phone.
 *
 * Neither cloud can cancel: dropping the handle, or a wait that ends early, leaves the work running.
 */
export class Job<Response = unknown> {
  /** The vendor's answer to the submission; `undefined` for a job that was taken up again. */
  readonly response: Response
  readonly #calls: Calls
  readonly #job: NativeJob

  /** @internal */
  constructor(calls: Calls, job: NativeJob, response: Response) {
    this.#calls = calls
    this.#job = job
    this.response = response
  }

  /** The vendor's id of the submission. */
  get id(): string {
    return native().jobId(this.#job)
  }

  /** A short text without secrets, with which `resumeJob` goes on in another process. */
  get token(): string {
    return native().jobToken(this.#job)
  }

  /** One look at all phones. It does not fail because a phone failed. */
  status(options?: StatusOptions): Promise<JobStatus> {
    return this.#calls.run<JobStatus, StatusOptions>({
      method: this.status,
      options,
      allowed: STATUS,
      begin: (number, options) => this.#calls.core.status(number, this.#job, options?.timeoutMs),
    })
  }

  /**
   * Waits until every phone has ended, and gives the outcomes of all phones.
   *
   * @throws JobFailedError if some phone did not succeed; its `result` holds the outcomes of all phones. Only with `check`.
   * @throws WaitTimeoutError if the time has passed; `result` holds the outcomes so far, `token` takes the wait up again.
   * @throws PollFailedError if the state could not be read; likewise.
   */
  wait(options?: JobWaitOptions): Promise<JobResult> {
    return this.#calls.run<JobResult, JobWaitOptions>({
      method: this.wait,
      options,
      allowed: JOB_WAIT,
      begin: (number, options) => this.#begin(number, options, options?.check !== false, false),
    })
  }

  /**
   * Waits as {@link Job.wait} does, and gives each look until every phone has ended. A phone that did not succeed is no error
   * here: the last look tells it. Leaving the loop ends the wait.
   *
   * @throws WaitTimeoutError, PollFailedError as {@link Job.wait}.
   */
  async *progress(options?: WaitOptions): AsyncGenerator<JobStatus, void, undefined> {
    const updates = new Updates<JobStatus>()
    let running: number | undefined
    this.#calls
      .run<JobResult, WaitOptions>({
        method: this.progress,
        options,
        allowed: WAIT,
        begin: (number, options) => {
          running = number
          return this.#begin(number, options, false, true)
        },
        update: (status: JobStatus) => updates.add(status),
      })
      .then(
        () => updates.end(),
        (error: unknown) => updates.end({ error }),
      )
    try {
      yield* updates
    } finally {
      if (running !== undefined && !updates.ended) this.#calls.core.interrupt(running)
    }
  }

  toJSON(): object {
    const { id, token, response } = this
    return { id, token, response }
  }

  /** What Node.js prints. */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: object, inspect: (value: unknown, options: object) => string): string {
    const { id, response } = this
    return `Job ${inspect({ id, response }, options)}`
  }

  #begin(number: number, options: WaitOptions | undefined, check: boolean, updates: boolean): boolean {
    const { timeoutMs, firstPauseMs, longestPauseMs } = waits(options)
    return this.#calls.core.wait(number, this.#job, timeoutMs, firstPauseMs, longestPauseMs, check, updates)
  }
}
