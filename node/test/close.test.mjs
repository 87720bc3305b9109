// A closed client ends all calls and says that it is closed.

import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { describe, test } from 'node:test'
import { setImmediate as immediate } from 'node:timers/promises'
import { AlibabaClient, ClosedError } from 'phonevault'
import { FAST, frozen, HOUR, SECOND, simulated } from './support/simulated.mjs'
import { options, silent } from './support/silent.mjs'

const PAUSES = { firstPauseMs: 10, longestPauseMs: 50 }

/** That a promise rejects because the client was closed, with these facts. */
async function closed(promise, applied) {
  const error = await promise.then(
    () => assert.fail('it did not reject'),
    (error) => error,
  )
  assert.ok(error instanceof ClosedError, error.stack)
  assert.deepEqual([error.applied, error.retryable, error.cloud], [applied, false, 'alibaba'])
  return error
}

describe('calls that run', () => {
  test('waits for all jobs end, and tell the tokens', async (t) => {
    const simulator = await frozen(t)
    const client = simulator.alibaba()
    const { androidInstanceIdList: phones, ...request } = await simulator.backup(4)
    const jobs = await Promise.all(phones.map((phone) => client.backupApp({ ...request, androidInstanceIdList: [phone] })))
    const waits = jobs.map((job) => job.wait(PAUSES))
    await simulator.received('alibaba.DescribeTasks', jobs.length)
    const errors = waits.map((wait) => closed(wait, 'yes'))
    await client.close()
    assert.deepEqual((await Promise.all(errors)).map(({ token }) => token), jobs.map(({ token }) => token))
  })

  test('progress ends', async (t) => {
    const simulator = await frozen(t)
    const client = simulator.alibaba()
    const job = await client.backupApp(await simulator.backup())
    const go = async () => {
      for await (const status of job.progress(PAUSES)) {
        assert.equal(status.ended, 0)
        void client.close()
      }
    }
    assert.equal((await closed(go(), 'yes')).token, job.token)
  })

  test('reads end at once, and their connections are closed', async (t) => {
    const server = await silent(t)
    const client = new AlibabaClient(options(server.url))
    const { signal } = new AbortController()
    const read = client.describeTasks({}, { signal })
    await server.asked
    const end = client.close()
    await closed(read, 'no')
    await server.closed
    await end
    assert.equal(getEventListeners(signal, 'abort').length, 0)
  })

  test('lists end', async (t) => {
    const server = await silent(t)
    const client = new AlibabaClient(options(server.url))
    const list = client.describeTasksPages({}).collect()
    await server.asked
    await Promise.all([client.close(), closed(list, 'no')])
  })

  test('a change that is being sent gets its moment', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'BackupApp', 'slow', { ms: SECOND })
    const client = simulator.alibaba()
    const backup = client.backupApp(await simulator.backup())
    await simulator.received('alibaba.BackupApp')
    let ended = false
    void backup.then(() => (ended = true))
    await client.close()
    // In this turn of the loop both are settled; which of them first is not said.
    await immediate()
    assert.ok(ended, 'closing resolves when the last call has ended')
    const { token } = await backup
    const { phones } = await simulator.alibaba().resumeJob(token).wait(FAST)
    assert.deepEqual(phones.map(({ outcome }) => outcome), ['succeeded'])
  })

  test('a change that does not end may have been applied', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'BackupApp', 'slow', { ms: HOUR })
    const client = simulator.alibaba()
    const backup = client.backupApp(await simulator.backup())
    await simulator.received('alibaba.BackupApp')
    const end = client.close()
    await closed(backup, 'unknown')
    await end
  })

  test('of other clients go on', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'DescribeTasks', 'slow', { ms: SECOND / 5 })
    const [one, other] = [simulator.alibaba(), simulator.alibaba()]
    const reads = [one.describeTasks({}), other.describeTasks({})]
    await simulator.received('alibaba.DescribeTasks', 2)
    await Promise.all([one.close(), closed(reads[0], 'no')])
    assert.ok((await reads[1]).requestId)
  })
})

describe('a closed client', () => {
  test('says so to every call, and sends nothing', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const request = await simulator.backup()
    const job = await client.backupApp(request)
    const [pages, fresh] = [client.describeAndroidInstancesPages({ maxResults: 1 }), client.describeTasksPages({})]
    await pages.next()
    const before = await simulator.counts()
    await client.close()
    const calls = {
      'a read': () => client.describeTasks({}),
      'a change': () => client.backupApp(request),
      'any operation': () => client.call('DescribeTasks', {}),
      'a look': () => job.status(),
      'a wait': () => job.wait(FAST),
      progress: () => job.progress(FAST).next(),
      'the next page': () => pages.next(),
      'the first page': () => fresh.next(),
      'a collected list': () => client.describeTasksPages({}).collect(),
      'a wait for files': () => client.backupFilesGone(['bf-1'], FAST),
    }
    for (const [name, call] of Object.entries(calls)) {
      await t.test(name, async () => {
        const error = await closed(call(), 'no')
        assert.match(error.message, /the client is closed/)
      })
    }
    assert.deepEqual(await simulator.counts(), before)
  })

  test('still has jobs with id, token and answer', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const job = await client.backupApp(await simulator.backup())
    await client.close()
    assert.match(job.token, /^pv1\./)
    assert.ok(job.id && job.response.requestId)
    assert.equal(client.resumeJob(job.token).id, job.id)
  })

  test('can be closed again, also while it is being closed', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'BackupApp', 'slow', { ms: SECOND / 5 })
    const client = simulator.alibaba()
    const backup = client.backupApp(await simulator.backup())
    await simulator.received('alibaba.BackupApp')
    await Promise.all([client.close(), client.close()])
    assert.ok((await backup).token)
    await client.close()
  })

  test('may never have called anything', async () => {
    const client = new AlibabaClient({ region: 'cn-shanghai' })
    assert.equal(await client.close(), undefined)
    await closed(client.describeTasks({}), 'no')
  })
})

test('a client is closed by the end of its block', async (t) => {
  const simulator = await frozen(t)
  for (const cloud of ['alibaba', 'huawei']) {
    const client = simulator[cloud]()
    // What `await using` calls, which Node.js 20 cannot read.
    assert.equal(await client[Symbol.asyncDispose](), undefined)
    const read = cloud === 'alibaba' ? client.describeTasks({}) : client.listCloudPhones({})
    await assert.rejects(read, ClosedError)
  }
})
