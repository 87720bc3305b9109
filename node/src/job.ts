/** Submitted work. */
import type { Calls } from './calls.js'
import type { JobResult, JobStatus } from './core.js'
import { JOB_WAIT, type JobWaitOptions, STATUS, type StatusOptions, WAIT, type WaitOptions, waits } from './options.js'
import { Updates } from './updates.js'

/**
 * A handle of submitted work: one task or one refusal for each phone.
 *
 * Neither cloud can cancel: dropping the handle, or a wait that ends early, leaves the work running.
 */
export class Job<Response = unknown> {
  /** The vendor's id of the submission. */
  readonly id: string
  /** A short text without secrets, with which `resumeJob` goes on in another process. */
  readonly token: string
  /** The vendor's answer to the submission; `undefined` for a job that was taken up again. */
  readonly response: Response
  readonly #calls: Calls

  /** @internal */
  constructor(calls: Calls, id: string, token: string, response: Response) {
    this.#calls = calls
    this.id = id
    this.token = token
    this.response = response
  }

  /** One look at all phones. It does not fail because a phone failed. */
  status(options?: StatusOptions): Promise<JobStatus> {
    return this.#calls.run<JobStatus, StatusOptions>({
      method: this.status,
      options,
      allowed: STATUS,
      begin: (number, options) => this.#calls.core.status(number, this.token, options?.timeoutMs),
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
          this.#begin(number, options, false, true)
          running = number
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

  #begin(number: number, options: WaitOptions | undefined, check: boolean, updates: boolean): void {
    const { timeoutMs, firstPauseMs, longestPauseMs } = waits(options)
    this.#calls.core.wait(number, this.token, timeoutMs, firstPauseMs, longestPauseMs, check, updates)
  }
}
