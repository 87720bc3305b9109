/**
 * The calls of one client that run. The native module tells this of their ends, and keeps it alive; so nothing in here may hold
 * the client, but for the calls that run: a client that is forgotten ends with its last call.
 */
import * as alive from './alive.js'
import { decode } from './decode.js'
import { failure, type Facts, type Trace } from './failure.js'
import type { Deliver, NativeJob } from './native.js'
import type { AbortSignalLike } from './options.js'

/** What the flags of a delivery mean. */
const ERROR = 1
const UPDATE = 2
const MARKED = 4
const JOB = 8

/** How a call ended, before anybody has read it. */
export class End {
  constructor(
    private readonly flags: number,
    private readonly text: string,
    private readonly job: NativeJob,
  ) {}

  /** What the caller gets, or what its promise rejects with. */
  read(call: Call): unknown {
    const value = decode(this.text, (this.flags & MARKED) !== 0) as never
    if ((this.flags & ERROR) !== 0) throw failure(value as Facts, call.trace, call.signal)
    return call.made === undefined ? value : call.made(value, this.job, call.client as never)
  }
}

/** One call that runs. */
export class Call {
  /** Ends heeding the signal. */
  ignore: (() => void) | undefined
  resolve: ((end: End) => void) | undefined
  reject: ((reason: unknown) => void) | undefined

  /**
   * @param made What the caller gets, from what came. Default: that.
   * @param client It has to be there as long as its call runs.
   */
  constructor(
    readonly made: ((value: never, job: NativeJob, client: never) => unknown) | undefined,
    readonly update: ((value: never) => void) | undefined,
    readonly trace: Trace,
    readonly signal: AbortSignalLike | undefined,
    readonly client: unknown,
  ) {}
}

export class Running {
  readonly #calls = new Map<number, Call>()
  /** Told when no call is left. */
  #idle: (() => void)[] = []
  #next = 0

  /** The number for one call more, of which no call that runs is. */
  number(): number {
    do this.#next = (this.#next + 1) >>> 0
    while (this.#calls.has(this.#next))
    return this.#next
  }

  add(number: number, call: Call): void {
    this.#calls.set(number, call)
    alive.begun()
  }

  /** Forgets a call: it has ended, or nobody waits for it any more. */
  remove(number: number): void {
    const call = this.#calls.get(number)
    if (call === undefined) return
    this.#calls.delete(number)
    call.ignore?.()
    alive.ended()
    if (this.#calls.size === 0) {
      const idle = this.#idle
      this.#idle = []
      for (const tell of idle) tell()
    }
  }

  /** Resolves when no call is left. */
  async left(): Promise<void> {
    if (this.#calls.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  /** What the native module calls. It must not throw: that would end the process. */
  readonly deliver: Deliver = (cells) => {
    for (let at = 0; at < cells.length; at += 3) {
      const number = cells[at] as number
      const flags = cells[at + 1] as number
      const call = this.#calls.get(number)
      // An aborted call is told of when nobody waits for it any more.
      if (call !== undefined) {
        const end = new End(flags, cells[at + 2] as string, cells[at + 3] as NativeJob)
        if ((flags & UPDATE) !== 0) call.update?.(end.read(call) as never)
        else {
          this.remove(number)
          // Whoever waits reads it when its turn comes: what is read at once for all would only grow old for the collector.
          call.resolve?.(end)
        }
      }
      if ((flags & JOB) !== 0) at++
    }
  }
}
