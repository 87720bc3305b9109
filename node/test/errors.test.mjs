// Every kind of core has one class, and an error of JavaScript says everything that core's says.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as phonevault from 'phonevault'
import { PhonevaultError } from 'phonevault'
import { CORE, errorFacts } from './scenarios/names.mjs'
import { errorClass, MANIFEST, TESTS } from './support/manifest.mjs'
import { raised } from './support/raised.mjs'
import { FAST, frozen, simulated } from './support/simulated.mjs'

const common = createRequire(import.meta.url)('phonevault')
const VECTORS = JSON.parse(readFileSync(new URL('vectors/errors/kinds.json', TESTS), 'utf8'))
const HERE = fileURLToPath(import.meta.url)

/** What a vector says in the form of `errorFacts`. */
function expected({ display, violations, ...facts }) {
  const said = JSON.parse(JSON.stringify(facts), (_, value) => value ?? undefined)
  for (const { task } of said.result.phones) {
    for (const name of ['started', 'finished']) if (task?.[name]) task[name] = new Date(task[name]).toISOString()
  }
  return violations.length > 0 ? { ...said, violations } : said
}

/** The error that an asynchronous call ends in. */
async function rejection(call) {
  try {
    await call()
  } catch (error) {
    return error
  }
  return assert.fail('it did not reject')
}

test('there is a vector for every kind', () => {
  const kinds = MANIFEST.core.error_kinds.map(({ name }) => name)
  assert.deepEqual(VECTORS.map(({ kind }) => kind).sort(), kinds.sort())
})

describe('an error says everything', () => {
  for (const vector of VECTORS) {
    test(vector.kind, () => {
      const error = raised(vector)
      const facts = JSON.parse(JSON.stringify(errorFacts(error)))
      assert.deepEqual(facts, expected(vector))
      assert.equal(error.message, vector.display)
      assert.equal(error.code, vector.kind.toUpperCase())
      assert.equal(error.kind, vector.kind)
    })
  }
})

describe('an error is of the class of its kind in both module systems', () => {
  for (const vector of VECTORS) {
    test(vector.kind, () => {
      const [error, name] = [raised(vector), errorClass(vector.kind)]
      for (const module of [phonevault, common]) {
        assert.equal(error.constructor, module[name])
        assert.ok(error instanceof module[name] && error instanceof module.PhonevaultError && error instanceof Error)
      }
      const others = VECTORS.filter(({ kind }) => kind !== vector.kind)
      assert.ok(others.every(({ kind }) => !(error instanceof phonevault[errorClass(kind)])))
      assert.equal(error.name, name)
      assert.equal(String(error), `${name}: ${vector.display}`)
      assert.ok(error.stack.startsWith(`${name}: ${vector.display}\n`), error.stack)
    })
  }
})

test('times of an error are dates', () => {
  const tasks = raised(VECTORS[0]).result.phones.map(({ task }) => task)
  assert.deepEqual(tasks[1].started, new Date('2023-11-14T22:13:20Z'))
})

test('facts that are not known are absent', async (t) => {
  const client = (await simulated(t)).alibaba()
  const error = await rejection(() => client.describeTasks({ maxResults: 1000 }))
  assert.ok(error instanceof phonevault.ValidationError)
  for (const name of ['retryAfterMs', 'vendorCode', 'httpStatus', 'requestId', 'excerpt', 'result', 'token', 'cause']) {
    assert.equal(error[name], undefined)
    assert.ok(!Object.hasOwn(error, name), name)
  }
  assert.deepEqual(error.violations.map(({ field }) => field), ['MaxResults'])
})

test('a pause that the vendor asks for is a number of milliseconds', async (t) => {
  const simulator = await simulated(t)
  await simulator.fault('huawei', 'ListCloudPhones', 'throttle', { ms: 2000 })
  const client = simulator.huawei()
  const error = await rejection(() => client.listCloudPhones({}))
  assert.ok(error instanceof phonevault.ThrottledError)
  assert.deepEqual([error.retryAfterMs, error.retryable, error.applied], [2000, true, 'no'])
})

