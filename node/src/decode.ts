/** From the JSON that the native module writes to values of JavaScript. */
import { SECRET, TIME } from './encode.js'
import { Secret } from './secret.js'

/** The value of a text; `marked` says that there are secrets or times somewhere in it. */
export function decode(text: string, marked: boolean): unknown {
  const value: unknown = JSON.parse(text)
  return marked ? revived(value) : value
}

function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      value[index] = revived(item)
    })
    return value
  }
  const fields = value as Record<string, unknown>
  if (typeof fields[SECRET] === 'string') return new Secret(fields[SECRET])
  if (typeof fields[TIME] === 'number') return new Date(fields[TIME])
  for (const key of Object.keys(fields)) {
    const field = fields[key]
    if (typeof field === 'object') fields[key] = revived(field)
  }
  return fields
}
