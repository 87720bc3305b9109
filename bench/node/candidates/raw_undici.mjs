// The bytes of the vendor's SDK through bare `undici`, the answer only parsed as JSON.

import { load } from '../packages.mjs';
import { readItems } from '../scenarios.mjs';

const { Pool } = load('undici');

export function make(url, scenario, wire) {
  const pool = new Pool(url, { connections: scenario.inFlight });
  const options = { method: wire.method, path: wire.target, headers: wire.headers, body: wire.body.length > 0 ? wire.body : null };

  return async () => {
    const { body } = await pool.request(options);
    return readItems(scenario.kind, await body.json());
  };
}