test('an error about a job holds its outcomes and its token', async (t) => {
  const simulator = await frozen(t)
  const client = simulator.alibaba()
  const job = await client.backupApp(await simulator.backup())
  const error = await rejection(() => job.wait({ ...FAST, timeoutMs: 0 }))
  assert.ok(error instanceof phonevault.WaitTimeoutError)
  assert.deepEqual([error.applied, error.token], ['yes', job.token])
  assert.deepEqual(CORE.wire({ struct: 'JobResult' }, error.result).phones.map(({ outcome }) => outcome), ['unknown'])
})

test('an error as JSON says everything, for logs', () => {
  const vector = VECTORS.find(({ kind }) => kind === 'throttled')
  const said = JSON.parse(JSON.stringify(raised(vector)))
  const { name, code, message, kind, vendorCode, retryAfterMs, violations } = said
  assert.deepEqual([name, code, message, kind], ['ThrottledError', 'THROTTLED', vector.display, 'throttled'])
  assert.deepEqual([vendorCode, retryAfterMs, violations], [vector.vendor_code, vector.retry_after * 1000, vector.violations])
  assert.equal(said.result.phones[1].task.finished, '2023-11-14T22:14:20.000Z')
})

test('an error can be made by hand', () => {
  const cause = new Error('why')
  const error = new phonevault.ThrottledError('slow down', { retryAfterMs: 1500, retryable: true, cause })
  assert.deepEqual([error.code, error.kind, error.applied, error.message], ['THROTTLED', 'throttled', 'no', 'slow down'])
  assert.deepEqual([error.retryAfterMs, error.retryable, error.violations], [1500, true, []])
  assert.equal(error.cause, cause)
})

/** Below the method that was called, the trace must begin with this function of this file. */
function assertPointsAt(error, name) {
  const frames = error.stack.split('\n').filter((line) => /^ {4}at /.test(line))
  const packaged = fileURLToPath(new URL('../dist/', import.meta.url))
  // `next` of a generator has no file.
  const first = frames.find((frame) => !frame.includes(packaged) && !frame.endsWith('.next (<anonymous>)'))
  assert.ok(first?.includes(name) && first.includes(HERE), error.stack)
}

describe('the trace of an error points at the caller', () => {
  const calls = {
    'a typed operation': (client) => client.describeTasks({}),
    'a change': (client, { request }) => client.backupApp(request),
    'any operation': (client) => client.call('DescribeTasks', {}),
    'a page': (client) => client.describeTasksPages({}).next(),
    'the items of a list': (client) => client.describeTasksPages({}).items().next(),
    'a collected list': (client) => client.describeTasksPages({}).collect(),
    'a look at a job': (client, { token }) => client.resumeJob(token).status(),
    'a wait': (client, { token }) => client.resumeJob(token).wait(FAST),
    'progress': (client, { token }) => client.resumeJob(token).progress(FAST).next(),
    'a wait for files that are to go': (client) => client.backupFilesGone(['bf-1'], FAST),
    'a rule that is broken': (client) => client.describeTasks({ maxResults: 1000 }),
    'a wrong type': (client) => client.describeTasks({ maxResults: '1' }),
    'an unknown option': (client) => client.describeTasks({}, { signl: undefined }),
  }

  test('however it is called', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const request = await simulator.backup()
    const { token } = await client.backupApp(request)
    await simulator.fault('alibaba', '*', 'status:403')
    for (const [name, call] of Object.entries(calls)) {
      await t.test(name, async () => {
        async function whoAwaits() {
          return await call(client, { request, token })
        }
        function whoCatches() {
          return call(client, { request, token }).catch((error) => error)
        }
        // The function that calls has the name of its property.
        for (const [error, caller] of [[await rejection(whoAwaits), 'whoAwaits'], [await whoCatches(), 'whoCatches']]) {
          assert.ok(error instanceof Error)
          assertPointsAt(error, name)
          assert.ok(error.stack.includes(caller), error.stack)
        }
      })
    }
  })

  test('also of what a constructor throws', () => {
    const makesOne = () => new phonevault.AlibabaClient({ region: 'cn shanghai' })
    assert.throws(makesOne, (error) => {
      assert.ok(error instanceof PhonevaultError)
      assertPointsAt(error, 'makesOne')
      return true
    })
  })

  test('also of a token that is damaged', async (t) => {
    const client = (await simulated(t)).alibaba()
    const resumesOne = () => client.resumeJob('pv1.x')
    assert.throws(resumesOne, (error) => {
      assert.ok(error instanceof phonevault.ValidationError)
      assertPointsAt(error, 'resumesOne')
      return true
    })
  })
})
