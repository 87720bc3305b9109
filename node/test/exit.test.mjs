// A process ends by itself once no call runs any more, and not before.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ran, started } from './support/children.mjs'
import { FAST, SECOND, simulated } from './support/simulated.mjs'
import { options, silent } from './support/silent.mjs'

const script = (name) => fileURLToPath(new URL(`exits/${name}.mjs`, import.meta.url))

test('clients that are idle and not closed do not keep the process', async (t) => {
  const simulator = await simulated(t)
  const said = await ran(script('idle'), {
    alibaba: simulator.options('alibaba'),
    huawei: simulator.options('huawei'),
    request: await simulator.backup(),
    pauses: FAST,
  })
  assert.equal(said, 'idle\n')
})

/** A server that answers everything with an empty list; `closed` says that a connection has closed after its answer. */
async function answering(t) {
  const server = createServer({ keepAliveTimeout: 0 }, (_, response) => response.end('{"RequestId": "R-1", "Data": []}'))
  const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  return { url: `http://127.0.0.1:${server.address().port}`, closed }
}

/** Runs a call in a process of its own, and does something once the simulator has received it; gives what the process says. */
async function pending(simulator, call, operation, more, then = () => undefined) {
  const [before] = await simulator.count(`alibaba.${operation}`)
  const { child, exited } = started(script('pending'), { client: simulator.options('alibaba'), call, ...more })
  const said = text(child.stdout)
  await simulator.received(`alibaba.${operation}`, before + 1)
  assert.equal(child.exitCode, null)
  await then()
  assert.deepEqual((await exited)[0], 0)
  return said
}

describe('a call that runs keeps the process until it ends', () => {
  for (const [call, operation] of [['read', 'DescribeTasks'], ['list', 'DescribeTasks'], ['change', 'BackupApp']]) {
    test(`a ${call}`, async (t) => {
      const simulator = await simulated(t)
      await simulator.fault('alibaba', operation, 'slow', { ms: SECOND / 5 })
      const request = await simulator.backup()
      assert.equal(await pending(simulator, call, operation, { request }), 'begun\nended well\n')
    })
  }

  for (const call of ['wait', 'progress']) {
    test(call, async (t) => {
      const simulator = await simulated(t)
      await simulator.fault('alibaba', 'BackupApp', 'job_stuck')
      const { token } = await simulator.alibaba().backupApp(await simulator.backup())
      const ends = () => simulator.admin('DELETE', '/faults')
      const said = await pending(simulator, call, 'DescribeTasks', { token, pauses: FAST }, ends)
      assert.equal(said, 'begun\nended well\n')
    })
  }

  test('also if it ends badly', async (t) => {
    const server = await silent(t)
    const { child, exited } = started(script('pending'), { client: options(server.url), call: 'read' })
    const said = text(child.stdout)
    await server.asked
    assert.equal(child.exitCode, null)
    server.end()
    assert.equal((await exited)[0], 0)
    assert.equal(await said, 'begun\nended with TRANSPORT\n')
  })
})

test('a process that is told to exit does so while calls run', async (t) => {
  const server = await silent(t)
  const { child, exited } = started(script('leaving'), options(server.url))
  child.stdout.resume()
  await server.asked
  child.stdin.end()
  const [code] = await exited
  assert.equal(code, 7)
  await server.closed
})

test('a client that is forgotten closes its connections', async (t) => {
  const server = await answering(t)
  const { child, exited } = started(script('forgotten'), options(server.url), ['--expose-gc'])
  child.stdout.resume()
  await server.closed
  // Until then it has kept a connection, and made room for forgotten clients again and again.
  assert.equal(child.exitCode, null)
  child.stdin.end()
  assert.deepEqual(await exited, [0, null])
})
