// The example of the simulator's page, run as a user would run it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Simulator } from './simulator.mjs';

const here = new URL('.', import.meta.url);

test('docs/examples/simulator/backup.mjs backs up a phone', async () => {
  const world = await Simulator.start('--phones', '2', '--time-scale', '500');
  // Below this folder, because it looks for the vendor's package as its own user's project would have it.
  const folder = mkdtempSync(join(here.pathname, 'node_modules', '.example-'));
  try {
    const program = join(folder, 'backup.mjs');
    copyFileSync(new URL('../../../docs/examples/simulator/backup.mjs', here), program);
    writeFileSync(join(folder, 'ready.json'), `${JSON.stringify(world.ready)}\n`);
    const child = spawn(process.execPath, [program, join(folder, 'ready.json')], { stdio: 'inherit' });
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    const [phone] = await world.phones('huawei');
    assert.deepEqual(await world.applied(phone.phone_id), ['backup succeeded']);
  } finally {
    rmSync(folder, { recursive: true });
    await world.stop();
  }
});
