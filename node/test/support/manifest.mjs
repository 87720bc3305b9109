// What tests/manifest.json says, in the words of JavaScript.

import { readFileSync } from 'node:fs'

/** The folder `tests` of the repository, which all languages share. */
export const TESTS = new URL('../../../tests/', import.meta.url)

export const MANIFEST = JSON.parse(readFileSync(new URL('manifest.json', TESTS), 'utf8'))

/** The clouds by name. */
export const CLOUDS = Object.fromEntries(MANIFEST.clouds.map((cloud) => [cloud.name, cloud]))

/** `snake_case` as `camelCase`. */
export function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
}

/** `CamelCase` as `UPPER_CASE`. */
export function upper(name) {
  return name.replace(/(?!^)([A-Z])/g, '_$1').toUpperCase()
}

/** The name of a field in JavaScript, which names the unit of a length of time. */
export function fieldName(field) {
  return camel(field.name) + (parts(field.type).includes('duration') ? 'Ms' : '')
}

/** The name of the class of a kind of error, such as `NotFoundError`. */
export function errorClass(kind) {
  const name = camel(kind)
  return `${name[0].toUpperCase()}${name.slice(1)}Error`
}

/** A type of the manifest: what it is, and of what; an optional one is that which it may be. */
export function parts(type) {
  if (typeof type === 'string') return [type]
  const [[shape, inner]] = Object.entries(type)
  return shape === 'optional' ? parts(inner) : [shape, inner]
}
