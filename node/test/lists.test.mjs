// Lists that come in pages: pages, items, and what is collected.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { simulated } from './support/simulated.mjs'

async function all(iterable) {
  const found = []
  for await (const one of iterable) found.push(one)
  return found
}

const ids = (phones) => phones.map(({ androidInstanceId }) => androidInstanceId)

/** Four phones, in pages of three unless it says otherwise. */
async function list(t, request = { maxResults: 3 }) {
  const simulator = await simulated(t)
  const client = simulator.alibaba()
  const phones = (await simulator.phones()).alibaba.sort()
  return { simulator, phones, pages: () => client.describeAndroidInstancesPages(request) }
}

describe('a list', () => {
  test('gives its pages', async (t) => {
    const { phones, pages } = await list(t)
    const found = await all(pages())
    assert.deepEqual(found.map(({ instanceModel }) => instanceModel.length), [3, 1])
    assert.deepEqual(ids(found.flatMap(({ instanceModel }) => instanceModel)).sort(), phones)
    assert.ok(found.every(({ requestId }) => requestId))
  })

  test('gives its items', async (t) => {
    const { phones, pages } = await list(t)
    assert.deepEqual(ids(await all(pages().items())).sort(), phones)
  })

  test('is collected, up to a limit', async (t) => {
    const { simulator, phones, pages } = await list(t, { maxResults: 1 })
    assert.deepEqual(ids(await pages().collect()).sort(), phones)
    const [before] = await simulator.count('alibaba.DescribeAndroidInstances')
    assert.equal((await pages().collect(2)).length, 2)
    assert.deepEqual(await pages().collect(0), [])
    const [after] = await simulator.count('alibaba.DescribeAndroidInstances')
    assert.equal(after - before, 2, 'pages beyond the limit are not asked for')
  })

  test('asks for nothing before somebody goes through it', async (t) => {
    const { simulator, pages } = await list(t)
    pages()
    pages().items()
    assert.deepEqual(await simulator.count('alibaba.DescribeAndroidInstances'), [0, 0])
  })

  test('is gone through once', async (t) => {
    const { pages } = await list(t)
    const one = pages()
    assert.equal((await all(one)).length, 2)
    assert.deepEqual(await all(one), [])
    assert.deepEqual(await one.next(), { done: true, value: undefined })
    assert.deepEqual(await one.collect(), [])
  })

  test('goes on where it was left', async (t) => {
    const { phones, pages } = await list(t, { maxResults: 1 })
    const one = pages()
    const first = await one.next()
    for await (const page of one) {
      first.value.instanceModel.push(...page.instanceModel)
      break
    }
    const found = [...first.value.instanceModel, ...(await one.collect())]
    assert.deepEqual(ids(found).sort(), phones)
  })

  test('gives each page once to those who ask at the same time', async (t) => {
    const { phones, pages } = await list(t, { maxResults: 1 })
    const one = pages()
    const found = await Promise.all(Array.from({ length: 6 }, () => one.next()))
    const some = found.filter(({ done }) => !done).flatMap(({ value }) => value.instanceModel)
    assert.deepEqual(ids(some).sort(), phones)
  })

  test('asks again for a page that could not be read', async (t) => {
    const { simulator, phones, pages } = await list(t, { maxResults: 1 })
    // Of no phone in particular, so that the second call is the second page.
    await simulator.fault('alibaba', 'DescribeAndroidInstances', 'status:403', { times: 1 })
    const one = pages()
    await assert.rejects(one.next(), (error) => error.httpStatus === 403)
    assert.deepEqual(ids(await one.collect()).sort(), phones)
  })
})
