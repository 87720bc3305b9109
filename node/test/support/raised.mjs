// Errors of every kind on demand: the one place that knows how the package makes them.

import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { native } = require('../../dist/native.js')
const { thrown } = require('../../dist/failure.js')

/** The error of a vector of tests/vectors/errors, made by core and brought to JavaScript. */
export function raised({ display, retry_after: seconds, message, vendor_code, http_status, request_id, result, ...same }) {
  const facts = {
    ...same,
    detail: message,
    retryAfterMs: seconds === null ? undefined : seconds * 1000,
    vendorCode: vendor_code,
    httpStatus: http_status,
    requestId: request_id,
    result: written(result),
  }
  try {
    native().raise(JSON.stringify(facts, (_, value) => value ?? undefined))
  } catch (error) {
    return thrown(error)
  }
  throw new Error('nothing was raised')
}

/** A result as requests are written: times are objects with one field of that name. */
function written(result) {
  const time = (text) => (text === null ? undefined : { '\0time': Date.parse(text) })
  const phones = result.phones.map(({ task, task_id, ...phone }) => ({
    ...phone,
    taskId: task_id,
    task: task === null ? undefined : { ...task, started: time(task.started), finished: time(task.finished) },
  }))
  return { phones }
}
