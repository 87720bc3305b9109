// Alibaba's SDK: the core below its generated clients, called as they call it.

import { alibabaCall } from '../alibaba.mjs';
import { load } from '../packages.mjs';
import { inputs, readItems } from '../scenarios.mjs';

const { default: Client, OpenApiUtil, $OpenApiUtil } = load('@alicloud/openapi-core');
const { RuntimeOptions } = load('@darabonba/typescript');

export function make(url, scenario) {
  const [action, query] = alibabaCall(scenario);
  const client = new Client(new $OpenApiUtil.Config({
    accessKeyId: inputs.access_key,
    accessKeySecret: inputs.secret_key,
    regionId: inputs.alibaba_region,
    endpoint: url.replace('http://', ''),
    protocol: 'http',
  }));

  return async () => {
    const params = new $OpenApiUtil.Params({
      action,
      version: '2023-09-30',
      protocol: 'HTTP',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const request = new $OpenApiUtil.OpenApiRequest({ query: OpenApiUtil.query(query()) });
    const { body } = await client.callApi(params, request, new RuntimeOptions({}));
    return readItems(scenario.kind, body);
  };
}
