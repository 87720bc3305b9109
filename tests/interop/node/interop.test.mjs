// One simulator, both clients, one case after the other: some look at what the one before left.

import { after } from 'node:test';
import { alibaba } from './alibaba.mjs';
import { huawei } from './huawei.mjs';
import { Simulator } from './simulator.mjs';

const world = await Simulator.start('--phones', '8', '--time-scale', '500');
after(() => world.stop());
huawei(world);
alibaba(world);
