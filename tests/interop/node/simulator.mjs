// `phonevault simulate` as a process of its own, and its admin service.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

export class Simulator {
  static async start(...options) {
    const program = process.env.PHONEVAULT_BIN;
    assert.ok(program, 'PHONEVAULT_BIN must be the path of the phonevault command (see tests/interop/README.md)');
    // The pipe to its standard input is how it learns that we are gone, even when we are killed.
    const child = spawn(program, ['simulate', ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = await Promise.race([
      once(createInterface(child.stdout), 'line'),
      once(child, 'exit').then(([code]) => assert.fail(`phonevault simulate ended with ${code} before it was ready`)),
    ]);
    return new Simulator(child, JSON.parse(line));
  }

  constructor(child, ready) {
    this.child = child;
    this.ready = ready;
    this.endpoints = ready.endpoints;
    this.huawei = ready.credentials.huawei;
    this.alibaba = ready.credentials.alibaba;
    this.buckets = ready.buckets;
  }

  /** Ends it; its self-check says 0 when phones, buckets and ledger agree. */
  async stop() {
    this.child.stdin.end();
    const [code] = this.child.exitCode === null ? await once(this.child, 'exit') : [this.child.exitCode];
    assert.equal(code, 0, 'the simulator found a difference between phones, buckets and ledger');
  }

  async admin(path, options) {
    const answer = await fetch(this.endpoints.admin + path, options);
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  }

  async phones(cloud) {
    const { phones } = await this.admin('/phones');
    return phones.filter((phone) => phone.cloud === cloud);
  }

  /** Path → SHA-256 of a phone's files. */
  async files(phone) {
    const { files } = await this.admin(`/phones/${phone}/files`);
    return Object.fromEntries(files.map((file) => [file.path, file.sha256]));
  }

  /** What was applied to a phone, oldest first. */
  async applied(phone) {
    const { entries } = await this.admin('/ledger');
    return entries.filter((entry) => entry.phone_id === phone).map((entry) => `${entry.action} ${entry.result}`);
  }

  /** Puts an APK (an empty ZIP archive: the simulator takes the package's name from the key) into the OBS bucket. */
  async apk(packageName) {
    const path = `/${this.buckets.obs}/node/${packageName}.apk`;
    const date = new Date().toUTCString();
    const signature = createHmac('sha1', this.huawei.sk).update(`PUT\n\n\n${date}\n${path}`).digest('base64');
    const headers = { date, authorization: `OBS ${this.huawei.ak}:${signature}` };
    const body = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
    const answer = await fetch(this.endpoints.huawei_obs + path, { method: 'PUT', headers, body });
    assert.ok(answer.ok, await answer.text());
    return `obs:/${path}`;
  }

  async counted(operation) {
    return (await this.admin('/requests')).counts[operation];
  }
}

/** Asks until `look` gives something. */
export async function until(what, look) {
  for (let left = 1200; left > 0; left -= 1) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(25);
  }
  return assert.fail(`${what} did not come to an end`);
}
