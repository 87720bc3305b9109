// Requests and answers are plain objects that say only what is known.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inspect } from 'node:util'
import { alibaba, huawei, RejectedError, Secret, ValidationError, WaitTimeoutError } from 'phonevault'
import { FAST, simulated } from './support/simulated.mjs'

/** Every object and list in an answer, itself included. */
function* objects(value) {
  if (typeof value !== 'object' || value === null) return
  yield value
  for (const field of Object.values(value)) yield* objects(field)
}

describe('an answer', () => {
  test('is made of plain objects and lists', async (t) => {
    const answer = await (await simulated(t)).alibaba().describeAndroidInstances({})
    for (const object of objects(answer)) {
      assert.ok([Object.prototype, Array.prototype].includes(Object.getPrototypeOf(object)), inspect(object))
    }
    assert.equal(answer.instanceModel.length, 4)
  })

  test('has no field that says nothing', async (t) => {
    const simulator = await simulated(t)
    const answers = [
      await simulator.alibaba().describeAndroidInstances({}),
      await simulator.alibaba().describeTasks({}),
      await simulator.huawei().listCloudPhones({}),
    ]
    for (const object of answers.flatMap((answer) => [...objects(answer)])) {
      for (const [name, value] of Object.entries(object)) assert.ok(value !== undefined && value !== null, name)
    }
    const [, tasks] = answers
    // The vendor leaves the list out if there are none, or sends an empty one; nothing in between.
    assert.deepEqual(tasks.data ?? [], [])
  })

  test('keeps what this version does not know, unless there is nothing', async (t) => {
    const { instanceModel: [phone], ...answer } = await (await simulated(t)).alibaba().describeAndroidInstances({})
    assert.equal(phone.other.ChargeType, 'PostPaid')
    assert.ok(!('other' in answer) && !('other' in phone.disks[0]))
  })

  test('is copied by structuredClone and JSON', async (t) => {
    const simulator = await simulated(t)
    const job = await simulator.alibaba().backupApp(await simulator.backup())
    const answers = [
      await simulator.alibaba().describeAndroidInstances({}),
      await simulator.huawei().listCloudPhones({}),
      job.response,
    ]
    for (const answer of answers) {
      assert.deepEqual(structuredClone(answer), answer)
      assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer)
    }
    const result = await job.wait(FAST)
    assert.deepEqual(structuredClone(result), result)
  })

  test('belongs to its caller', async (t) => {
    const client = (await simulated(t)).alibaba()
    const [one, other] = await Promise.all([client.describeAndroidInstances({}), client.describeAndroidInstances({})])
    one.instanceModel[0].androidInstanceId = 'changed'
    one.mine = true
    assert.notEqual(other.instanceModel[0].androidInstanceId, 'changed')
  })

  test('has times of jobs as dates', async (t) => {
    const simulator = await simulated(t)
    const job = await simulator.alibaba().backupApp(await simulator.backup())
    for (const { phones } of [await job.wait(FAST), await job.status()]) {
      const { started, finished } = phones[0].task
      assert.ok(started instanceof Date && finished instanceof Date)
      assert.ok(started <= finished)
    }
  })

  test('by the vendor\'s names is as it came', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const [phone] = (await simulator.phones()).alibaba
    const { Data } = await client.call('RunSyncCommand', { InstanceIds: [phone], CommandContent: 'pm list packages' })
    assert.equal(typeof Data[0].Output, 'string')
    const roleArn = simulator.ready.credentials.alibaba.role_arn
    const { Credentials } = await client.call('AssumeRole', { RoleArn: roleArn, RoleSessionName: 'tests' })
    assert.equal(typeof Credentials.AccessKeySecret, 'string')
  })
})

