// What cannot be sent is refused as a rejected promise that names its path, and nothing is sent.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Secret, ValidationError } from 'phonevault'
import { FAST, simulated } from './support/simulated.mjs'

/** An object that refers to itself. */
function cyclic() {
  const value = {}
  value.itself = value
  return value
}

/** Values of which no field of a request is one. */
const NEVER = {
  null: null,
  'not a number': NaN,
  infinity: Infinity,
  'a bigint': 1n,
  'a symbol': Symbol('s'),
  'a function': () => 'x',
  'a Map': new Map([['a', 1]]),
  'a Set': new Set(['a']),
  'a Date that is none': new Date(NaN),
  'a regular expression': /x/,
  bytes: new Uint8Array([1]),
  'a buffer': Buffer.from('x'),
  'a promise': Promise.resolve('x'),
  'an error': new Error('x'),
  'a boxed text': new String('x'),
  'a cyclic object': cyclic(),
  'a Proxy of a function': new Proxy(() => 'x', {}),
}

let simulator
let counted
const clean = []

before(async () => {
  simulator = await simulated({ after: (end) => clean.push(end) })
  const job = await simulator.alibaba().backupApp(await simulator.backup())
  await job.wait(FAST)
  counted = await simulator.counts()
})

after(async () => {
  // All calls of this file have been refused before they were sent.
  const counts = await simulator.counts()
  for (const end of clean) await end()
  assert.deepEqual(counts, counted)
})

/** That a call does not throw, but rejects with a TypeError of this path. */
async function refused(call, path, kind = TypeError) {
  let promise
  assert.doesNotThrow(() => (promise = call()), 'it threw before it gave a promise')
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof kind, error?.stack ?? String(error))
    assert.ok(error.message.includes(path), `${error.message} does not name ${path}`)
    return true
  })
}

/** The error of a value that cannot be, whichever it is. */
const never = Object.entries(NEVER)

describe('a request that is no object', () => {
  const requests = { ...NEVER, 'a text': 'x', 'a number': 1, 'a boolean': true, 'an array': [], 'a Secret': new Secret('x'), 'a Date': new Date() }
  for (const [name, request] of Object.entries(requests)) {
    test(name, async () => {
      const client = simulator.alibaba()
      await refused(() => client.describeTasks(request), 'request')
      await refused(() => client.backupApp(request), 'request')
      await refused(() => client.describeTasksPages(request).next(), 'request')
    })
  }
})

test('a request that has to hold something cannot be left out', async () => {
  const [alibaba, huawei] = [simulator.alibaba(), simulator.huawei()]
  for (const call of [() => alibaba.backupApp(), () => alibaba.runSyncCommand(undefined), () => huawei.showJob(), () => huawei.batchRestore()]) {
    await refused(call, 'request')
  }
})

describe('a value that no field can hold', () => {
  for (const [name, value] of never) {
    test(name, async () => {
      const [alibaba, huawei] = [simulator.alibaba(), simulator.huawei()]
      await refused(() => alibaba.describeTasks({ instanceId: value }), 'request.instanceId')
      await refused(() => alibaba.describeTasks({ level: value }), 'request.level')
      await refused(() => alibaba.describeTasks({ taskIds: value }), 'request.taskIds')
      await refused(() => alibaba.describeTasks({ taskIds: ['a', value] }), 'request.taskIds[1]')
      await refused(() => alibaba.describeTasks({ taskStatus: value }), 'request.taskStatus')
      await refused(() => huawei.batchRestore({ restoreInfos: [value] }), 'request.restoreInfos[0]')
      await refused(() => huawei.runShellCommand({ phoneIds: ['p'], content: value }), 'request.content')
      await refused(() => alibaba.describeTasks({ noSuchField: value }), 'request')
    })
  }
})

