// No secret is shown by anything but `expose()`.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { format, inspect } from 'node:util'
import { AlibabaClient, AuthenticationError, HuaweiClient, Secret } from 'phonevault'
import { FAST, simulated } from './support/simulated.mjs'

const HUSH = 'a-secret-of-some-length'

/** Everything that Node.js shows of a value, as deep as it can. */
function shown(value) {
  const ways = [
    inspect(value, { showHidden: true, depth: Infinity, getters: true }),
    inspect(value, { customInspect: false, showHidden: true, depth: Infinity, getters: true }),
    inspect({ inside: [value] }, { depth: Infinity }),
    format('%s %o %O %j', value, value, value, value),
    JSON.stringify({ value }),
    `${value}`,
    String(value),
    // What a careless logger does.
    JSON.stringify(Object.getOwnPropertyNames(value).map((name) => String(value[name]))),
    JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(value))),
    inspect(Object.assign({}, value), { showHidden: true, depth: Infinity }),
  ]
  return ways.join('\n')
}

function assertHides(value, ...secrets) {
  const text = shown(value)
  for (const secret of secrets) {
    assert.ok(secret.length > 5, 'it is long enough to be found')
    assert.ok(!text.includes(secret), `${secret} is in: ${text}`)
  }
}

describe('a Secret', () => {
  test('shows itself only when asked', () => {
    const secret = new Secret(HUSH)
    assert.equal(secret.expose(), HUSH)
    assertHides(secret, HUSH)
    assert.match(inspect(secret), /^Secret/)
    assert.deepEqual(Object.keys(secret), [])
  })

  test('is not taken along by a copy', () => {
    const secret = new Secret(HUSH)
    assertHides({ ...secret }, HUSH)
    assertHides(structuredClone(secret), HUSH)
    assertHides(JSON.parse(JSON.stringify({ secret })), HUSH)
  })

  test('is made of text only', () => {
    for (const text of [undefined, null, 1, {}, Buffer.from(HUSH)]) assert.throws(() => new Secret(text), TypeError)
    assert.equal(new Secret('').expose(), '')
  })

  test('holds any text', () => {
    for (const text of ['', '\0secret', '"\\\n', 'schlüssel 🗝', HUSH.repeat(1000)]) assert.equal(new Secret(text).expose(), text)
  })
})

describe('clients', () => {
  const secrets = { secretKey: `${HUSH}-1`, securityToken: `${HUSH}-2`, accessKeySecret: `${HUSH}-3`, token: `${HUSH}-4` }
  const proxy = `http://user:${HUSH}-5@127.0.0.1:1`
  const { secretKey, securityToken, accessKeySecret, token } = secrets
  const clients = {
    'of Huawei with keys': (of) =>
      new HuaweiClient({
        region: 'cn-north-4',
        projectId: 'p',
        accessKey: 'a',
        secretKey: of(secretKey),
        securityToken: of(securityToken),
        proxy: of(proxy),
      }),
    'of Huawei with a token': (of) => new HuaweiClient({ region: 'cn-north-4', projectId: 'p', token: of(token) }),
    'of Alibaba': (of) =>
      new AlibabaClient({
        region: 'cn-shanghai',
        accessKeyId: 'a',
        accessKeySecret: of(accessKeySecret),
        securityToken: of(securityToken),
        proxy: of(proxy),
      }),
  }
  for (const [name, make] of Object.entries(clients)) {
    for (const [kind, of] of [['text', (text) => text], ['a Secret', (text) => new Secret(text)]]) {
      test(`${name} hide theirs, given as ${kind}`, async () => {
        const client = make(of)
        assertHides(client, HUSH)
        assertHides(client.describeTasksPages?.({}) ?? client.listCloudPhonesPages({}), HUSH)
        await client.close()
      })
    }
  }

  test('hide theirs from console.log', () => {
    const script = `
      import { AlibabaClient } from 'phonevault'
      const client = new AlibabaClient({ region: 'cn-shanghai', accessKeyId: 'a', accessKeySecret: '${HUSH}' })
      console.log(client, [client]); console.dir(client, { depth: null, showHidden: true }); console.error('%o', client)`
    const cwd = new URL('..', import.meta.url)
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', cwd })
    assert.equal(status, 0, stderr)
    for (const said of [stdout, stderr]) {
      assert.match(said, /AlibabaClient/)
      assert.ok(!said.includes(HUSH), said)
    }
  })
})

