// `phonevault simulate` as a process of its own, and its admin service.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export class Simulator {
  /** Starts one with these options of `phonevault simulate`, in snake case. */
  static async start(options = {}) {
    const program = process.env.PHONEVAULT_BIN
    assert.ok(program, 'PHONEVAULT_BIN must name the program `phonevault`')
    const given = Object.entries(options).map(([name, value]) => `--${name.replaceAll('_', '-')}=${value}`)
    // The pipe to its standard input is how it learns that we are gone, even if we are killed.
    const child = spawn(program, ['simulate', ...given], { stdio: ['pipe', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    const [line] = await Promise.race([
      once(createInterface(child.stdout), 'line'),
      exited.then(([code]) => assert.fail(`the simulator ended with ${code} before it was ready`)),
    ])
    return new this(child, exited, JSON.parse(line))
  }

  #child
  #exited

  constructor(child, exited, ready) {
    this.#child = child
    this.#exited = exited
    /** What it said when it was ready. */
    this.ready = ready
  }

  /** Ends it. What its self-check finds then is an error. */
  async stop() {
    this.#child.stdin.end()
    const [code] = await this.#exited
    assert.equal(code, 0, 'the simulator found a difference between phones, buckets and ledger')
  }

  /** Asks the admin service, which must agree. A body that is no text is sent as JSON. */
  async admin(method, target, body) {
    const text = body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
    const answer = await fetch(this.ready.endpoints.admin + target, { method, body: text || undefined })
    const said = await answer.text()
    assert.ok(answer.ok, `${method} ${target}: ${answer.status} ${said}`)
    return said === '' ? undefined : JSON.parse(said)
  }

  /** The ids of all phones by cloud, in the order in which they were made. */
  async phones() {
    const phones = { huawei: [], alibaba: [] }
    for (const phone of (await this.admin('GET', '/phones')).phones) phones[phone.cloud].push(phone.phone_id)
    return phones
  }

  /** How often each operation was received and applied, by names such as `alibaba.BackupApp`. */
  async counts() {
    return (await this.admin('GET', '/requests')).counts
  }
}
