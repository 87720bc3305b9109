/**
 * From values of JavaScript to the JSON that the native module reads. Everything that JSON would drop or bend in silence (a
 * function, a Map, NaN, null) is refused with its path, so that nothing is sent that nobody meant.
 */
import { Secret } from './secret.js'

/** The only key of an object that stands for a secret or a time; the native module knows them too. */
export const SECRET = '\0secret'
export const TIME = '\0time'

/** Deeper than any request; what goes on for ever refers to itself. */
const DEEPEST = 64

/** A request or the options of a client. `name` is that of the argument. */
export function encode(value: unknown, name: string): string {
  return JSON.stringify(isPlain(value, 0) ? value : copy(value, name, 0, true))
}

/** Parameters by the vendor's names: JSON that is sent as it is. */
export function encodeJson(value: unknown, name: string): string {
  if (!isRecord(value)) throw new TypeError(`${name} must be an object, not ${named(value)}`)
  return JSON.stringify(isPlain(value, 0) ? value : copy(value, name, 0, false))
}

/** Whether JSON writes all of a value as it is, which holds for most. Only the others are worth a look with their paths. */
function isPlain(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'object':
      break
    default:
      return false
  }
  if (value === null || depth > DEEPEST) return false
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      if (!isPlain(value[index], depth + 1)) return false
    }
    return true
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  for (const key in value) {
    const field = (value as Record<string, unknown>)[key]
    // JSON leaves these out, as we do.
    if (field !== undefined && !isPlain(field, depth + 1)) return false
  }
  return true
}

function copy(value: unknown, path: string, depth: number, marked: boolean): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      if (Number.isFinite(value)) return value
      throw new TypeError(`${path} must be a finite number, not ${value}`)
    case 'object':
      break
    default:
      throw new TypeError(`${path} must not be ${named(value)}`)
  }
  if (value === null) {
    if (!marked && depth > 0) return null
    throw new TypeError(`${path} must not be null: leave out what is not given`)
  }
  if (depth > DEEPEST) throw new TypeError(`${path} is nested too deeply, or refers to itself`)
  if (Array.isArray(value)) {
    // By index, so that a hole is seen.
    return Array.from(value, (item, index) => copy(item, `${path}[${index}]`, depth + 1, marked))
  }
  if (value instanceof Secret) return marked ? { [SECRET]: value.expose() } : value.expose()
  if (value instanceof Date && marked) {
    const time = value.getTime()
    if (Number.isNaN(time)) throw new TypeError(`${path} must be a valid Date`)
    return { [TIME]: time }
  }
  if (!isRecord(value)) {
    throw new TypeError(`${path} must be a plain object, not ${named(value)}`)
  }
  const fields: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue
    const own = copy(field, `${path}.${key}`, depth + 1, marked)
    // To assign `__proto__` would change what the copy is.
    if (key === '__proto__') Object.defineProperty(fields, key, { value: own, enumerable: true })
    else fields[key] = own
  }
  return fields
}

/** Whether a value is an object with fields of its own, of whatever class, and nothing else that happens to be an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]'
}

/** What a value is, without showing it: it may be a secret. */
export function named(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value !== 'object') return `a ${typeof value}`
  const name: unknown = value.constructor?.name
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `a ${name}` : 'an object'
}