describe('a request', () => {
  test('is not changed, and may be frozen', async (t) => {
    const simulator = await simulated(t)
    const request = await simulator.backup()
    for (const value of [request, ...Object.values(request)]) Object.freeze(value)
    const before = structuredClone(request)
    await simulator.alibaba().backupApp(request)
    assert.deepEqual(request, before)
  })

  test('is read when the method is called', async (t) => {
    const simulator = await simulated(t)
    const request = { maxResults: 1 }
    const call = simulator.alibaba().describeAndroidInstances(request)
    request.maxResults = 'changed'
    assert.equal((await call).instanceModel.length, 1)
  })

  test('may hold fields that are undefined, and have no prototype', async (t) => {
    const client = (await simulated(t)).alibaba()
    assert.ok((await client.describeTasks({ instanceId: undefined, taskIds: undefined })).requestId)
    assert.ok((await client.describeTasks(Object.assign(Object.create(null), { level: 2 }))).requestId)
  })

  test('that needs nothing may be left out', async (t) => {
    const simulator = await simulated(t)
    assert.ok((await simulator.alibaba().describeTasks()).requestId)
    assert.equal((await simulator.huawei().listCloudPhonesPages().collect()).length, 4)
    assert.ok((await simulator.alibaba().describeTasks(undefined, { timeoutMs: 60_000 })).requestId)
  })

  test('takes secrets as texts and as Secrets', async (t) => {
    const simulator = await simulated(t)
    const [phone] = (await simulator.phones()).alibaba
    for (const commandContent of ['pm list packages', new Secret('pm list packages')]) {
      const { data } = await simulator.alibaba().runSyncCommand({ instanceIds: [phone], commandContent })
      assert.ok(data[0].output.expose().includes('com.example.notes'))
    }
  })

  test('takes values of enumerations that this version does not know, if rules are skipped', async (t) => {
    const client = (await simulated(t)).alibaba()
    const asked = client.describeTasks({ taskStatus: 'Hibernating' }, { skipRules: true })
    // What the service makes of it is its own affair.
    await asked.catch((error) => assert.ok(error instanceof RejectedError, error.stack))
    assert.deepEqual([huawei.PhoneStatus.RUNNING, alibaba.TaskStatus.PART_FINISHED], [2, 'PartFinished'])
  })

  test('takes any text', async (t) => {
    const client = (await simulated(t)).alibaba()
    for (const instanceName of ['naïve 手机 📱', '"\\\n\t', '\u2028', '__proto__']) {
      assert.deepEqual((await client.describeAndroidInstances({ androidInstanceName: instanceName })).instanceModel ?? [], [])
    }
  })
})

describe('a job', () => {
  test('shows id, token and answer', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const job = await client.backupApp(await simulator.backup())
    assert.match(job.token, /^pv1\.[\w.-]+$/)
    assert.ok(job.id && job.response.requestId)
    const again = client.resumeJob(job.token)
    assert.deepEqual([again.id, again.token, again.response], [job.id, job.token, undefined])
    assert.ok(inspect(job).includes(job.id))
    const { id, token } = JSON.parse(JSON.stringify(job))
    assert.deepEqual([id, token], [job.id, job.token])
  })

  test('that somebody waits for many times gives the same result', async (t) => {
    const simulator = await simulated(t)
    const job = await simulator.alibaba().backupApp(await simulator.backup(2))
    const [one, ...others] = await Promise.all([job.wait(FAST), job.wait(FAST), job.wait({ ...FAST, check: false })])
    for (const other of others) assert.deepEqual(other, one)
  })
})

describe('what clients offer beside operations', () => {
  test('deleted backups are waited for', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const job = await client.backupApp(await simulator.backup())
    const { phones: [{ backup }] } = await job.wait(FAST)
    await assert.rejects(client.backupFilesGone([backup], { ...FAST, timeoutMs: 0 }), (error) => {
      return error instanceof WaitTimeoutError && error.message.includes(backup)
    })
    await client.deleteBackupFile({ backupFileIdList: [backup] })
    assert.equal(await client.backupFilesGone([backup], FAST), undefined)
    assert.equal((await client.describeBackupFiles({ backupFileId: backup })).totalCount, 0)
  })

  test('a project is found without naming one', async (t) => {
    const simulator = await simulated(t)
    const { projectId } = simulator.options('huawei')
    const client = simulator.huawei({ projectId: undefined, identityOnly: true })
    assert.deepEqual([client.projectId, await client.findProjectId()], ['', projectId])
    await assert.rejects(client.listCloudPhones({}), (error) => error.applied === 'no')
    await assert.rejects(client.findProjectId({ skipRulez: true }), TypeError)
    const reason = new Error('enough')
    await assert.rejects(client.findProjectId({ signal: AbortSignal.abort(reason) }), (error) => error === reason)
  })

  test('rules are kept unless a call skips them', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    await assert.rejects(client.describeTasks({ maxResults: 1000 }), ValidationError)
    assert.deepEqual(await simulator.count('alibaba.DescribeTasks'), [0, 0])
    await client.describeTasks({ maxResults: 1000 }, { skipRules: true }).catch((error) => assert.ok(error instanceof RejectedError))
    assert.equal((await simulator.count('alibaba.DescribeTasks'))[0], 1)
  })

  test('many calls run at a time', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const answers = await Promise.all(Array.from({ length: 200 }, () => client.describeTasks({})))
    assert.equal(new Set(answers.map(({ requestId }) => requestId)).size, 200)
  })
})
