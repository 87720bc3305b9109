/** The options of clients and calls. */
import { isRecord, named } from './encode.js'
import type { Secret } from './secret.js'

/**
 * What Phonevault needs of an `AbortSignal`: the one of Node.js is one, but types of Node.js or of the DOM are not needed to
 * use Phonevault.
 */
export interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The options of one call. */
export interface CallOptions {
  /**
   * Ends the call early. A call that only reads rejects at once with the signal's reason. A change that is being sent has two
   * seconds to end by itself, so that its outcome is not lost; then it rejects with `CancelledError`, whose `cause` is the reason.
   */
  signal?: AbortSignalLike | undefined
  /** The longest time of one exchange, in milliseconds. Default: that of the client. */
  timeoutMs?: number | undefined
  /**
   * Sends also what breaks a documented rule or a guessed limit: the way out if the cloud or your account allows more than
   * its page says. Default false.
   */
  skipRules?: boolean | undefined
}

/** How to look once. */
export type StatusOptions = Omit<CallOptions, 'skipRules'>

/** How to wait. */
export interface WaitOptions {
  /** Ends the wait at once, with the signal's reason. The work in the cloud goes on. */
  signal?: AbortSignalLike | undefined
  /** The longest time to wait, in milliseconds. Default one hour. The work goes on when it has passed. */
  timeoutMs?: number | undefined
  /** The first pause between two looks, in milliseconds. Each is half as long again as the one before. Default 2,000. */
  firstPauseMs?: number | undefined
  /** The longest pause between two looks, in milliseconds. Default 30,000. */
  longestPauseMs?: number | undefined
}

/** How to wait for a job. */
export interface JobWaitOptions extends WaitOptions {
  /** Whether a phone that did not succeed is an error. `false` gives its outcome with the others. Default true. */
  check?: boolean | undefined
}

/** What clients of all clouds are made with. */
export interface ClientOptions {
  /** The region, such as `cn-north-4` or `cn-shanghai`. */
  region: string
  /**
   * Where the phone service listens, as `https://host[:port]`; plain `http` only to loopback. Default:
   * `PHONEVAULT_ENDPOINT_HUAWEI_CPH` or `PHONEVAULT_ENDPOINT_ALIBABA_ECP` of the environment, then the published host of the region.
   */
  endpoint?: string | undefined
  /**
   * Where services listen, by name: `huawei_cph`, `huawei_iam`, `huawei_obs`; `alibaba_ecp`, `alibaba_oss`, `alibaba_sts`.
   * Default: likewise.
   */
  endpoints?: Readonly<Record<string, string>> | undefined
  /** The longest time of one call, in milliseconds. Default 60,000. */
  timeoutMs?: number | undefined
  /** The longest time to establish a connection, in milliseconds. Default 10,000. */
  connectTimeoutMs?: number | undefined
  /** A PEM file of certificates to trust instead of the system's. */
  caFile?: string | undefined
  /** The proxy of all calls, `http://[user:password@]host[:port]`. Default: none, whatever the environment says. */
  proxy?: string | Secret | undefined
  /** Allows plain HTTP to other machines: answers can then be read and forged on the way. Default false. */
  allowPlainHttp?: boolean | undefined
  /** The token of temporary keys. */
  securityToken?: string | Secret | undefined
}

/** What a client of Huawei Cloud Phone Host is made with. */
export interface HuaweiClientOptions extends ClientOptions {
  /** The project that all calls work in. Default: `HUAWEICLOUD_SDK_PROJECT_ID` of the environment. */
  projectId?: string | undefined
  /** The access key (AK). Default: `HUAWEICLOUD_SDK_AK` of the environment, read anew for each call. */
  accessKey?: string | undefined
  /** The secret key (SK). Default: `HUAWEICLOUD_SDK_SK`. */
  secretKey?: string | Secret | undefined
  /** An IAM token of the project, instead of keys. */
  token?: string | Secret | undefined
  /**
   * Makes a client of the identity service alone, which needs no project: to get a token, or to look the project up. Calls of
   * the phone service are then refused. Default false.
   */
  identityOnly?: boolean | undefined
}

/** What a client of Alibaba Cloud Phone is made with. */
export interface AlibabaClientOptions extends ClientOptions {
  /** The access key. Default: `ALIBABA_CLOUD_ACCESS_KEY_ID` of the environment, read anew for each call. */
  accessKeyId?: string | undefined
  /** Its secret. Default: `ALIBABA_CLOUD_ACCESS_KEY_SECRET`. */
  accessKeySecret?: string | Secret | undefined
}

const TYPES = {
  signal: 'object',
  timeoutMs: 'number',
  firstPauseMs: 'number',
  longestPauseMs: 'number',
  skipRules: 'boolean',
  check: 'boolean',
} as const

/** Names of options that there are. */
export type Allowed = readonly (keyof typeof TYPES)[]

export const CALL: Allowed = ['signal', 'timeoutMs', 'skipRules']
export const STATUS: Allowed = ['signal', 'timeoutMs']
export const WAIT: Allowed = ['signal', 'timeoutMs', 'firstPauseMs', 'longestPauseMs']
export const JOB_WAIT: Allowed = [...WAIT, 'check']

/** How to wait, as the native module wants it. */
export function waits(options: WaitOptions | undefined): { timeoutMs: number; firstPauseMs: number; longestPauseMs: number } {
  const { timeoutMs = 3_600_000, firstPauseMs = 2_000, longestPauseMs = 30_000 } = options ?? {}
  return { timeoutMs, firstPauseMs, longestPauseMs }
}

/** @throws TypeError for an option that is not known or of another type. */
export function check(options: unknown, allowed: Allowed): void {
  if (options === undefined) return
  if (!isRecord(options)) {
    throw new TypeError(`options must be an object, not ${named(options)}`)
  }
  for (const [name, value] of Object.entries(options)) {
    const type = (TYPES as Record<string, string | undefined>)[name]
    if (type === undefined || !(allowed as readonly string[]).includes(name)) {
      throw new TypeError(`options.${name} is no option; there are ${allowed.join(', ')}`)
    }
    if (value === undefined) continue
    const right = name === 'signal' ? isSignal(value) : typeof value === type
    if (!right) {
      const expected = name === 'signal' ? 'an AbortSignal' : `a ${type}`
      throw new TypeError(`options.${name} must be ${expected}, not ${named(value)}`)
    }
  }
}

function isSignal(value: unknown): boolean {
  const signal = value as Partial<AbortSignalLike> | null
  return typeof signal === 'object' && typeof signal?.aborted === 'boolean' && typeof signal.addEventListener === 'function'
}
