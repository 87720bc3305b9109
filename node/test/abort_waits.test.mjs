// Waits and lists end with their signal, and with the loop that goes through them; the work in the cloud goes on.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AlibabaClient } from 'phonevault'
import { controller, Enough, listeners } from './support/aborted.mjs'
import { FAST, frozen, HOUR, simulated } from './support/simulated.mjs'
import { options, silent } from './support/silent.mjs'

const ENOUGH = new Enough()
const PAUSES = { firstPauseMs: 10, longestPauseMs: 50 }

const isEnough = (error) => error === ENOUGH

/** A job that does not end while the test runs. */
async function endless(t) {
  const simulator = await frozen(t)
  const client = simulator.alibaba()
  return { simulator, client, job: await client.backupApp(await simulator.backup()) }
}

/** That nothing polls any more: of two calls of the same client, only those two arrive. */
async function assertNobodyPolls(simulator, job) {
  const [before] = await simulator.count('alibaba.DescribeTasks')
  await job.status()
  await job.status()
  const [after] = await simulator.count('alibaba.DescribeTasks')
  assert.equal(after - before, 2)
}

describe('an aborted wait', () => {
  test('rejects with the reason, and the work goes on', async (t) => {
    const { simulator, job } = await endless(t)
    const { signal, abort } = controller()
    const wait = job.wait({ ...PAUSES, signal })
    await simulator.received('alibaba.DescribeTasks')
    abort(ENOUGH)
    await assert.rejects(wait, isEnough)
    assert.equal(listeners(signal), 0)
    const { phones } = await job.status()
    assert.deepEqual(phones.map(({ outcome }) => outcome), [undefined])
  })

  test('ends in a pause, too', async (t) => {
    const { simulator, job } = await endless(t)
    const { signal, abort } = controller()
    const wait = job.wait({ firstPauseMs: 3_600_000, longestPauseMs: 3_600_000, signal })
    await simulator.received('alibaba.DescribeTasks')
    // The answer to another call is there, so that of the first look is, too.
    await job.status()
    abort(ENOUGH)
    await assert.rejects(wait, isEnough)
  })

  test('closes the connection of a look that hangs', async (t) => {
    const { job: { token } } = await endless(t)
    const server = await silent(t)
    const client = new AlibabaClient(options(server.url))
    const { signal, abort } = controller()
    const wait = client.resumeJob(token).wait({ ...PAUSES, signal })
    await server.asked
    abort(ENOUGH)
    await assert.rejects(wait, isEnough)
    await server.closed
    await client.close()
  })

  test('ends by a signal of time', async (t) => {
    const { job } = await endless(t)
    const signal = AbortSignal.timeout(20)
    await assert.rejects(job.wait({ ...PAUSES, signal }), (error) => error === signal.reason)
  })

  test('leaves other waits for the same job', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'BackupApp', 'job_stuck')
    const job = await simulator.alibaba().backupApp(await simulator.backup())
    const { signal, abort } = controller()
    const [one, other] = [job.wait({ ...PAUSES, signal }), job.wait(FAST)]
    await simulator.received('alibaba.DescribeTasks', 2)
    abort(ENOUGH)
    await assert.rejects(one, isEnough)
    await simulator.admin('DELETE', '/faults')
    assert.deepEqual((await other).phones.map(({ outcome }) => outcome), ['succeeded'])
  })

  test('for files that are to go rejects with the reason', async (t) => {
    const { simulator, client, job } = await endless(t)
    const { signal, abort } = controller()
    const [{ backup }] = (await job.status()).phones
    const wait = client.backupFilesGone([backup], { ...PAUSES, signal })
    await simulator.received('alibaba.DescribeBackupFiles')
    abort(ENOUGH)
    await assert.rejects(wait, isEnough)
    assert.equal(listeners(signal), 0)
  })
})

