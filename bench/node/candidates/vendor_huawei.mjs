// Huawei's SDK: its core, called as its generated clients call it.

import { load } from '../packages.mjs';
import { inputs, readItems, restores } from '../scenarios.mjs';

const { BasicCredentials } = load('@huaweicloud/huaweicloud-sdk-core');
const { ClientBuilder } = load('@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js');

export function make(url, { kind, items }) {
  const credentials = new BasicCredentials().withAk(inputs.access_key).withSk(inputs.secret_key).withProjectId(inputs.project);
  const client = new ClientBuilder((core) => core).withEndpoint(url).withCredential(credentials).build();
  const phones = restores.slice(0, items);
  const send = (method, place, queryParams, data) => client.sendRequest({
    method,
    url: `/v1/{project_id}/cloud-phone/${place}`,
    contentType: 'application/json',
    queryParams,
    pathParams: {},
    headers: {},
    data,
  });

  const calls = {
    restore() {
      const infos = phones.map(({ phone, object }) => ({ phone_id: phone, bucket_name: inputs.bucket, object_path: object }));
      return send('POST', 'phones/batch-restore', {}, { restore_infos: infos });
    },
    jobs: () => send('GET', 'jobs', { request_ids: inputs.project, limit: 100 }, {}),
  };
  return async () => readItems(kind, await calls[kind]());
}
