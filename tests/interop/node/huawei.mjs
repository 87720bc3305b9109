// The core of Huawei's SDK for Node.js, used as its generated clients use it: url, parameters, body.

import assert from 'node:assert/strict';
import core from '@huaweicloud/huaweicloud-sdk-core';
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';
import { introduce, shows } from './results.mjs';
import { until } from './simulator.mjs';

const CLIENT = '@huaweicloud/huaweicloud-sdk-core';
const SECTION = 'huawei.cph';
const UNKNOWN = '0'.repeat(32);
const NOTES = 'com.example.notes';

const POST = (path) => ({ method: 'POST', path });
const GET = (path) => ({ method: 'GET', path });
const OPERATIONS = {
  BatchExportCloudPhoneData: POST('phones/batch-storage'),
  BatchImportCloudPhoneData: POST('phones/batch-restore'),
  InstallApk: POST('phones/commands'),
  ListCloudPhoneImages: GET('phone-images'),
  ListCloudPhones: GET('phones'),
  ListImages: GET('images'),
  ListJobs: GET('jobs'),
  PushFile: POST('phones/commands'),
  ResetCloudPhone: POST('phones/batch-reset'),
  RestartCloudPhone: POST('phones/batch-restart'),
  RunShellCommand: POST('phones/commands'),
  RunSyncCommand: POST('phones/sync-commands'),
  ShowCloudPhoneDetail: GET('phones/{phone_id}'),
  ShowJob: GET('jobs/{job_id}'),
  StopCloudPhone: POST('phones/batch-stop'),
  UninstallApk: POST('phones/commands'),
};

