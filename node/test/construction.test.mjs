// How clients are made, and what is refused while they are.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, test } from 'node:test'
import {
  AlibabaClient,
  ConfigurationError,
  CredentialsError,
  HuaweiClient,
  LocalFileError,
  PhonevaultError,
  Secret,
  TimeoutError,
  TlsError,
  ValidationError,
} from 'phonevault'
import { HOUR, simulated } from './support/simulated.mjs'

const SHANGHAI = { region: 'cn-shanghai', accessKeyId: 'i', accessKeySecret: 's' }
const BEIJING = { region: 'cn-north-4', projectId: 'p', accessKey: 'a', secretKey: 's' }

const VARIABLES = [
  'ALIBABA_CLOUD_ACCESS_KEY_ID',
  'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  'HUAWEICLOUD_SDK_AK',
  'HUAWEICLOUD_SDK_SK',
  'HUAWEICLOUD_SDK_PROJECT_ID',
]

// No keys of whoever runs the tests.
beforeEach(() => {
  for (const name of VARIABLES) delete process.env[name]
})

/** What a constructor throws. */
function thrown(Client, options) {
  try {
    new Client(options)
  } catch (error) {
    return error
  }
  return assert.fail('nothing was thrown')
}

function refused(Client, options, kind, words) {
  const error = thrown(Client, options)
  assert.ok(error instanceof kind, error.stack)
  assert.ok(error.message.includes(words), `${error.message} does not say ${words}`)
  return error
}

describe('what clients show', () => {
  test('region and project', async () => {
    const [alibaba, huawei] = [new AlibabaClient(SHANGHAI), new HuaweiClient(BEIJING)]
    assert.deepEqual([alibaba.region, huawei.region, huawei.projectId], ['cn-shanghai', 'cn-north-4', 'p'])
    assert.deepEqual([Object.keys(alibaba), Object.keys(huawei)], [['region'], ['region', 'projectId']])
    await Promise.all([alibaba.close(), huawei.close()])
  })

  test('are made with new only', () => {
    for (const Client of [AlibabaClient, HuaweiClient]) assert.throws(() => Client(SHANGHAI), TypeError)
  })

  test('options may be frozen, without prototype, and say nothing', async () => {
    const options = Object.freeze(Object.assign(Object.create(null), SHANGHAI, { timeoutMs: undefined, proxy: undefined }))
    await new AlibabaClient(options).close()
  })
})

describe('wrong options are a TypeError that names them', () => {
  for (const options of [undefined, null, 'cn-shanghai', 5, [], new Map(), () => SHANGHAI]) {
    test(`no object, but ${String(options) || 'an array'}`, () => {
      for (const Client of [AlibabaClient, HuaweiClient]) refused(Client, options, TypeError, 'options')
    })
  }
  const wrong = {
    region: [undefined, 5, null, new Secret('cn-shanghai')],
    accessKeyId: [5, null, {}],
    accessKeySecret: [5, null, {}, Buffer.from('s'), '\ud800'],
    securityToken: [5, null],
    endpoint: [5, new URL('https://example.com')],
    endpoints: ['https://example.com', [], { alibaba_ecp: 5 }, new Map()],
    timeoutMs: ['5', null, 5n, {}],
    connectTimeoutMs: ['5', null],
    caFile: [5, Buffer.from('x')],
    proxy: [5, {}, new URL('http://example.com')],
    allowPlainHttp: ['yes', 1, null],
  }
  for (const [name, values] of Object.entries(wrong)) {
    test(name, () => {
      for (const value of values) refused(AlibabaClient, { ...SHANGHAI, [name]: value }, TypeError, `options.${name}`)
    })
  }
  test('those of Huawei', () => {
    for (const name of ['projectId', 'accessKey', 'secretKey', 'token']) {
      refused(HuaweiClient, { ...BEIJING, [name]: 5 }, TypeError, `options.${name}`)
    }
    refused(HuaweiClient, { ...BEIJING, identityOnly: 'no' }, TypeError, 'options.identityOnly')
  })
  test('one that there is not', () => {
    for (const name of ['timeout', 'access_key_id', 'accessKey', 'projectId', 'signal', 'constructor', '__proto__']) {
      const options = JSON.parse(`{"${name}": "x"}`)
      refused(AlibabaClient, Object.defineProperties({ ...SHANGHAI }, Object.getOwnPropertyDescriptors(options)), TypeError, `options.${name}`)
    }
  })
  test('a getter that throws', () => {
    const own = new RangeError('mine')
    assert.equal(thrown(AlibabaClient, { get region() { throw own } }), own)
  })
})