describe('a value of another type', () => {
  const restore = { phoneId: 'p', bucketName: 'b', objectPath: 'o.tar' }
  const cases = {
    'a number for a text': [(client) => client.describeTasks({ instanceId: 5 }), 'request.instanceId must be a string, not number'],
    'a text for a number': [(client) => client.describeTasks({ level: '2' }), 'request.level must be a number, not string'],
    'a fraction for a whole number': [(client) => client.describeTasks({ level: 2.5 }), 'request.level'],
    'a number beyond all whole ones': [(client) => client.describeTasks({ maxResults: 1e300 }), 'request.maxResults'],
    // With `skipRules`, so that no rule is there to refuse it: JavaScript cannot tell which number was meant.
    'a number that may not be exact': [(client) => client.describeTasks({ maxResults: 2 ** 53 }, { skipRules: true }), 'request.maxResults'],
    // JSON has no way to say it, so that something else would be sent, or nothing.
    'half of a character': [(client) => client.describeTasks({ instanceId: 'a\ud800' }), 'request.instanceId'],
    'half of a character in a list': [(client) => client.describeTasks({ taskIds: ['a', '\udc00'] }), 'request.taskIds[1]'],
    'half of a character by name': [(client) => client.call('DescribeTasks', { InstanceId: '\ud800' }), 'params.InstanceId'],
    'half of a character in a secret': [(client) => client.runCommand({ instanceIds: ['a'], commandContent: new Secret('\ud800') }), 'request.commandContent'],
    'a text for a list': [(client) => client.describeTasks({ taskIds: 'abc' }), 'request.taskIds must be an array, not string'],
    'an object for a list': [(client) => client.describeTasks({ taskIds: { 0: 'a', length: 1 } }), 'request.taskIds'],
    'a number in a list of texts': [(client) => client.describeTasks({ taskIds: ['a', 5] }), 'request.taskIds[1] must be a string, not number'],
    'a list in a list of texts': [(client) => client.describeTasks({ taskIds: [['a']] }), 'request.taskIds[0]'],
    'a hole in a list': [(client) => client.describeTasks({ taskIds: ['a', , 'b'] }), 'request.taskIds[1]'],
    'undefined in a list': [(client) => client.describeTasks({ taskIds: ['a', undefined] }), 'request.taskIds[1]'],
    'a number for an enumeration of texts': [(client) => client.describeTasks({ taskStatus: 3 }), 'request.taskStatus'],
    'a Secret for a text': [(client) => client.describeTasks({ instanceId: new Secret('x') }), 'request.instanceId'],
    'a Date for a text': [(client) => client.describeTasks({ instanceId: new Date() }), 'request.instanceId'],
    'a text for a boolean': [(client) => client.stopAndroidInstance({ androidInstanceIds: ['a'], forceStop: 'yes' }), 'request.forceStop'],
    'a field that is missing': [(client) => client.backupApp({}), 'request.androidInstanceIdList is missing'],
    'a field that says nothing': [(client) => client.backupApp({ androidInstanceIdList: undefined }), 'request.androidInstanceIdList'],
    'an unknown field': [(client) => client.describeTasks({ noSuchField: 1 }), 'request.noSuchField'],
    "a field by the vendor's name": [(client) => client.describeTasks({ InstanceId: 'acp-1' }), 'request.InstanceId'],
    'a field of a path': [(client) => client.describeTasks({ 'instanceId.x': 'acp-1' }), 'request'],
  }
  for (const [name, [call, path]] of Object.entries(cases)) {
    test(name, () => refused(() => call(simulator.alibaba()), path))
  }

  const inside = {
    'no object in a list': [['p'], 'request.restoreInfos[0]'],
    'a wrong type inside': [[restore, { ...restore, phoneId: 5 }], 'request.restoreInfos[1].phoneId must be a string, not number'],
    'a missing field inside': [[{ phoneId: 'p', bucketName: 'b' }], 'request.restoreInfos[0].objectPath is missing'],
    'an unknown field inside': [[{ ...restore, phone_id: 'p' }], 'request.restoreInfos[0].phone_id'],
  }
  for (const [name, [restoreInfos, path]] of Object.entries(inside)) {
    test(name, () => refused(() => simulator.huawei().batchRestore({ restoreInfos }), path))
  }
})

