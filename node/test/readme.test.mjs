// What README.md shows is run as it stands, but for names of phones and buckets.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { environment } from './support/environment.mjs'
import { FAST, simulated } from './support/simulated.mjs'

const FOLDER = fileURLToPath(new URL('../', import.meta.url))
const blocks = [...readFileSync(`${FOLDER}README.md`, 'utf8').matchAll(/^## (.+)$|^```js\n([^]+?)^```$/gm)]

/** What the parts of programs have before them. */
const BEFORE = `const { AlibabaClient } = await import('phonevault')
globalThis.client = new AlibabaClient({ region: 'cn-shanghai' })
globalThis.request = JSON.parse(process.env.REQUEST)
globalThis.token = process.env.TOKEN
`

/** What each says when it ends well. */
const SAYS = {
  'Back up': /^(\d of 2 phones have ended\n)+(\S+ succeeded bf-\S+\n){2}$/,
  Restore: /^$/,
  Jobs: /^true\n$/,
  Errors: /^$/,
  AbortSignal: /^4\n$/,
  Lists: /^(acp-\S+ RUNNING\n){4}$/,
  'Any operation': /^[\w-]+\n$/,
}

let title = ''
const shown = []
for (const [, heading, code] of blocks) {
  if (heading !== undefined) title = heading
  else shown.push([title, code])
}

test('each example of README.md is known here', () => {
  assert.deepEqual(shown.map(([title]) => title), Object.keys(SAYS))
})

for (const [title, code] of shown) {
  test(`README.md: ${title}`, async (t) => {
    const simulator = await simulated(t)
    const { huawei, alibaba } = await simulator.phones()
    const { buckets } = simulator.ready
    // An archive to restore, and a job to go on with.
    const object = { bucketName: buckets.obs, objectPath: 'nightly/one.tar' }
    const saved = await simulator.huawei().batchStorage({ storageInfos: [{ phoneId: huawei[1], includeFiles: ['/data/media'], ...object }] })
    await saved.wait(FAST)
    const request = await simulator.backup(1)
    const job = await simulator.alibaba().backupApp(request)
    await job.wait(FAST)
    const program = code
      .replace("'acp-1', 'acp-2'", `'${alibaba[2]}', '${alibaba[3]}'`)
      .replace("'phone-1'", `'${huawei[0]}'`)
      .replace("'bucket'", `'${buckets.obs}'`)
      .replace('oss://bucket/', `oss://${buckets.oss}/`)
    const env = { ...environment(simulator.ready), REQUEST: JSON.stringify(request), TOKEN: job.token }
    const type = program.includes('require(') ? 'commonjs' : 'module'
    const source = program.includes('new ') || type === 'commonjs' ? program : BEFORE + program
    const args = [`--input-type=${type}`, '--eval', source]
    const child = spawn(process.execPath, args, { cwd: FOLDER, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const [said, complained, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    assert.deepEqual([exit, complained], [0, ''])
    assert.match(said, SAYS[title])
  })
}
