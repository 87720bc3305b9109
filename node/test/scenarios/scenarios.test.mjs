// The shared scenarios, from Node.js.

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, test } from 'node:test'
import { TESTS } from '../support/manifest.mjs'
import { differences, withoutNulls } from './matching.mjs'
import { CLOUDS } from './names.mjs'
import { run } from './runner.mjs'

const FOLDER = new URL('scenarios/', TESTS)
const SCENARIOS = readdirSync(FOLDER).filter((name) => name.endsWith('.json')).sort()
const CASES = JSON.parse(readFileSync(new URL('runner/expectations.json', FOLDER), 'utf8'))

const came = new Map()

/** Runs a scenario once, whichever test asks first. An error is kept, too. */
function compared(name) {
  if (!came.has(name)) came.set(name, run(new URL(name, FOLDER)))
  return came.get(name)
}

describe('a comparison holds where it should and nowhere else', () => {
  for (const { expected, actual, holds } of CASES) {
    test(JSON.stringify({ expected, actual }), () => {
      assert.equal(differences(expected, withoutNulls(actual)).length === 0, holds)
    })
  }
})

describe('a scenario goes as it is written', () => {
  for (const name of SCENARIOS) test(basename(name, '.json'), () => compared(name))
})

test('every operation of the manifest is called and its whole answer compared', async () => {
  const ends = await Promise.allSettled(SCENARIOS.map(compared))
  const called = new Set(ends.flatMap((end) => [...(end.value ?? [])]))
  const every = Object.entries(CLOUDS).flatMap(([cloud, { operations }]) => [...operations.keys()].map((name) => `${cloud}.${name}`))
  assert.deepEqual(every.filter((name) => !called.has(name)), [])
})