describe('an object with a will of its own', () => {
  const asks = (request) => simulator.alibaba().describeTasks(request)

  test('whose getter throws rejects with what that throws', async () => {
    const own = new RangeError('mine')
    const request = { get instanceId() { throw own } }
    let promise
    assert.doesNotThrow(() => (promise = asks(request)))
    await assert.rejects(promise, (error) => error === own)
  })

  test('whose proxy throws rejects with what that throws', async () => {
    const own = new Error('mine')
    const throws = () => { throw own }
    const request = new Proxy({}, { ownKeys: throws, get: throws, getPrototypeOf: throws })
    let promise
    assert.doesNotThrow(() => (promise = asks(request)))
    await assert.rejects(promise, (error) => error === own)
  })

  test('that refers to itself is refused', async () => {
    const list = []
    list.push(list)
    await refused(() => asks(cyclic()), 'request')
    await refused(() => asks({ taskIds: list }), 'request.taskIds')
  })

  test('that is deep is refused', async () => {
    let value = 'x'
    for (let depth = 0; depth < 100_000; depth += 1) value = [value]
    await refused(() => asks({ taskIds: value }), 'request.taskIds')
  })

  test('with names of prototypes is refused, and pollutes nothing', async () => {
    for (const text of ['{"__proto__": {"polluted": "yes"}}', '{"constructor": {"prototype": {"polluted": "yes"}}}', '{"toString": "x"}']) {
      await refused(() => asks(JSON.parse(text)), 'request.')
      await refused(() => simulator.huawei().batchRestore({ restoreInfos: [JSON.parse(text)] }), 'request.restoreInfos[0].')
    }
    assert.equal({}.polluted, undefined)
  })

  test('whose fields are inherited or of symbols has none', async () => {
    await refused(() => simulator.alibaba().backupApp(Object.create({ androidInstanceIdList: ['a'] })), 'request.androidInstanceIdList is missing')
  })
})

describe('a rule that is broken', () => {
  test('is told with all its fields', async () => {
    const restoreInfos = [
      { phoneId: 'p', bucketName: 'b', objectPath: 'o.tar' },
      { phoneId: '', bucketName: 'BAD_Bucket!', objectPath: '' },
    ]
    const call = simulator.huawei().batchRestore({ restoreInfos })
    await assert.rejects(call, (error) => {
      assert.ok(error instanceof ValidationError)
      assert.deepEqual([error.applied, error.retryable], ['no', false])
      const fields = error.violations.map(({ field }) => field)
      return fields.includes('restore_infos[1].object_path') && fields.includes('restore_infos[1].bucket_name')
    })
  })

  test('rejects, also in lists and by name', async () => {
    const client = simulator.alibaba()
    await refused(() => client.describeTasks({ maxResults: 1000 }), 'MaxResults', ValidationError)
    await refused(() => client.describeTasksPages({ maxResults: 1000 }).next(), 'MaxResults', ValidationError)
    await refused(() => client.describeTasksPages({ maxResults: 1000 }).collect(), 'MaxResults', ValidationError)
    await refused(() => client.call('DescribeTasks', { MaxResults: 1000 }), 'MaxResults', ValidationError)
    await refused(() => client.call('NoSuchOperation'), 'NoSuchOperation', ValidationError)
    await refused(() => client.call(''), '', ValidationError)
  })
})

test('an instance of a class is taken by its fields', async () => {
  class Phone {
    phoneId = 'p'
  }
  await refused(() => simulator.huawei().batchRestore({ restoreInfos: [new Phone()] }), 'request.restoreInfos[0].bucketName is missing')
})
