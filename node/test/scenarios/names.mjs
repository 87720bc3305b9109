// From the vendors' names to those of JavaScript and back, by tests/manifest.json alone.

import assert from 'node:assert/strict'
import { Secret } from 'phonevault'
import { camel, CLOUDS as DESCRIBED, fieldName, MANIFEST, parts } from '../support/manifest.mjs'

/** The names of one cloud, or of core. */
export class Names {
  #structs

  constructor({ operations = [], structs }) {
    this.operations = new Map(operations.map((one) => [one.name, one]))
    this.#structs = new Map(structs.map((one) => [one.name, one]))
  }

  /** The request of an operation from its parameters on the wire. */
  request(operation, params) {
    return this.#given({ struct: this.operations.get(operation).request }, params)
  }

  #given(type, value) {
    const [shape, inner] = parts(type)
    if (value === null) return undefined
    if (shape === 'list') return value.map((one) => this.#given(inner, one))
    if (shape === 'map') return mapped(value, (one) => this.#given(inner, one))
    if (shape !== 'struct') return value
    const fields = new Map(this.#structs.get(inner).fields.map((field) => [field.wire, field]))
    const given = Object.entries(value).map(([wire, one]) => {
      const field = fields.get(wire)
      assert.ok(field, `${inner} has no ${wire}`)
      return [fieldName(field), this.#given(field.type, one)]
    })
    return Object.fromEntries(given)
  }

  /** A typed answer under the names of the wire. */
  answer(operation, response) {
    return this.wire({ struct: this.operations.get(operation).response }, response)
  }

  /** A value of this type under the names of the wire. What the type does not have must not be in it. */
  wire(type, value) {
    const [shape, inner] = parts(type)
    if (value === undefined) return undefined
    if (shape === 'list') return value.map((one) => this.wire(inner, one))
    if (shape === 'map') return mapped(value, (one) => this.wire(inner, one))
    if (shape === 'struct') return this.#struct(this.#structs.get(inner), value)
    if (shape === 'secret') {
      assert.ok(value instanceof Secret, `a ${typeof value} is no Secret`)
      return value.expose()
    }
    if (shape === 'time') {
      assert.ok(value instanceof Date, `a ${typeof value} is no Date`)
      return value.toISOString()
    }
    // Scenarios have lengths of time in seconds.
    return shape === 'duration' ? value / 1000 : value
  }

  #struct({ name, fields, rest }, value) {
    const names = new Set(fields.map(fieldName))
    if (rest) names.add(camel(rest))
    for (const [key, one] of Object.entries(value)) {
      assert.ok(names.has(key), `${name} has a field more: ${key}`)
      assert.ok(one !== undefined && one !== null, `${name}.${key} is there, but says nothing`)
    }
    const known = fields.map((field) => [field.wire ?? field.name, this.wire(field.type, value[fieldName(field)])])
    return { ...Object.fromEntries(known), ...(rest ? value[camel(rest)] : {}) }
  }
}

export const CORE = new Names(MANIFEST.core)
export const CLOUDS = mapped(DESCRIBED, (cloud) => new Names(cloud))

/** Every fact of an error under its name in the manifest. */
export function errorFacts(error) {
  const facts = MANIFEST.core.error.fields.map((field) => {
    // `message` is that of every error in JavaScript: one line that says everything.
    const name = field.name === 'message' ? 'detail' : fieldName(field)
    return [field.name, CORE.wire(field.type, error[name])]
  })
  const { violations, ...others } = Object.fromEntries(facts)
  return violations.length > 0 ? { ...others, violations } : others
}

function mapped(object, of) {
  return Object.fromEntries(Object.entries(object).map(([name, one]) => [name, of(one)]))
}
