// `${name.field.0}` in the data of a scenario.

const ALONE = /^\$\{([^}]*)\}$/
const INSIDE = /\$\{([^}]*)\}/g

/** The value with every variable in it filled in. */
export function fill(value, variables) {
  if (Array.isArray(value)) return value.map((one) => fill(one, variables))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, variables)]))
  }
  if (typeof value !== 'string') return value
  const alone = ALONE.exec(value)
  if (alone) return lookUp(alone[1], variables)
  return value.replace(INSIDE, (_, name) => {
    const part = lookUp(name, variables)
    if (typeof part !== 'string' && typeof part !== 'number') throw new Error(`\`${name}\` is no text, in \`${value}\``)
    return String(part)
  })
}

function lookUp(name, variables) {
  return follow(name.split('.'), variables, name)
}

/** The part of an answer that a JSON pointer names (RFC 6901). */
export function pointedAt(pointer, answer) {
  const path = pointer.split('/').slice(1)
  return follow(path.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')), answer, pointer)
}

function follow(path, value, name) {
  return path.reduce((inside, part) => {
    if (typeof inside !== 'object' || inside === null || !Object.hasOwn(inside, part)) {
      throw new Error(`there is no \`${part}\` of \`${name}\``)
    }
    return inside[part]
  }, value)
}