export function huawei(world) {
  introduce(CLIENT, SECTION, Object.keys(OPERATIONS));
  const shown = shows(CLIENT, SECTION);
  const good = (row, name, body) => shown('good', row, name, body);
  const bad = (row, name, body) => shown('bad', row, name, body);

  function client(secret = world.huawei.sk) {
    const credentials = new core.BasicCredentials().withAk(world.huawei.ak).withSk(secret).withProjectId(world.huawei.project_id);
    return new ClientBuilder((hc) => hc).withEndpoint(world.endpoints.huawei_cph).withCredential(credentials).build();
  }

  function call(operation, { body, query = {}, path = {}, secret } = {}) {
    const { method, path: place } = OPERATIONS[operation];
    return client(secret).sendRequest({
      method,
      url: `/v1/{project_id}/cloud-phone/${place}`,
      contentType: 'application/json',
      queryParams: query,
      pathParams: path,
      headers: {},
      data: body ?? {},
    });
  }

  const refused = (status, code) => (error) => {
    assert.equal(error.name, status < 500 ? 'ClientRequestException' : 'ServerResponseException');
    assert.deepEqual([error.httpStatusCode, error.errorCode], [status, code]);
    assert.match(error.requestId, /^[0-9a-f]{32}$/);
    return true;
  };

  async function job(id) {
    return until(`job ${id}`, async () => {
      const found = await call('ShowJob', { path: { job_id: id } });
      return found.status === 1 ? undefined : found;
    });
  }

  /** Every item of a batch answer is accepted and its job ends well. */
  async function done(answer) {
    assert.equal(answer.httpStatusCode, 200);
    const ended = [];
    for (const item of answer.jobs) {
      assert.equal(item.error_code, undefined, item.error_msg);
      const found = await job(item.job_id);
      assert.equal(found.status, 2, found.error_msg);
      ended.push(found);
    }
    return ended;
  }

  const phones = async () => (await world.phones('huawei')).map((phone) => phone.phone_id);
  const store = (phone, key, include) => ({
    storage_infos: [{ phone_id: phone, include_files: include, bucket_name: world.buckets.obs, object_path: key }],
  });
  const load = (phone, key) => ({ restore_infos: [{ phone_id: phone, bucket_name: world.buckets.obs, object_path: key }] });
  const command = (word, content, ...ids) => ({ command: word, content, phone_ids: ids });

  good('BatchExportCloudPhoneData', 'the object and the ledger are there', async () => {
    const [phone] = await phones();
    await done(await call('BatchExportCloudPhoneData', { body: store(phone, 'node/a.tar', [`/data/data/${NOTES}`]) }));
    assert.deepEqual((await world.applied(phone)).slice(-1), ['backup succeeded']);
  });
  bad('BatchExportCloudPhoneData', 'a bad path refuses the whole call', () =>
    assert.rejects(call('BatchExportCloudPhoneData', { body: store(UNKNOWN, 'a.tar', ['relative']) }), refused(400, 'CPS.0168')));

  good('BatchImportCloudPhoneData', 'the files of one phone come onto another', async () => {
    const [from, , to] = await phones();
    const folder = `/data/data/${NOTES}`;
    await done(await call('BatchExportCloudPhoneData', { body: store(from, 'node/b.tar', [folder]) }));
    await done(await call('BatchImportCloudPhoneData', { body: load(to, 'node/b.tar') }));
    const [before, after] = [await world.files(from), await world.files(to)];
    const saved = Object.keys(before).filter((path) => path.startsWith(`${folder}/`));
    assert.ok(saved.length > 0);
    for (const path of saved) assert.equal(after[path], before[path], path);
  });
  bad('BatchImportCloudPhoneData', 'an unknown phone is a refused item', async () => {
    const answer = await call('BatchImportCloudPhoneData', { body: load(UNKNOWN, 'node/b.tar') });
    assert.deepEqual(answer.jobs.map((item) => [item.phone_id, item.error_code]), [[UNKNOWN, 'CPS.0005']]);
  });

  good('ShowJob', 'a job in full', async () => {
    const [phone] = await phones();
    const [ended] = await done(await call('RestartCloudPhone', { body: { phones: [{ phone_id: phone }] } }));
    assert.equal(ended.phone_id, phone);
    assert.match(ended.begin_time, /^\d{4}-\d\d-\d\dT/);
    assert.ok(ended.end_time >= ended.begin_time);
  });
  bad('ShowJob', 'no such job', () => assert.rejects(call('ShowJob', { path: { job_id: UNKNOWN } }), refused(400, 'CPS.0011')));

  good('ListJobs', 'the jobs of one call', async () => {
    const ids = (await phones()).slice(0, 2);
    const answer = await call('RestartCloudPhone', { body: { phones: ids.map((id) => ({ phone_id: id })) } });
    const list = await call('ListJobs', { query: { request_ids: answer.request_id, limit: 10 } });
    assert.deepEqual(list.jobs.map((item) => item.phone_id), ids);
    await done(answer);
  });
  bad('ListJobs', 'nothing asked for', () => assert.rejects(call('ListJobs'), refused(400, 'CPS.0049')));

  good('ListCloudPhones', 'pages', async () => {
    const all = (await phones()).sort();
    const first = await call('ListCloudPhones', { query: { limit: 1, offset: 0 } });
    assert.deepEqual([first.count, first.phones.length], [all.length, 1]);
    const rest = await call('ListCloudPhones', { query: { limit: 100, offset: 1 } });
    assert.deepEqual([...first.phones, ...rest.phones].map((phone) => phone.phone_id).sort(), all);
  });
  bad('ListCloudPhones', 'a wrong secret key', () =>
    assert.rejects(call('ListCloudPhones', { secret: 'wrong' }), refused(401, 'APIGW.0301')));

  good('ShowCloudPhoneDetail', 'one phone', async () => {
    const [phone] = await world.phones('huawei');
    const found = await call('ShowCloudPhoneDetail', { path: { phone_id: phone.phone_id } });
    assert.deepEqual([found.phone_id, found.image_id], [phone.phone_id, phone.image_id ?? found.image_id]);
  });
  bad('ShowCloudPhoneDetail', 'no such phone', () =>
    assert.rejects(call('ShowCloudPhoneDetail', { path: { phone_id: UNKNOWN } }), refused(404, 'CPS.0005')));

  good('ListCloudPhoneImages', 'the images of the phones are among them', async () => {
    const [phone] = await world.phones('huawei');
    const { image_id: id } = await call('ShowCloudPhoneDetail', { path: { phone_id: phone.phone_id } });
    const answer = await call('ListCloudPhoneImages');
    assert.ok(answer.phone_images.some((image) => image.image_id === id), JSON.stringify(answer));
  });
  bad('ListCloudPhoneImages', 'a wrong secret key', () =>
    assert.rejects(call('ListCloudPhoneImages', { secret: 'wrong' }), refused(401, 'APIGW.0301')));

  good('ListImages', 'the account\'s own images', async () => {
    const phone = (await world.phones('huawei')).at(-1);
    assert.equal((await call('ListImages')).total, 0);
    await world.admin(`/phones/${phone.phone_id}`, { method: 'PATCH', body: JSON.stringify({ image_id: 'c1'.repeat(16), image_kind: 'custom' }) });
    const answer = await call('ListImages');
    assert.equal(answer.total, 1);
    assert.equal(answer.image_infos[0].image_id, 'c1'.repeat(16));
  });
  bad('ListImages', 'a wrong secret key', () => assert.rejects(call('ListImages', { secret: 'wrong' }), refused(401, 'APIGW.0301')));

  good('StopCloudPhone', 'and started again by a restart', async () => {
    const phone = (await phones()).at(-1);
    await done(await call('StopCloudPhone', { body: { phone_ids: [phone] } }));
    assert.equal((await world.phones('huawei')).at(-1).power, 'stopped');
    await done(await call('RestartCloudPhone', { body: { phones: [{ phone_id: phone }] } }));
    assert.deepEqual((await world.applied(phone)).slice(-2), ['stop succeeded', 'start succeeded']);
  });
  bad('StopCloudPhone', 'an empty list', () => assert.rejects(call('StopCloudPhone', { body: { phone_ids: [] } }), refused(400, 'CPS.0009')));

  good('RestartCloudPhone', 'is in the ledger', async () => {
    const [phone] = await phones();
    await done(await call('RestartCloudPhone', { body: { phones: [{ phone_id: phone }] } }));
    assert.deepEqual((await world.applied(phone)).slice(-1), ['restart succeeded']);
  });
  bad('RestartCloudPhone', 'a body that is not its own', () =>
    assert.rejects(call('RestartCloudPhone', { body: { phone_ids: ['x'] } }), refused(400, 'CPS.0077')));

  good('ResetCloudPhone', 'what the user had is gone', async () => {
    const phone = (await phones()).at(-1);
    await world.admin(`/phones/${phone}/files?path=/data/media/0/mine.txt`, { method: 'PUT', body: 'mine' });
    await done(await call('ResetCloudPhone', { body: { phones: [{ phone_id: phone }] } }));
    assert.equal((await world.files(phone))['/data/media/0/mine.txt'], undefined);
    assert.deepEqual((await world.applied(phone)).slice(-1), ['reset succeeded']);
  });
  bad('ResetCloudPhone', 'an unknown phone is a refused item', async () => {
    const answer = await call('ResetCloudPhone', { body: { phones: [{ phone_id: UNKNOWN }] } });
    assert.deepEqual(answer.jobs.map((item) => item.error_code), ['CPS.0005']);
  });

  good('RunSyncCommand', 'answers at once', async () => {
    const [phone] = await world.phones('huawei');
    const answer = await call('RunSyncCommand', { body: command('shell', 'getprop ro.build.version.release', phone.phone_id) });
    assert.equal(answer.jobs[0].execute_msg.trim(), phone.android);
  });
  bad('RunSyncCommand', 'a wrong secret key', () =>
    assert.rejects(call('RunSyncCommand', { secret: 'wrong', body: command('shell', 'id', UNKNOWN) }), refused(401, 'APIGW.0301')));

  good('RunShellCommand', 'its output is in the job', async () => {
    const [phone] = await phones();
    const [ended] = await done(await call('RunShellCommand', { body: command('shell', 'echo from node', phone) }));
    assert.equal(ended.execute_msg.trim(), 'from node');
  });
  bad('RunShellCommand', 'an unknown phone is a refused item', async () => {
    const answer = await call('RunShellCommand', { body: command('shell', 'id', UNKNOWN) });
    assert.deepEqual(answer.jobs.map((item) => item.error_code), ['CPS.0005']);
  });

  good('PushFile', 'unpacks an archive on the phone', async () => {
    const [from, to] = await phones();
    const path = `/data/media/0/pushed-by-node.txt`;
    await world.admin(`/phones/${from}/files?path=${path}`, { method: 'PUT', body: 'pushed' });
    await done(await call('BatchExportCloudPhoneData', { body: store(from, 'node/push.tar', [path]) }));
    await done(await call('PushFile', { body: command('push', `obs://${world.buckets.obs}/node/push.tar`, to) }));
    assert.equal((await world.files(to))[path], (await world.files(from))[path]);
  });
  bad('PushFile', 'an unknown phone is a refused item', async () => {
    const answer = await call('PushFile', { body: command('push', `obs://${world.buckets.obs}/node/push.tar`, UNKNOWN) });
    assert.deepEqual(answer.jobs.map((item) => item.error_code), ['CPS.0005']);
  });

  good('InstallApk', 'an application comes back', async () => {
    const [phone] = await world.phones('huawei');
    const apk = await world.apk(NOTES);
    await done(await call('UninstallApk', { body: command('uninstall', NOTES, phone.phone_id) }));
    assert.ok(!(await world.phones('huawei'))[0].apps.includes(NOTES));
    await done(await call('InstallApk', { body: command('install', `-r ${apk}`, phone.phone_id) }));
    assert.ok((await world.phones('huawei'))[0].apps.includes(NOTES));
    assert.deepEqual((await world.applied(phone.phone_id)).slice(-2), ['uninstall succeeded', 'install succeeded']);
  });
  bad('InstallApk', 'a wrong secret key', () =>
    assert.rejects(call('InstallApk', { secret: 'wrong', body: command('install', 'obs://b/a.apk', UNKNOWN) }), refused(401, 'APIGW.0301')));
  good('UninstallApk', 'is in the ledger', async () => {
    const phone = (await phones())[1];
    await done(await call('UninstallApk', { body: command('uninstall', NOTES, phone) }));
    assert.deepEqual((await world.applied(phone)).slice(-1), ['uninstall succeeded']);
  });
  bad('UninstallApk', 'an unknown phone is a refused item', async () => {
    const answer = await call('UninstallApk', { body: command('uninstall', NOTES, UNKNOWN) });
    assert.deepEqual(answer.jobs.map((item) => item.error_code), ['CPS.0005']);
  });
}
