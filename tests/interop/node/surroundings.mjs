// The environment of a client: only what a case puts there, with an empty home directory.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const FOREIGN = /^(HUAWEICLOUD_|HC_|ALIBABA_|ALICLOUD_|HTTPS?_PROXY$|HOME$)/i;

/** Runs `body(home)` with these variables and nothing else that a vendor's client reads. */
export async function surrounded(variables, body) {
  const before = { ...process.env };
  const home = mkdtempSync(join(tmpdir(), 'interop-home-'));
  const become = (environment) => {
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, environment);
  };
  become({ ...Object.fromEntries(Object.entries(before).filter(([name]) => !FOREIGN.test(name))), HOME: home, ...variables });
  try {
    return await body(home);
  } finally {
    become(before);
    rmSync(home, { recursive: true });
  }
}

/** Writes a file below a directory, making its folders; gives its path. */
export function put(directory, path, text) {
  const whole = join(directory, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What an identity provider gives, as far as a cloud that cannot ask the provider looks at it. */
export function identityToken() {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'https://idp.example.com', aud: 'interop', sub: 'node', iat: now, exp: now + 3600 };
  return [part({ alg: 'RS256', typ: 'JWT' }), part(claims), 'c2lnbmF0dXJl'].join('.');
}
