// Options and other arguments that cannot be are refused as rejected promises, and nothing is sent.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ValidationError } from 'phonevault'
import { FAST, simulated } from './support/simulated.mjs'

let simulator
let client
let job
let counted
const clean = []

before(async () => {
  simulator = await simulated({ after: (end) => clean.push(end) })
  client = simulator.alibaba()
  job = await client.backupApp(await simulator.backup())
  await job.wait(FAST)
  counted = await simulator.counts()
})

after(async () => {
  const counts = await simulator.counts()
  for (const end of clean) await end()
  assert.deepEqual(counts, counted)
})

/** Everything that takes options, as a function of them. */
const CALLS = {
  'a read': (options) => client.describeTasks({}, options),
  'a change': (options) => client.deleteBackupFile({ backupFileIdList: ['bf-0'] }, options),
  'any operation': (options) => client.call('DescribeTasks', {}, options),
  'a page': (options) => client.describeTasksPages({}, options).next(),
  'a collected list': (options) => client.describeTasksPages({}, options).collect(),
}
const LOOKS = { 'a look': (options) => job.status(options) }
const WAITS = {
  'a wait': (options) => job.wait(options),
  progress: (options) => job.progress(options).next(),
  'a wait for files': (options) => client.backupFilesGone(['bf-0'], options),
}

/** That a call does not throw, but rejects with an error of this kind that names this. */
async function refused(call, path, kind = TypeError) {
  let promise
  assert.doesNotThrow(() => (promise = call()), 'it threw before it gave a promise')
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof kind, error?.stack ?? String(error))
    assert.ok(error.message.includes(path), `${error.message} does not name ${path}`)
    return true
  })
}

for (const [name, call] of Object.entries({ ...CALLS, ...LOOKS, ...WAITS })) {
  describe(`options of ${name}`, () => {
    test('that are no object are refused', async () => {
      for (const options of [null, 'x', 5, true, () => undefined, Symbol('s'), 1n]) await refused(() => call(options), 'options')
    })

    test('with an unknown name are refused', async () => {
      for (const options of [{ timeout: 5 }, { timeOutMs: 5 }, { sgnal: undefined }, { skip_rules: true }, { on: 1 }]) {
        await refused(() => call(options), `options.${Object.keys(options)[0]}`)
      }
      await refused(() => call(JSON.parse('{"__proto__": {"timeoutMs": 5}}')), 'options.__proto__')
    })

    test('that are no plain object are refused', async () => {
      // Whoever hands over a signal as it is would believe that it ends the call.
      for (const options of [new AbortController().signal, new AbortController(), [], new Map([['timeoutMs', 5]]), new Date()]) {
        await refused(() => call(options), 'options')
      }
    })

    test('with a wrong type are refused', async () => {
      for (const timeoutMs of ['5', null, {}, 5n, new Date(), [5]]) await refused(() => call({ timeoutMs }), 'options.timeoutMs')
      for (const signal of [null, {}, 'x', new AbortController(), { aborted: false }, () => undefined]) {
        await refused(() => call({ signal }), 'options.signal')
      }
    })

    test('with a time that is none are refused', async () => {
      for (const timeoutMs of [-1, 1e300]) await refused(() => call({ timeoutMs }), 'timeoutMs', ValidationError)
      for (const timeoutMs of [NaN, Infinity, -Infinity]) await refused(() => call({ timeoutMs }), 'options.timeoutMs')
    })

    test('whose getter throws reject with what that throws', async () => {
      const own = new RangeError('mine')
      const options = { get timeoutMs() { throw own } }
      let promise
      assert.doesNotThrow(() => (promise = call(options)))
      await assert.rejects(promise, (error) => error === own)
    })
  })
}

describe('options of other calls are refused', () => {
  for (const [name, call] of Object.entries({ ...CALLS, ...LOOKS })) {
    test(name, async () => {
      await refused(() => call({ firstPauseMs: 5 }), 'options.firstPauseMs')
      await refused(() => call({ check: true }), 'options.check')
    })
  }
  for (const [name, call] of Object.entries({ ...LOOKS, ...WAITS })) {
    test(`${name} does not skip rules`, () => refused(() => call({ skipRules: true }), 'options.skipRules'))
  }
  for (const name of ['progress', 'a wait for files']) {
    test(`${name} does not check`, () => refused(() => WAITS[name]({ check: false }), 'options.check'))
  }
})

describe('options of a wait', () => {
  for (const [name, call] of Object.entries(WAITS)) {
    test(`${name}: pauses are checked`, async () => {
      for (const pause of ['firstPauseMs', 'longestPauseMs']) {
        await refused(() => call({ [pause]: '5' }), `options.${pause}`)
        await refused(() => call({ [pause]: -1 }), pause, ValidationError)
        for (const value of [NaN, Infinity]) await refused(() => call({ [pause]: value }), `options.${pause}`)
      }
    })
  }
  test('check is a boolean', () => refused(() => job.wait({ check: 'no' }), 'options.check'))
})

test('rules are skipped by a boolean only', async () => {
  for (const skipRules of ['yes', 1, null, {}]) {
    for (const call of Object.values(CALLS)) await refused(() => call({ skipRules }), 'options.skipRules')
  }
})

describe('other arguments', () => {
  test('an operation is a text', async () => {
    for (const operation of [undefined, null, 5, {}, ['DescribeTasks'], Symbol('s')]) await refused(() => client.call(operation, {}), 'operation')
  })

  test('parameters are an object of JSON', async () => {
    for (const params of [null, 'x', 5, true, [], 1n, () => undefined, new Map(), new Date()]) {
      await refused(() => client.call('DescribeTasks', params), 'params')
    }
    for (const value of [1n, () => undefined, Symbol('s'), new Map(), NaN, /x/]) {
      await refused(() => client.call('DescribeTasks', { InstanceId: value }), 'params.InstanceId')
    }
    const params = {}
    params.InstanceId = params
    await refused(() => client.call('DescribeTasks', params), 'params')
  })

  test('ids are a list of texts', async () => {
    for (const ids of [undefined, null, 'bf-0', 5, {}, new Set(['bf-0'])]) await refused(() => client.backupFilesGone(ids, FAST), 'ids')
    await refused(() => client.backupFilesGone(['bf-0', 5], FAST), 'ids[1]')
  })

  test('a limit is a number', async () => {
    for (const limit of ['5', null, {}, NaN, -1, 1n]) await refused(() => client.describeTasksPages({}).collect(limit), 'limit')
  })

  test('a token is a text, and that of a job of this client', () => {
    // This method is no asynchronous one, so it throws.
    for (const token of [undefined, null, 5, {}, ['pv1.x']]) assert.throws(() => client.resumeJob(token), TypeError)
    for (const token of ['', 'pv1.', 'x', `${job.token}x`, job.token.slice(0, -4)]) {
      assert.throws(() => client.resumeJob(token), ValidationError)
    }
    assert.throws(() => simulator.huawei().resumeJob(job.token), ValidationError)
  })
})