describe('progress', () => {
  test('gives looks until the end, and does not throw for phones that failed', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'BackupApp', 'job_failed', { times: 1 })
    const job = await simulator.alibaba().backupApp(await simulator.backup(2))
    const seen = []
    for await (const status of job.progress(FAST)) seen.push(status)
    assert.ok(seen.slice(0, -1).every(({ ended }) => ended < 2), 'only the last look is of the end')
    assert.equal(seen.at(-1).ended, 2)
    assert.ok(seen.at(-1).phones.some(({ outcome }) => outcome === 'failed'))
  })

  test('that is aborted throws the reason', async (t) => {
    const { simulator, job } = await endless(t)
    const { signal, abort } = controller()
    let seen = 0
    const go = async () => {
      for await (const status of job.progress({ ...PAUSES, signal })) {
        assert.equal(status.ended, 0)
        seen += 1
        if (seen === 2) abort(ENOUGH)
      }
    }
    await assert.rejects(go(), isEnough)
    assert.ok(seen >= 2)
    assert.equal(listeners(signal), 0)
    await assertNobodyPolls(simulator, job)
  })

  test('that is aborted while nobody asks for the next look does not end the process', async (t) => {
    const { simulator, job } = await endless(t)
    const { signal, abort } = controller()
    const progress = job.progress({ ...PAUSES, signal })
    assert.equal((await progress.next()).done, false)
    abort(ENOUGH)
    await assertNobodyPolls(simulator, job)
    await assert.rejects(async () => {
      for await (const status of progress) assert.equal(status.ended, 0)
    }, isEnough)
  })

  test('ends with the loop that is left', async (t) => {
    const { simulator, job } = await endless(t)
    const { signal } = controller()
    for await (const status of job.progress({ ...PAUSES, signal })) {
      assert.equal(status.ended, 0)
      break
    }
    await assertNobodyPolls(simulator, job)
    assert.equal(listeners(signal), 0)
  })

  test('ends with a loop that throws, with what that throws', async (t) => {
    const { simulator, job } = await endless(t)
    const go = async () => {
      for await (const status of job.progress(PAUSES)) throw Object.assign(ENOUGH, { status })
    }
    await assert.rejects(go(), isEnough)
    await assertNobodyPolls(simulator, job)
  })

  test('that nobody goes through asks nothing', async (t) => {
    const { simulator, client, job } = await endless(t)
    job.progress(PAUSES)
    await client.describeAndroidInstances({})
    assert.equal((await simulator.count('alibaba.DescribeTasks'))[0], 0)
  })

  test('ends at its limit with the outcomes so far', async (t) => {
    const { job } = await endless(t)
    const go = async () => {
      for await (const status of job.progress({ ...PAUSES, timeoutMs: 50 })) assert.equal(status.ended, 0)
    }
    await assert.rejects(go(), (error) => error.code === 'WAIT_TIMEOUT' && error.token === job.token)
  })
})

describe('an aborted list', () => {
  test('throws the reason at the page that is being read', async (t) => {
    const simulator = await simulated(t)
    // The first page comes, the second one does not.
    await simulator.fault('alibaba', 'DescribeAndroidInstances', 'slow', { ms: HOUR, nth: 2 })
    const client = simulator.alibaba()
    const { signal, abort } = controller()
    const seen = []
    const go = async () => {
      for await (const page of client.describeAndroidInstancesPages({ maxResults: 1 }, { signal })) {
        seen.push(page)
        if (seen.length === 1) simulator.received('alibaba.DescribeAndroidInstances', 2).then(() => abort(ENOUGH))
      }
    }
    await assert.rejects(go(), isEnough)
    assert.equal(seen.length, 1)
    assert.equal(listeners(signal), 0)
  })

  test('throws the reason before the next page', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const { signal, abort } = controller()
    const go = async () => {
      for await (const phone of client.describeAndroidInstancesPages({ maxResults: 1 }, { signal }).items()) {
        assert.ok(phone.androidInstanceId)
        abort(ENOUGH)
      }
    }
    await assert.rejects(go(), isEnough)
    assert.equal((await simulator.count('alibaba.DescribeAndroidInstances'))[0], 1)
  })

  test('that is left reads no further page', async (t) => {
    const simulator = await simulated(t)
    const pages = simulator.alibaba().describeAndroidInstancesPages({ maxResults: 1 })
    for await (const page of pages) {
      assert.equal(page.instanceModel.length, 1)
      break
    }
    assert.equal((await simulator.count('alibaba.DescribeAndroidInstances'))[0], 1)
  })
})
