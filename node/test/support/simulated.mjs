// A simulator for a test, with clients that talk to it.

import { AlibabaClient, HuaweiClient } from 'phonevault'
import { Simulator } from './simulator.mjs'

/** An application that every simulated phone has. */
export const NOTES = 'com.example.notes'

/** Where phones of Alibaba write to; the simulator takes any host for its own store. */
export const UPLOAD_HOST = 'oss-cn-shanghai-internal.aliyuncs.com'

/** How tests wait: work in the simulator is over within milliseconds. */
export const FAST = { timeoutMs: 60_000, firstPauseMs: 10, longestPauseMs: 50 }

/** How much faster than ours the simulator's time goes, if nothing else is said. */
export const SCALE = 500

/** A fault's `ms` that is one of our hours. */
export const HOUR = 3_600_000 * SCALE

/** A fault's `ms` that is one of our seconds: less than the two that an aborted change gets. */
export const SECOND = 1000 * SCALE

const SERVICES = {
  huawei: ['huawei_cph', 'huawei_iam', 'huawei_obs'],
  alibaba: ['alibaba_ecp', 'alibaba_oss', 'alibaba_sts'],
}

/** What a client is made with, from the ready line of a simulator. */
export function clientOptions(ready, cloud) {
  const keys = ready.credentials[cloud]
  const endpoints = Object.fromEntries(SERVICES[cloud].map((name) => [name, ready.endpoints[name]]))
  const { region } = keys
  if (cloud === 'alibaba') {
    return { region, accessKeyId: keys.access_key_id, accessKeySecret: keys.access_key_secret, endpoints }
  }
  return { region, projectId: keys.project_id, accessKey: keys.ak, secretKey: keys.sk, endpoints }
}

class Simulated extends Simulator {
  #clients = []

  /** A client of Alibaba. It is closed at the end of the test. */
  alibaba(more = {}) {
    return this.#opened(new AlibabaClient({ ...this.options('alibaba'), ...more }))
  }

  /** A client of Huawei. It is closed at the end of the test. */
  huawei(more = {}) {
    return this.#opened(new HuaweiClient({ ...this.options('huawei'), ...more }))
  }

  options(cloud) {
    return clientOptions(this.ready, cloud)
  }

  /** Makes calls of an operation go wrong. */
  async fault(cloud, operation, kind, more = {}) {
    await this.admin('POST', '/faults', { cloud, operation, kind, ...more })
  }

  /** How often an operation such as `alibaba.BackupApp` was received, and how often it was applied. */
  async count(operation) {
    const { received, applied } = (await this.counts())[operation] ?? { received: 0, applied: 0 }
    return [received, applied]
  }

  /** Resolves once the simulator has received the operation so often. */
  async received(operation, times = 1) {
    while ((await this.count(operation))[0] < times);
  }

  /** The request of a backup of the notes of so many phones of Alibaba. */
  async backup(phones = 1) {
    return {
      androidInstanceIdList: (await this.phones()).alibaba.slice(0, phones),
      sourceAppList: [NOTES],
      uploadEndpoint: UPLOAD_HOST,
      backupFilePath: `oss://${this.ready.buckets.oss}/tests/`,
    }
  }

  async end() {
    await Promise.all(this.#clients.map((client) => client.close()))
    await this.stop()
  }

  #opened(client) {
    this.#clients.push(client)
    return client
  }
}

/** A simulator in which work is over within milliseconds. It ends with the test. */
export async function simulated(test, options = {}) {
  const simulator = await Simulated.start({ phones: 8, time_scale: SCALE, ...options })
  test.after(() => simulator.end())
  return simulator
}

/** A simulator in which no work ends while a test runs. */
export function frozen(test) {
  return simulated(test, { time_scale: 0.000001 })
}