describe('what cannot be is refused', () => {
  test('half a pair of keys', () => {
    refused(AlibabaClient, { region: 'cn-shanghai', accessKeyId: 'id' }, ConfigurationError, 'accessKeyId and accessKeySecret belong together')
    refused(HuaweiClient, { ...BEIJING, token: 't' }, ConfigurationError, 'give one')
  })
  test('a missing project', () => {
    const error = refused(HuaweiClient, { region: 'cn-north-4' }, ValidationError, 'projectId')
    assert.deepEqual(error.violations.map(({ field }) => field), ['projectId'])
  })
  test('a region without a name', () => {
    refused(AlibabaClient, { region: 'cn shanghai' }, ConfigurationError, 'region')
    refused(AlibabaClient, { region: '' }, ConfigurationError, 'region')
  })
  for (const url of ['http://example.com', 'ftp://example.com', 'https://user@example.com', '']) {
    test(`the endpoint '${url}'`, () => void refused(AlibabaClient, { ...SHANGHAI, endpoint: url }, ConfigurationError, 'endpoint of alibaba_ecp'))
  }
  test('an endpoint of another cloud', () => {
    refused(AlibabaClient, { ...SHANGHAI, endpoints: { huawei_cph: 'https://example.com' } }, ConfigurationError, 'huawei_cph')
    const twice = { endpoint: 'https://a.test', endpoints: { alibaba_ecp: 'https://b.test' } }
    refused(AlibabaClient, { ...SHANGHAI, ...twice }, ConfigurationError, 'name the same service')
  })
  for (const name of ['timeoutMs', 'connectTimeoutMs']) {
    test(`${name} below zero`, () => {
      const error = refused(AlibabaClient, { ...SHANGHAI, [name]: -1 }, ValidationError, name)
      assert.deepEqual(error.violations.map(({ field }) => field), [name])
    })
    for (const number of [NaN, Infinity]) {
      test(`${name} of ${number}`, () => void refused(AlibabaClient, { ...SHANGHAI, [name]: number }, TypeError, `options.${name}`))
    }
  }
  test('plain HTTP that was not asked for', async () => {
    refused(AlibabaClient, { ...SHANGHAI, endpoint: 'http://example.com' }, ConfigurationError, 'endpoint')
    await new AlibabaClient({ ...SHANGHAI, endpoint: 'http://example.com', allowPlainHttp: true }).close()
  })
})

describe('keys of the environment', () => {
  test('that are missing are named with the sources that were tried', async () => {
    const client = new AlibabaClient({ region: 'cn-shanghai' })
    await assert.rejects(client.describeTasks({}), (error) => {
      assert.ok(error instanceof CredentialsError)
      return error.message.includes('ALIBABA_CLOUD_ACCESS_KEY_ID') && error.applied === 'no'
    })
  })
  test('are used', async (t) => {
    const { region, accessKeyId, accessKeySecret, endpoints } = (await simulated(t)).options('alibaba')
    const client = new AlibabaClient({ region, endpoints })
    // They are read anew for each call.
    process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = accessKeyId
    process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET = accessKeySecret
    assert.ok((await client.describeTasks({})).requestId)
    await client.close()
  })
  test('and a project too', async (t) => {
    const { accessKey, secretKey, projectId, ...options } = (await simulated(t)).options('huawei')
    process.env.HUAWEICLOUD_SDK_AK = accessKey
    process.env.HUAWEICLOUD_SDK_SK = secretKey
    process.env.HUAWEICLOUD_SDK_PROJECT_ID = projectId
    const client = new HuaweiClient(options)
    assert.equal(client.projectId, projectId)
    assert.equal((await client.listCloudPhones({})).phones.length, 4)
    await client.close()
  })
})

describe('options do what they say', () => {
  test('a file of certificates is read at once', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'phonevault-'))
    t.after(() => rmSync(folder, { recursive: true }))
    refused(AlibabaClient, { ...SHANGHAI, caFile: join(folder, 'absent.pem') }, LocalFileError, 'absent.pem')
    const empty = join(folder, 'empty.pem')
    writeFileSync(empty, '')
    const client = new AlibabaClient({ ...SHANGHAI, caFile: empty })
    await assert.rejects(client.describeTasks({}), (error) => error instanceof TlsError && error.message.includes('CA file'))
    await client.close()
  })

  test('a short time ends a call, that of the call before that of the client', async (t) => {
    const simulator = await simulated(t)
    await simulator.fault('alibaba', '*', 'slow', { ms: HOUR })
    const [impatient, patient] = [simulator.alibaba({ timeoutMs: 50 }), simulator.alibaba({ timeoutMs: 3_600_000 })]
    const request = await simulator.backup()
    const ends = async (call, facts) => {
      const error = await call.catch((error) => error)
      assert.ok(error instanceof TimeoutError, error.stack)
      assert.deepEqual([error.applied, error.retryable], facts)
    }
    await ends(impatient.describeTasks({}), ['no', true])
    await ends(impatient.backupApp(request), ['unknown', false])
    await ends(patient.describeTasks({}, { timeoutMs: 50 }), ['no', true])
    await ends(patient.call('DescribeTasks', {}, { timeoutMs: 50 }), ['no', true])
    await ends(patient.describeTasksPages({}, { timeoutMs: 50 }).next(), ['no', true])
  })

  test('requests go through the proxy, whose password nothing shows', async (t) => {
    const asked = []
    const server = createServer((socket) => {
      socket.setEncoding('latin1').once('data', (head) => {
        asked.push(head.split('\r\n')[0])
        socket.destroy()
      })
      socket.on('error', () => undefined)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.after(() => server.close())
    const proxy = `http://user:hush@127.0.0.1:${server.address().port}`
    const client = new AlibabaClient({ ...SHANGHAI, endpoint: 'https://ecp.example.test', proxy })
    await assert.rejects(client.describeTasks({}), (error) => {
      assert.ok(error instanceof PhonevaultError)
      return !`${error.stack}${JSON.stringify(error)}`.includes('hush')
    })
    assert.deepEqual(asked, ['CONNECT ecp.example.test:443 HTTP/1.1'])
    await client.close()
  })

  test('a proxy that cannot be used is named without its password', async () => {
    const client = new AlibabaClient({ ...SHANGHAI, proxy: 'http://user:hush@:::' })
    await assert.rejects(client.describeTasks({}), (error) => {
      assert.ok(error instanceof ConfigurationError)
      return error.message.includes('proxy') && !error.message.includes('hush')
    })
    await client.close()
  })
})