describe('errors', () => {
  test('of refused keys hide them', async (t) => {
    const client = (await simulated(t)).alibaba({ accessKeySecret: HUSH })
    const error = await client.describeTasks({}).catch((error) => error)
    assert.ok(error instanceof AuthenticationError)
    assertHides(error, HUSH)
    assert.ok(!error.stack.includes(HUSH))
  })

  test('of a wrong type do not show what was given', async (t) => {
    const client = (await simulated(t)).alibaba()
    const calls = [
      () => client.runSyncCommand({ instanceIds: [], commandContent: [HUSH] }),
      () => client.describeTasks({ taskIds: HUSH }),
      () => client.describeTasks({ level: HUSH }),
      () => client.assumeRoleWithOidc({ oidcToken: { value: HUSH }, oidcProviderArn: 'a', roleArn: 'b', roleSessionName: 'c' }),
      () => client.call('DescribeTasks', HUSH),
      () => client.describeTasks({}, { timeoutMs: HUSH }),
    ]
    for (const call of calls) {
      const error = await call().catch((error) => error)
      assert.ok(error instanceof Error, inspect(error))
      assertHides(error, HUSH)
    }
    assert.throws(() => new AlibabaClient({ region: 'cn-shanghai', accessKeySecret: [HUSH] }), (error) => {
      assertHides(error, HUSH)
      return error instanceof TypeError
    })
  })

  test('of what a phone was told hide it', async (t) => {
    const simulator = await simulated(t)
    const client = simulator.alibaba()
    const error = await client.runSyncCommand({ instanceIds: ['acp-0'], commandContent: HUSH }).catch((error) => error)
    assert.equal(error.operation, 'RunSyncCommand')
    assertHides(error, HUSH)
  })

  test('of a proxy hide its password', async () => {
    const client = new AlibabaClient({
      region: 'cn-shanghai',
      accessKeyId: 'i',
      accessKeySecret: 's',
      endpoint: 'https://ecp.example.test',
      proxy: `http://user:${HUSH}@127.0.0.1:1`,
    })
    const error = await client.describeTasks({}).catch((error) => error)
    assert.equal(error.code, 'CONNECT')
    assertHides(error, HUSH)
    await client.close()
  })
})

test('jobs hide the keys of their client', async (t) => {
  const simulator = await simulated(t)
  const { accessKeySecret } = simulator.options('alibaba')
  const job = await simulator.alibaba().backupApp(await simulator.backup())
  for (const value of [job, await job.status(), await job.wait(FAST), job.progress(FAST)]) assertHides(value, accessKeySecret)
})

test('keys from the cloud are secrets, and can be used', async (t) => {
  const simulator = await simulated(t)
  const roleArn = simulator.ready.credentials.alibaba.role_arn
  const answer = await simulator.alibaba().assumeRole({ roleArn, roleSessionName: 'tests' })
  const { accessKeyId, accessKeySecret, securityToken } = answer.credentials
  for (const secret of [accessKeySecret, securityToken]) {
    assert.ok(secret instanceof Secret)
    assertHides(answer, secret.expose())
  }
  const client = simulator.alibaba({ accessKeyId, accessKeySecret, securityToken })
  assert.ok((await client.describeTasks({})).requestId)
})

test('tokens and outputs of commands are secrets', async (t) => {
  const simulator = await simulated(t)
  const { iam_user: name, iam_password: password, iam_domain: domain, project_id: id } = simulator.ready.credentials.huawei
  const answer = await simulator.huawei().keystoneCreateUserTokenByPassword({
    auth: {
      identity: { methods: ['password'], password: { user: { name, password, domain: { name: domain } } } },
      scope: { project: { id } },
    },
  })
  assert.ok(answer.xSubjectToken instanceof Secret)
  assertHides(answer, answer.xSubjectToken.expose(), password)
  const [phone] = (await simulator.phones()).alibaba
  const { data } = await simulator.alibaba().runSyncCommand({ instanceIds: [phone], commandContent: 'pm list packages' })
  assert.ok(data[0].output instanceof Secret)
  assertHides(data, data[0].output.expose())
})
