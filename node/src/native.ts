/** Finding and loading the native module of this platform. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { name, version } from './package.js'

/** A job of the native module. */
export interface NativeJob {
  readonly native: unique symbol
}

/** What is told at once: for each end or update the number of the call, flags, a text, and maybe a job. */
export type Deliver = (cells: (number | string | NativeJob)[]) => void

/** A list, page by page. */
export interface PagesCore {
  next(number: number, items: boolean): boolean
}

/** The native client. Whatever it begins it tells `deliver` about, under the number of the call; it says at once whether that only reads. */
export interface ClientCore {
  project(): string | null
  typed(number: number, method: string, request: string, skipRules: boolean, timeoutMs?: number): boolean
  call(number: number, operation: string, params: string, skipRules: boolean, timeoutMs?: number): boolean
  filesGone(number: number, ids: string, timeoutMs: number, firstPauseMs: number, longestPauseMs: number): boolean
  pages(method: string, request: string, skipRules: boolean, timeoutMs?: number): PagesCore
  resume(token: string): NativeJob
  status(number: number, job: NativeJob, timeoutMs?: number): boolean
  wait(
    number: number,
    job: NativeJob,
    timeoutMs: number,
    firstPauseMs: number,
    longestPauseMs: number,
    check: boolean,
    updates: boolean,
  ): boolean
  interrupt(number: number): void
  close(): void
}

interface Native {
  openHuawei(options: string, deliver: Deliver): ClientCore
  openAlibaba(options: string, deliver: Deliver): ClientCore
  jobId(job: NativeJob): string
  jobToken(job: NativeJob): string
  /** Throws an error with these facts; for tests. */
  raise(facts: string): void
}

/** The platforms that this version is built for: the targets of package.json, in the words of Node.js. */
export const BUILT: readonly string[] = ['linux-x64-gnu']

/** Names of this platform, as packages with native modules have them. On Linux either C library may be there. */
function platforms(): string[] {
  const { platform, arch } = process
  if (platform === 'linux') return [`linux-${arch}-gnu`, `linux-${arch}-musl`]
  return platform === 'win32' ? [`win32-${arch}-msvc`] : [`${platform}-${arch}`]
}

function load(): Native {
  const failures: string[] = []
  for (const platform of platforms()) {
    // Beside the package, as a build leaves it, or in the package of the platform, which npm installs.
    const beside = join(__dirname, '..', `${name}.${platform}.node`)
    const request = existsSync(beside) ? beside : `${name}-${platform}`
    try {
      return require(request) as Native
    } catch (error) {
      const absent = (error as { code?: unknown }).code === 'MODULE_NOT_FOUND' && request !== beside
      failures.push(`${request}: ${absent ? 'not installed' : String(error)}`)
    }
  }
  const platform = platforms()[0] ?? process.platform
  const built = BUILT.includes(platform)
  const help = built
    ? `Install ${name}-${platform}@${version}, which holds it.`
    : `This version is built for ${BUILT.join(', ')} only; elsewhere build it from source with Rust.`
  throw new Error(`${name} ${version} has no native module for ${platform}. ${help}\n${failures.join('\n')}`)
}

let loaded: Native | undefined

/**
 * The native module, which the first client loads. Not the import: Node.js would report its failure twice, and the second time
 * nobody could catch it.
 */
export function native(): Native {
  return (loaded ??= load())
}
