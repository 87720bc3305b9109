// A call ends with its signal: a read at once.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, test } from 'node:test'
import { AlibabaClient, RejectedError } from 'phonevault'
import { controller, Enough, listeners, meanwhile, rejectsWith } from './support/aborted.mjs'
import { FAST, frozen, HOUR, simulated } from './support/simulated.mjs'
import { options, silent } from './support/silent.mjs'

describe('a signal that is aborted already', () => {
  const calls = {
    'a read': (client, { signal }) => client.describeTasks({}, { signal }),
    'a change': (client, { signal, request }) => client.backupApp(request, { signal }),
    'any operation': (client, { signal }) => client.call('DescribeTasks', {}, { signal }),
    'a page': (client, { signal }) => client.describeTasksPages({}, { signal }).next(),
    items: (client, { signal }) => client.describeTasksPages({}, { signal }).items().next(),
    'a collected list': (client, { signal }) => client.describeTasksPages({}, { signal }).collect(),
    'a look at a job': (client, { signal, job }) => job.status({ signal }),
    'a wait': (client, { signal, job }) => job.wait({ ...FAST, signal }),
    progress: (client, { signal, job }) => job.progress({ ...FAST, signal }).next(),
    'a wait for files that are to go': (client, { signal }) => client.backupFilesGone(['bf-1'], { ...FAST, signal }),
  }

  test('rejects at once with its reason, and nothing is sent', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const request = await simulator.backup()
    const job = await client.backupApp(request)
    const before = await simulator.counts()
    for (const [name, call] of Object.entries(calls)) {
      await t.test(name, async () => {
        // Any value may be a reason, also one that says nothing.
        for (const reason of [new Enough('already'), 'text', null, 0]) {
          const signal = AbortSignal.abort(reason)
          await rejectsWith(reason, call(client, { signal, request, job }))
          assert.equal(listeners(signal), 0)
        }
      })
    }
    assert.deepEqual(await simulator.counts(), before)
  })

  test('has the reason of the platform if none was given', async (t) => {
    const signal = AbortSignal.abort()
    await rejectsWith(signal.reason, (await simulated(t)).alibaba().describeTasks({}, { signal }))
    assert.equal(signal.reason.name, 'AbortError')
  })

  test('does not hide what is wrong with the options', async (t) => {
    const client = (await simulated(t)).alibaba()
    await assert.rejects(client.describeTasks({}, { signal: AbortSignal.abort(), timeout: 1 }), TypeError)
  })
})

describe('an aborted read', () => {
  const calls = {
    'of an operation': (client, signal) => client.describeTasks({}, { signal }),
    'by name': (client, signal) => client.call('DescribeTasks', {}, { signal }),
    'of a page': (client, signal) => client.describeTasksPages({}, { signal }).next(),
    'of items': (client, signal) => client.describeTasksPages({}, { signal }).items().next(),
    'of a whole list': (client, signal) => client.describeTasksPages({}, { signal }).collect(),
  }
  for (const [name, call] of Object.entries(calls)) {
    test(`${name} rejects with the reason, and its connection is closed`, async (t) => {
      const server = await silent(t)
      const client = new AlibabaClient(options(server.url))
      const abort = new AbortController()
      const read = call(client, abort.signal)
      await server.asked
      const reason = new Enough(name)
      abort.abort(reason)
      await rejectsWith(reason, read)
      await server.closed
      assert.equal(listeners(abort.signal), 0)
      await client.close()
    })
  }

  test('by a signal of time rejects with its reason', async (t) => {
    const server = await silent(t)
    const client = new AlibabaClient(options(server.url))
    const signal = AbortSignal.timeout(20)
    const read = client.describeTasks({}, { signal })
    await assert.rejects(read, (error) => error === signal.reason && error.name === 'TimeoutError')
    await client.close()
  })

  test('by one of several signals rejects with the reason of that one', async (t) => {
    const server = await silent(t)
    const client = new AlibabaClient(options(server.url))
    const [one, other] = [new AbortController(), new AbortController()]
    const read = client.describeTasks({}, { signal: AbortSignal.any([one.signal, other.signal]) })
    await server.asked
    const reason = new Enough('the other')
    other.abort(reason)
    await rejectsWith(reason, read)
    await client.close()
  })

  test('whose answer lies there when it is aborted rejects with the reason, too', async (t) => {
    const simulator = await simulated(t)
    const { signal, abort } = controller()
    const read = simulator.alibaba().describeTasks({}, { signal })
    meanwhile(simulator, 'alibaba.DescribeTasks')
    const reason = new Enough()
    abort(reason)
    await rejectsWith(reason, read)
  })

  test('ends alone: other calls of its client go on', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'DescribeTasks', 'slow', { ms: HOUR })
    const client = simulator.alibaba()
    const abort = new AbortController()
    const read = client.describeTasks({}, { signal: abort.signal })
    await simulator.received('alibaba.DescribeTasks')
    const other = client.describeAndroidInstances({})
    abort.abort()
    await rejectsWith(abort.signal.reason, read)
    assert.ok((await other).requestId)
  })

  test('ends all calls with the same signal', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'DescribeTasks', 'slow', { ms: HOUR })
    const client = simulator.alibaba()
    const { signal, abort } = controller()
    const warned = []
    const warn = (warning) => warned.push(warning.message)
    process.on('warning', warn)
    t.after(() => process.off('warning', warn))
    const reads = Array.from({ length: 20 }, () => client.describeTasks({}, { signal }))
    await simulator.received('alibaba.DescribeTasks', 20)
    // Node.js warns of more than ten listeners, as if they were a leak.
    assert.deepEqual(warned, [])
    const reason = new Enough('all')
    abort(reason)
    await Promise.all(reads.map((read) => rejectsWith(reason, read)))
    assert.equal(listeners(signal), 0)
  })
})

describe("the user's signal", () => {
  test('keeps its own listeners, which are still called', async (t) => {
    const server = await silent(t)
    const client = new AlibabaClient(options(server.url))
    const { signal, abort } = controller()
    const called = []
    const own = () => called.push('onabort')
    signal.onabort = own
    signal.addEventListener('abort', () => called.push('listener'))
    const read = client.describeTasks({}, { signal })
    await server.asked
    assert.equal(signal.onabort, own)
    const aborted = once(signal, 'abort')
    abort(new Enough())
    await aborted
    await rejectsWith(signal.reason, read)
    assert.equal(signal.onabort, own)
    assert.deepEqual(called, ['onabort', 'listener'])
    await client.close()
  })

  test('has no listener left after many calls, well or badly ended', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const { signal } = controller()
    const bad = (call) => assert.rejects(call, (error) => error instanceof RejectedError || error instanceof TypeError)
    for (let turn = 0; turn < 25; turn += 1) {
      await client.describeTasks({}, { signal })
      await client.describeTasksPages({}, { signal }).collect()
      await bad(client.describeTasks({ maxResults: 1000 }, { signal, skipRules: true }))
      await bad(client.describeTasks({ maxResults: '1' }, { signal }))
    }
    const job = await client.backupApp(await simulator.backup(), { signal })
    await job.status({ signal })
    await job.wait({ ...FAST, signal })
    for await (const status of job.progress({ ...FAST, signal })) assert.ok(status.phones)
    assert.equal(listeners(signal), 0)
  })

  test('may be aborted after the end, which changes nothing', async (t) => {
    const simulator = await frozen(t)
    const client = simulator.alibaba()
    const { signal, abort } = controller()
    const answer = await client.describeTasks({}, { signal })
    abort(new Enough())
    assert.ok(answer.requestId)
    assert.ok((await client.describeTasks({})).requestId)
  })
})
