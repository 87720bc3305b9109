// What an answer must look like: tests/scenarios/README.md, "Expectations".

const ABSENT = Symbol('absent')

/** The answer without `null` fields, which count as absent. */
export function withoutNulls(value) {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  const set = Object.entries(value).filter(([, one]) => one !== null && one !== undefined)
  return Object.fromEntries(set.map(([name, one]) => [name, withoutNulls(one)]))
}

/** Every place that differs. `actual` holds no `null` fields. */
export function differences(expected, actual) {
  const found = []
  walk(expected, actual, true, '', found)
  return found
}

function walk(expected, actual, exact, path, found) {
  if (isObject(expected)) {
    const [[name, argument] = [''], ...more] = Object.entries(expected)
    if (name.startsWith('$') && more.length === 0) return condition(name, argument, actual, exact, path, found)
  }
  if (expected === null && actual === ABSENT) return
  if (isObject(expected) && isObject(actual)) {
    for (const [name, value] of Object.entries(expected)) {
      walk(value, Object.hasOwn(actual, name) ? actual[name] : ABSENT, exact, `${path}/${name}`, found)
    }
    if (!exact) return
    for (const name of Object.keys(actual).filter((name) => !Object.hasOwn(expected, name))) {
      found.push(`${path}/${name}: not expected, got ${shown(actual[name])}`)
    }
  } else if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    expected.forEach((wanted, index) => walk(wanted, actual[index], exact, `${path}/${index}`, found))
  } else if (expected !== actual) {
    found.push(`${path}: expected ${shown(expected)}, got ${shown(actual)}`)
  }
}

function condition(name, argument, actual, exact, path, found) {
  if (name === '$part') {
    walk(argument, actual, false, path, found)
  } else if (name === '$each' && Array.isArray(actual) && actual.length > 0) {
    actual.forEach((item, index) => walk(argument, item, exact, `${path}/${index}`, found))
  } else if (!holds(name, argument, actual)) {
    found.push(`${path}: expected ${name} ${shown(argument)}, got ${shown(actual)}`)
  }
}

function holds(name, argument, actual) {
  switch (name) {
    case '$any':
      return typeOf(actual) === argument && actual !== ''
    case '$starts':
      return typeof actual === 'string' && actual.startsWith(argument)
    case '$contains':
      return typeof actual === 'string' && actual.includes(argument)
    case '$count':
      return Array.isArray(actual) && actual.length === argument
    case '$at_least':
      return typeof actual === 'number' && actual >= argument
    default:
      return false
  }
}

/** A type in the words of the scenarios. */
function typeOf(value) {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value) {
  return value === ABSENT ? 'nothing' : JSON.stringify(value)
}
