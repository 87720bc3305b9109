// One simulator, all clients, one case after the other: some look at what the one before left.

import { after } from 'node:test';
import { alibaba } from './alibaba.mjs';
import { alibabaCredentials } from './alibaba_credentials.mjs';
import { huawei } from './huawei.mjs';
import { huaweiCredentials } from './huawei_credentials.mjs';
import { Simulator } from './simulator.mjs';

const world = await Simulator.start('--phones', '8', '--time-scale', '500');
after(() => world.stop());
huawei(world);
huaweiCredentials(world);
alibaba(world);
alibabaCredentials(world);
