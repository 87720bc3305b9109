// Alibaba's older SDK, which signs as version 1 of its protocol.

import { alibabaCall } from '../alibaba.mjs';
import { load } from '../packages.mjs';
import { inputs, readItems } from '../scenarios.mjs';

const { RPCClient } = load('@alicloud/pop-core');

export function make(url, scenario) {
  const [action, parameters] = alibabaCall(scenario);
  const client = new RPCClient({
    accessKeyId: inputs.access_key,
    accessKeySecret: inputs.secret_key,
    endpoint: url,
    apiVersion: '2023-09-30',
  });

  return async () => readItems(scenario.kind, await client.request(action, { RegionId: inputs.alibaba_region, ...parameters() }));
}
