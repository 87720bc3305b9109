// Clients work in threads of JavaScript, each in its own, and threads may end whenever they like.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { FAST, HOUR, simulated } from './support/simulated.mjs'
import { options, silent } from './support/silent.mjs'

/** Starts a worker; what it says and its end are promises. */
function works(t, what, data) {
  const worker = new Worker(new URL('threads/calls.mjs', import.meta.url), { workerData: { what, ...data } })
  t.after(() => worker.terminate())
  const exited = once(worker, 'exit').then(([code]) => code)
  const said = once(worker, 'message').then(([message]) => message)
  // A worker that is ended on purpose says nothing.
  said.catch(() => undefined)
  return { worker, said, exited }
}

describe('a worker', () => {
  for (const module of ['esm', 'cjs']) {
    test(`calls as the main thread does (${module})`, async (t) => {
      const simulator = await simulated(t)
      const data = { module, options: simulator.options('alibaba'), request: await simulator.backup(), pauses: FAST }
      const { said, exited } = works(t, 'calls', data)
      const { ids, phones, outcomes, refused } = await said
      assert.equal(new Set(ids).size, 32)
      assert.deepEqual([phones, outcomes, refused], [4, ['succeeded'], true])
      assert.equal(await exited, 0)
    })
  }

  test('ends by itself when its client is idle', async (t) => {
    const simulator = await simulated(t)
    const { said, exited } = works(t, 'idle', { options: simulator.options('alibaba') })
    assert.ok(await said)
    assert.equal(await exited, 0)
  })

  test('ends when its last call has ended', async (t) => {
    const server = await silent(t)
    const { said, exited } = works(t, 'left', { options: options(server.url) })
    assert.equal(await said, 'left')
    await server.asked
    let ended = false
    void exited.then(() => (ended = true))
    // Another thread does its work meanwhile, and this one is still there.
    const other = await simulated(t)
    await works(t, 'idle', { options: other.options('alibaba') }).exited
    assert.equal(ended, false)
    server.end()
    assert.equal(await exited, 0)
  })
})

describe('several workers', () => {
  test('call at the same time, beside the main thread', async (t) => {
    const simulator = await simulated(t)
    const { androidInstanceIdList: phones, ...request } = await simulator.backup(4)
    const client = simulator.alibaba()
    const threads = phones.slice(0, 3).map((phone) =>
      works(t, 'calls', {
        options: simulator.options('alibaba'),
        request: { ...request, androidInstanceIdList: [phone] },
        pauses: FAST,
      }),
    )
    const own = Promise.all(Array.from({ length: 32 }, () => client.describeTasks({})))
    const ids = (await own).map(({ requestId }) => requestId)
    for (const { said, exited } of threads) {
      const told = await said
      assert.deepEqual(told.outcomes, ['succeeded'])
      ids.push(...told.ids)
      assert.equal(await exited, 0)
    }
    assert.equal(new Set(ids).size, 4 * 32, 'nobody got the answer of another')
  })

  test('come one after the other', async (t) => {
    const simulator = await simulated(t)
    for (let turn = 0; turn < 5; turn += 1) {
      const { said, exited } = works(t, 'idle', { options: simulator.options('alibaba') })
      assert.ok(await said)
      assert.equal(await exited, 0)
    }
  })
})

describe('a worker that is terminated', () => {
  test('while calls run harms nobody', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'BackupApp', 'job_stuck', { times: 1 })
    const request = await simulator.backup()
    const client = simulator.alibaba()
    const { token } = await client.backupApp(request)
    await simulator.fault('alibaba', 'BackupApp', 'slow', { ms: HOUR })
    await simulator.fault('alibaba', 'DescribeTasks', 'slow', { ms: HOUR, times: 2 })
    const { worker, exited } = works(t, 'pending', { options: simulator.options('alibaba'), request, token, pauses: FAST })
    await simulator.received('alibaba.DescribeTasks', 3)
    await simulator.received('alibaba.BackupApp', 2)
    await worker.terminate()
    assert.equal(await exited, 1)
    assert.ok((await client.describeAndroidInstances({})).requestId)
  })

  test('closes the connections of its calls', async (t) => {
    const server = await silent(t)
    const { worker, exited } = works(t, 'left', { options: options(server.url) })
    await server.asked
    await worker.terminate()
    assert.equal(await exited, 1)
    await server.closed
  })

  test('many times, at any moment of a call, does not end the process', async (t) => {
    const simulator = await simulated(t)
    const data = { options: simulator.options('alibaba'), request: await simulator.backup(), pauses: FAST }
    for (let calls = 1; calls <= 32; calls += 3) {
      const [before] = await simulator.count('alibaba.DescribeTasks')
      const { worker } = works(t, 'calls', data)
      // Of 32 calls some have ended, some run, and some are not sent yet.
      await simulator.received('alibaba.DescribeTasks', before + calls)
      await worker.terminate()
    }
    assert.ok((await simulator.alibaba().describeTasks({})).requestId)
  })
})
