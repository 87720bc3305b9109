// A change that is being sent when its signal is aborted has a moment to end by itself, so that no job is lost.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AlibabaClient, CancelledError } from 'phonevault'
import { controller, Enough, listeners, meanwhile } from './support/aborted.mjs'
import { FAST, HOUR, SECOND, simulated } from './support/simulated.mjs'
import { options, silent } from './support/silent.mjs'

describe('an aborted change', () => {
  test('that ends within a moment settles with its job', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'BackupApp', 'slow', { ms: SECOND })
    const client = simulator.alibaba()
    const { signal, abort } = controller()
    const backup = client.backupApp(await simulator.backup(), { signal })
    await simulator.received('alibaba.BackupApp')
    abort(new Enough())
    const job = await backup
    assert.deepEqual((await job.wait(FAST)).phones.map(({ outcome }) => outcome), ['succeeded'])
    assert.deepEqual(await simulator.count('alibaba.BackupApp'), [1, 1])
    assert.equal(listeners(signal), 0)
  })

  test('that fails within a moment rejects with its own error', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'BackupApp', 'slow', { ms: SECOND, effect: 'not_applied' })
    const client = simulator.alibaba()
    const { signal, abort } = controller()
    const backup = client.backupApp(await simulator.backup(), { signal })
    await simulator.received('alibaba.BackupApp')
    abort(new Enough())
    await assert.rejects(backup, (error) => error.httpStatus === 504 && error.cause === undefined)
  })

  test('in the turn in which it began settles with its job', async (t) => {
    const simulator = await simulated(t)
    const { signal, abort } = controller()
    const backup = simulator.alibaba().backupApp(await simulator.backup(), { signal })
    abort(new Enough())
    assert.ok((await backup).token)
    assert.deepEqual(await simulator.count('alibaba.BackupApp'), [1, 1])
  })

  test('whose answer lies there when it is aborted settles with its job', async (t) => {
    const simulator = await simulated(t)
    const { signal, abort } = controller()
    const backup = simulator.alibaba().backupApp(await simulator.backup(), { signal })
    meanwhile(simulator, 'alibaba.BackupApp')
    abort(new Enough())
    assert.ok((await backup).token)
  })

  test('that does not end may have been applied', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', 'BackupApp', 'slow', { ms: HOUR })
    const client = simulator.alibaba()
    const { signal, abort } = controller()
    const backup = client.backupApp(await simulator.backup(), { signal })
    await simulator.received('alibaba.BackupApp')
    const reason = new Enough()
    abort(reason)
    await assert.rejects(backup, (error) => {
      assert.ok(error instanceof CancelledError)
      assert.deepEqual([error.applied, error.retryable, error.cloud, error.token], ['unknown', false, 'alibaba', undefined])
      return error.cause === reason
    })
    assert.equal((await simulator.count('alibaba.BackupApp'))[0], 1, 'it is not sent again')
    assert.equal(listeners(signal), 0)
  })

  test('closes its connection when its moment has passed', async (t) => {
    const server = await silent(t)
    const client = new AlibabaClient(options(server.url))
    const { signal, abort } = controller()
    const change = client.deleteBackupFile({ backupFileIdList: ['bf-1'] }, { signal })
    await server.asked
    abort()
    await assert.rejects(change, CancelledError)
    await server.closed
    await client.close()
  })
})
