// Every example runs as it stands, with keys and endpoints of a simulator in the environment.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { environment } from './support/environment.mjs'
import { FAST, NOTES, simulated } from './support/simulated.mjs'

const EXAMPLES = fileURLToPath(new URL('../examples/', import.meta.url))

/** Starts an example; it may be read line by line, and `exited` tells how it ended. */
function started(simulator, example, args = []) {
  const { ready } = simulator
  const env = { ...environment(ready), OSS_FOLDER: `oss://${ready.buckets.oss}/examples/`, PORT: '0' }
  const child = spawn(process.execPath, [EXAMPLES + example, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  return { child, exited: once(child, 'exit'), complained: text(child.stderr) }
}

/** Runs an example to its end; gives what it printed. */
async function ran(simulator, example, args, code = 0) {
  const { child, exited, complained } = started(simulator, example, args)
  const said = await text(child.stdout)
  assert.deepEqual(await exited, [code, null], `${said}${await complained}`)
  return said
}

/** An archive in OBS with one file of a phone; gives its key. */
async function exported(simulator, phone, path) {
  const objectPath = 'examples/one.tar'
  await simulator.admin('PUT', `/phones/${phone}/files?path=${path}`, 'what is restored')
  const job = await simulator.huawei().batchStorage({
    storageInfos: [{ phoneId: phone, includeFiles: [path], bucketName: simulator.ready.buckets.obs, objectPath }],
  })
  await job.wait(FAST)
  return objectPath
}

async function fileOf(simulator, phone, path) {
  const { files } = await simulator.admin('GET', `/phones/${phone}/files`)
  return files.find((file) => file.path === path)
}

test('a service starts backups, and another process follows them with their tokens', async (t) => {
  const simulator = await simulated(t)
  const phones = (await simulator.phones()).alibaba.slice(0, 2)
  const { child, exited, complained } = started(simulator, 'backup_service.mjs')
  t.after(() => child.kill())
  const [line] = await once(createInterface(child.stdout), 'line')
  const service = line.replace('listening on ', '')
  const post = (body) => fetch(`${service}/backups`, { method: 'POST', body: JSON.stringify(body) })

  const answer = await post({ phones, apps: [NOTES] })
  assert.equal(answer.status, 202)
  const { token } = await answer.json()
  const said = await ran(simulator, 'follow_jobs.mjs', [token])
  assert.match(said, /^2 of 2 phones have ended$/m)
  for (const phone of phones) assert.match(said, new RegExp(`^${phone} succeeded bf-`, 'm'))
  const shown = await (await fetch(`${service}/backups/${token}`)).json()
  assert.deepEqual([shown.ended, shown.phones.map(({ phone }) => phone)], [2, phones])

  const wrong = await post({ phones: 'all of them', apps: [NOTES] })
  assert.equal(wrong.status, 400)
  assert.match((await wrong.json()).error, /androidInstanceIdList/)
  const none = await fetch(`${service}/backups/pv1.none`)
  assert.deepEqual([none.status, (await none.json()).code], [400, 'VALIDATION'])
  assert.equal((await fetch(service)).status, 404)
  const unknown = await (await post({ phones: ['acp-unknown'], apps: [NOTES] })).json()
  assert.deepEqual([unknown.applied, unknown.retryable], ['no', false])
  assert.deepEqual(await simulator.count('alibaba.BackupApp'), [2, 1])

  child.kill('SIGTERM')
  assert.deepEqual(await exited, [0, null], await complained)
})

test('jobs with phones that failed are followed to their end', async (t) => {
  const simulator = await simulated(t)
  await simulator.fault('alibaba', 'BackupApp', 'job_failed', { times: 1 })
  const job = await simulator.alibaba().backupApp(await simulator.backup(2))
  const said = await ran(simulator, 'follow_jobs.mjs', [job.token], 3)
  assert.match(said, /^\S+ failed /m)
  assert.match(said, /^\S+ succeeded bf-/m)
})

test('an export is restored onto phones, which are restarted', async (t) => {
  const simulator = await simulated(t)
  const [source, first, second] = (await simulator.phones()).huawei
  const path = '/data/local/tmp/example'
  const key = await exported(simulator, source, path)
  const said = await ran(simulator, 'restore_phones.mjs', [simulator.ready.buckets.obs, key, first, second])
  const { sha256 } = await fileOf(simulator, source, path)
  for (const phone of [first, second]) {
    assert.match(said, new RegExp(`'${phone}' . +'succeeded' +. +'succeeded'`))
    const file = await fileOf(simulator, phone, path)
    assert.deepEqual([file.sha256, file.visible], [sha256, true])
  }
})

test('a phone whose restore failed is in the table, and is not restarted', async (t) => {
  const simulator = await simulated(t)
  const [source, first, second] = (await simulator.phones()).huawei
  const key = await exported(simulator, source, '/data/local/tmp/example')
  await simulator.fault('huawei', 'batch_restore', 'job_failed', { times: 1 })
  const said = await ran(simulator, 'restore_phones.mjs', [simulator.ready.buckets.obs, key, first, second], 3)
  assert.match(said, /'failed' +. +undefined/)
  assert.match(said, /'succeeded' +. +'succeeded'/)
})

test('Ctrl-C ends the waiting for a restore, and its token goes on', async (t) => {
  const simulator = await simulated(t)
  const [source, target] = (await simulator.phones()).huawei
  const key = await exported(simulator, source, '/data/local/tmp/example')
  await simulator.fault('huawei', 'batch_restore', 'job_stuck')
  const { child, exited, complained } = started(simulator, 'restore_phones.mjs', [simulator.ready.buckets.obs, key, target])
  const [line] = await once(createInterface(child.stdout), 'line')
  child.kill('SIGINT')
  assert.deepEqual(await exited, [130, null])
  assert.equal(await complained, 'not waited for to the end: Error: interrupted\n')
  await simulator.admin('DELETE', '/faults')
  const { phones } = await simulator.huawei().resumeJob(line.replace('restore is submitted: ', '')).wait(FAST)
  assert.deepEqual(phones.map(({ phone, outcome }) => [phone, outcome]), [[target, 'succeeded']])
})

test('every phone of a region is looked at, 64 at once', async (t) => {
  // Half of the simulator's phones are of each cloud.
  const simulator = await simulated(t, { phones: 600 })
  const said = await ran(simulator, 'phone_details.mjs', [])
  const many = said.trim().split('\n').map((line) => Number.parseInt(line, 10))
  assert.equal(many.reduce((sum, one) => sum + one, 0), 300)
  assert.deepEqual(await simulator.count('huawei.ShowCloudPhoneDetail'), [300, 0])
})

test('every example is run', () => {
  const tested = readFileSync(fileURLToPath(import.meta.url), 'utf8')
  for (const example of readdirSync(EXAMPLES)) assert.ok(tested.includes(`'${example}'`), example)
})
