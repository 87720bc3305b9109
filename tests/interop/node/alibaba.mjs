// The core of Alibaba's SDK for Node.js, used as its generated clients use it: `callApi` with a flat query.

import assert from 'node:assert/strict';
import openApi from '@alicloud/openapi-core';
import darabonba from '@darabonba/typescript';
import { introduce, shows } from './results.mjs';
import { until } from './simulator.mjs';

const CLIENT = '@alicloud/openapi-core';
const ECP = 'alibaba.ecp';
const STS = 'alibaba.sts';
const UNKNOWN = 'acp-0000000000000000';
const NO_PHONE = [404, 'InvalidAndroidInstanceId.NotFound'];
const NOTES = 'com.example.notes';
const OPERATIONS = [
  'BackupAndroidInstance', 'BackupApp', 'BackupFile', 'DeleteBackupFile', 'DescribeAndroidInstances', 'DescribeBackupFiles',
  'DescribeBuckets', 'DescribeImageList', 'DescribeInvocations', 'DescribeRegions', 'DescribeSpec', 'DescribeTasks',
  'RebootAndroidInstancesInGroup', 'RecoverAndroidInstance', 'RecoverApp', 'RecoveryFile', 'ResetAndroidInstancesInGroup',
  'RunCommand', 'RunSyncCommand', 'StartAndroidInstance', 'StopAndroidInstance',
];
const { OpenApiUtil, $OpenApiUtil } = openApi;
const Client = openApi.default;

export function alibaba(world) {
  introduce(CLIENT, ECP, OPERATIONS);
  introduce(CLIENT, STS, ['AssumeRole', 'AssumeRoleWithOIDC']);
  const shown = shows(CLIENT, ECP);
  const good = (row, name, body) => shown('good', row, name, body);
  const bad = (row, name, body) => shown('bad', row, name, body);

  async function call(action, query = {}, { keys = {}, service = 'alibaba_ecp', version = '2023-09-30', authType = 'AK', body } = {}) {
    const client = new Client(new $OpenApiUtil.Config({
      accessKeyId: world.alibaba.access_key_id,
      accessKeySecret: world.alibaba.access_key_secret,
      ...keys,
      endpoint: world.endpoints[service].replace('http://', ''),
      protocol: 'http',
    }));
    const params = new $OpenApiUtil.Params({
      action, version, protocol: 'HTTP', pathname: '/', method: 'POST', authType, style: 'RPC', reqBodyType: 'formData', bodyType: 'json',
    });
    const request = new $OpenApiUtil.OpenApiRequest({ query: OpenApiUtil.query(query), ...(body ? { body } : {}) });
    const answer = await client.callApi(params, request, new darabonba.RuntimeOptions({ autoretry: false }));
    assert.equal(answer.statusCode, 200);
    assert.match(answer.body.RequestId, /\S/);
    return answer.body;
  }

  const refused = (status, code) => (error) => {
    assert.deepEqual([error.statusCode, error.code], [status, code], error.message);
    assert.match(error.data?.RequestId ?? error.requestId ?? '', /\S/);
    return true;
  };

  const phones = async () => (await world.phones('alibaba')).map((phone) => phone.phone_id);
  const folder = (name) => `oss://${world.buckets.oss}/node/${name}/`;
  const UPLOAD = 'oss-cn-shanghai-internal.aliyuncs.com';

  /** Both levels of the tasks of a call end well; gives the level-2 tasks. */
  async function done(answer) {
    return until('the tasks', async () => {
      const { Data } = await call('DescribeTasks', { InvokeId: answer.RequestId, Level: 2 });
      assert.ok(Data.length > 0, 'a call that was accepted has tasks');
      if (Data.some((task) => ['Waiting', 'Processing'].includes(task.TaskStatus))) return undefined;
      for (const task of Data) assert.equal(task.TaskStatus, 'Finished', task.ErrorMsg);
      return Data;
    });
  }

  const backup = (phone, name) => call('BackupApp', {
    AndroidInstanceIdList: [phone], SourceAppList: [NOTES], BackupFilePath: folder(name), UploadEndpoint: UPLOAD,
  });
  const fileOf = async (id) => (await call('DescribeBackupFiles', { BackupFileId: id })).Data[0];
  const wrongKey = { keys: { accessKeySecret: 'wrong' } };
  const badKey = (row, query = {}) => bad(row, 'a wrong secret', () =>
    assert.rejects(call(row, query, wrongKey), refused(400, 'SignatureDoesNotMatch')));

  good('BackupApp', 'a file and a ledger line', async () => {
    const [phone] = await phones();
    const answer = await backup(phone, 'app');
    await done(answer);
    const file = await fileOf(answer.Data[0].BackupFileId);
    assert.deepEqual([file.Status, file.AndroidInstanceId], ['AVAILABLE', phone]);
    assert.deepEqual((await world.applied(phone)).slice(-1), ['backup succeeded']);
  });
  bad('BackupApp', 'an unknown phone', () => assert.rejects(backup(UNKNOWN, 'app'), refused(...NO_PHONE)));

  good('RecoverApp', 'the files are the same again', async () => {
    const [phone] = await phones();
    const before = await world.files(phone);
    const saved = await backup(phone, 'recover');
    await done(saved);
    const file = await fileOf(saved.Data[0].BackupFileId);
    const victim = Object.keys(before).find((path) => path.startsWith(`/data/data/${NOTES}/`));
    await world.admin(`/phones/${phone}/files?path=${victim}`, { method: 'PUT', body: 'damaged' });
    await done(await call('RecoverApp', {
      AndroidInstanceIdList: [phone], BackupFileId: file.BackupFileId, BackupFilePath: file.BackupFilePath, UploadType: 'OSS', UploadEndpoint: UPLOAD,
    }));
    assert.equal((await world.files(phone))[victim], before[victim]);
  });
  bad('RecoverApp', 'no file named', async () => {
    const [phone] = await phones();
    await assert.rejects(call('RecoverApp', { AndroidInstanceIdList: [phone] }), refused(400, 'MissingParameter'));
  });

  for (const [save, load, more] of [
    ['BackupFile', 'RecoveryFile', { SourceFilePathList: ['/data/media/0'] }],
    ['BackupAndroidInstance', 'RecoverAndroidInstance', {}],
  ]) {
    good(save, 'is in the ledger', async () => {
      const phone = (await phones())[1];
      await done(await call(save, { AndroidInstanceIdList: [phone], BackupFilePath: folder(save), UploadEndpoint: UPLOAD, UploadType: 'OSS', ...more }));
      assert.deepEqual((await world.applied(phone)).slice(-1), ['backup succeeded']);
    });
    bad(save, 'an unknown phone', () => assert.rejects(
      call(save, { AndroidInstanceIdList: [UNKNOWN], BackupFilePath: folder(save), UploadEndpoint: UPLOAD, UploadType: 'OSS', ...more }), refused(...NO_PHONE)));
    good(load, 'what was lost is there again', async () => {
      const phone = (await phones())[1];
      const path = '/data/media/0/from-node.txt';
      await world.admin(`/phones/${phone}/files?path=${path}`, { method: 'PUT', body: 'kept' });
      const before = (await world.files(phone))[path];
      const saved = await call(save, { AndroidInstanceIdList: [phone], BackupFilePath: folder(load), UploadEndpoint: UPLOAD, UploadType: 'OSS', ...more });
      await done(saved);
      await world.admin(`/phones/${phone}/files?path=${path}`, { method: 'DELETE' });
      const file = await fileOf(saved.Data[0].BackupFileId);
      await done(await call(load, {
        AndroidInstanceIdList: [phone], BackupFileId: file.BackupFileId, BackupFilePath: file.BackupFilePath, UploadType: 'OSS', UploadEndpoint: UPLOAD,
      }));
      assert.equal((await world.files(phone))[path], before);
    });
    bad(load, 'no phone named', () =>
      assert.rejects(call(load, { BackupFilePath: `${folder(load)}a.ab`, UploadType: 'OSS' }), refused(400, 'MissingParameter')));
  }

  good('DescribeBackupFiles', 'by id and in pages', async () => {
    const [phone] = await phones();
    const saved = await backup(phone, 'pages');
    await done(saved);
    assert.equal((await fileOf(saved.Data[0].BackupFileId)).BackupFileName, saved.Data[0].BackupFileName);
    const page = await call('DescribeBackupFiles', { MaxResults: '1' });
    assert.equal(page.Data.length, 1);
  });
  bad('DescribeBackupFiles', 'a page size that is no number', () =>
    assert.rejects(call('DescribeBackupFiles', { MaxResults: 'ten' }), refused(400, 'InvalidParameter')));

  good('DeleteBackupFile', 'the file is gone and the ledger says so', async () => {
    const [phone] = await phones();
    const saved = await backup(phone, 'delete');
    await done(saved);
    await call('DeleteBackupFile', { BackupFileIdList: [saved.Data[0].BackupFileId] });
    await until('the deletion', async () => ((await fileOf(saved.Data[0].BackupFileId)) ? undefined : true));
    assert.deepEqual((await world.applied(phone)).slice(-1), ['delete succeeded']);
  });
  bad('DeleteBackupFile', 'no file named', () => assert.rejects(call('DeleteBackupFile'), refused(400, 'MissingParameter')));

  good('DescribeTasks', 'both levels', async () => {
    const [phone] = await phones();
    const saved = await backup(phone, 'tasks');
    await done(saved);
    const { Data } = await call('DescribeTasks', { TaskIds: [saved.TaskId], Level: 1 });
    assert.deepEqual([Data[0].TaskStatus, Data[0].SuccessChildCount], ['Finished', 1]);
  });
  bad('DescribeTasks', 'a page size out of range', () => assert.rejects(call('DescribeTasks', { MaxResults: 0 }), refused(400, 'InvalidParameter')));

  good('DescribeAndroidInstances', 'every phone', async () => {
    const answer = await call('DescribeAndroidInstances', { MaxResults: 100 });
    assert.deepEqual(answer.InstanceModel.map((phone) => phone.AndroidInstanceId).sort(), (await phones()).sort());
  });
  badKey('DescribeAndroidInstances');

  good('StopAndroidInstance', 'a phone stands still', async () => {
    const phone = (await phones()).at(-1);
    await done(await call('StopAndroidInstance', { AndroidInstanceIds: [phone] }));
    assert.equal((await world.phones('alibaba')).at(-1).power, 'stopped');
  });
  bad('StopAndroidInstance', 'an unknown phone', () =>
    assert.rejects(call('StopAndroidInstance', { AndroidInstanceIds: [UNKNOWN] }), refused(...NO_PHONE)));
  good('StartAndroidInstance', 'a stopped phone runs again', async () => {
    const phone = (await phones()).at(-1);
    await done(await call('StartAndroidInstance', { AndroidInstanceIds: [phone] }));
    assert.deepEqual((await world.applied(phone)).slice(-2), ['stop succeeded', 'start succeeded']);
  });
  bad('StartAndroidInstance', 'a running phone', async () => {
    const [phone] = await phones();
    await assert.rejects(call('StartAndroidInstance', { AndroidInstanceIds: [phone] }), refused(400, 'IncorrectInstanceStatus'));
  });
  for (const [row, action] of [['RebootAndroidInstancesInGroup', 'restart'], ['ResetAndroidInstancesInGroup', 'reset']]) {
    good(row, 'is in the ledger', async () => {
      const phone = (await phones()).at(-1);
      await done(await call(row, { AndroidInstanceIds: [phone] }));
      assert.deepEqual((await world.applied(phone)).slice(-1), [`${action} succeeded`]);
    });
    bad(row, 'an unknown phone', () => assert.rejects(call(row, { AndroidInstanceIds: [UNKNOWN] }), refused(...NO_PHONE)));
  }

  good('DescribeImageList', 'its parameters lie in query and body', async () => {
    const answer = await call('DescribeImageList', { SystemType: 'Android 11' }, { body: { ImageType: 'System', MaxResults: 5 } });
    assert.ok(Array.isArray(answer.Data));
    for (const image of answer.Data) assert.deepEqual([image.ImageType, image.SystemType], ['System', 'Android 11']);
  });
  badKey('DescribeImageList', { ImageType: 'System' });
  good('DescribeSpec', 'specifications have ids', async () => {
    const answer = await call('DescribeSpec', { MaxResults: 2 });
    assert.ok(answer.SpecInfoModel.length > 0 && answer.SpecInfoModel.every((spec) => spec.SpecId));
  });
  badKey('DescribeSpec');
  good('DescribeRegions', 'the region of the account is there', async () => {
    const { RegionModels } = await call('DescribeRegions');
    assert.ok(RegionModels.some((region) => region.RegionId === world.alibaba.region));
  });
  badKey('DescribeRegions');
  good('DescribeBuckets', 'the bucket of the account is there', async () => {
    assert.ok(JSON.stringify(await call('DescribeBuckets')).includes(world.buckets.oss));
  });
  badKey('DescribeBuckets');

  good('RunSyncCommand', 'answers at once', async () => {
    const [phone] = await world.phones('alibaba');
    const { Data } = await call('RunSyncCommand', { InstanceIds: [phone.phone_id], CommandContent: 'getprop ro.build.version.release' });
    assert.equal(Data[0].Output.trim(), phone.android);
  });
  bad('RunSyncCommand', 'nothing to run', async () => {
    const [phone] = await phones();
    await assert.rejects(call('RunSyncCommand', { InstanceIds: [phone] }), refused(400, 'MissingParameter'));
  });
  good('RunCommand', 'its output is found later', async () => {
    const [phone] = await phones();
    const answer = await call('RunCommand', { InstanceIds: [phone], CommandContent: 'echo from node' });
    await done(answer);
    assert.deepEqual((await world.applied(phone)).slice(-1), ['command succeeded']);
  });
  bad('RunCommand', 'an unknown phone', () =>
    assert.rejects(call('RunCommand', { InstanceIds: [UNKNOWN], CommandContent: 'id' }), refused(...NO_PHONE)));
  good('DescribeInvocations', 'the output of a command', async () => {
    const [phone] = await phones();
    const answer = await call('RunCommand', { InstanceIds: [phone], CommandContent: 'echo found' });
    await done(answer);
    const { Data } = await call('DescribeInvocations', { InvocationId: answer.InvokeId, InstanceIds: [phone] });
    assert.equal(Data[0].Output.trim(), 'found');
  });
  badKey('DescribeInvocations');

  const sts = (action, query, more) => call(action, query, { service: 'alibaba_sts', version: '2015-04-01', ...more });
  const works = async (credentials) => {
    const keys = {
      accessKeyId: credentials.AccessKeyId, accessKeySecret: credentials.AccessKeySecret, securityToken: credentials.SecurityToken, type: 'sts',
    };
    const answer = await call('DescribeAndroidInstances', {}, { keys });
    assert.ok(answer.InstanceModel.length > 0);
  };
  const role = { RoleArn: world.alibaba.role_arn, RoleSessionName: 'node' };
  const shownSts = shows(CLIENT, STS);
  shownSts('good', 'AssumeRole', 'the keys that it gives sign calls', async () => {
    const { Credentials } = await sts('AssumeRole', { ...role, DurationSeconds: 900 });
    await works(Credentials);
  });
  shownSts('bad', 'AssumeRole', 'no role of this account', () =>
    assert.rejects(sts('AssumeRole', { ...role, RoleArn: 'acs:ram::1:role/none' }), (error) => error.statusCode >= 400));
  const token = ['{"alg":"RS256"}', '{"iss":"https://issuer.example","sub":"node","aud":"a","exp":4102444800}', 'signature']
    .map((part) => Buffer.from(part).toString('base64url')).join('.');
  const provider = world.alibaba.role_arn.replace(/role\/.*$/, 'oidc-provider/');
  const oidc = (more) => sts('AssumeRoleWithOIDC', { ...role, OIDCProviderArn: world.alibaba.oidc_provider_arn ?? `${provider}ci`, OIDCToken: token, ...more }, { authType: 'Anonymous' });
  shownSts('good', 'AssumeRoleWithOIDC', 'a token of an identity provider is enough', async () => {
    const { Credentials } = await oidc();
    await works(Credentials);
  });
  shownSts('bad', 'AssumeRoleWithOIDC', 'a text that is no token', () =>
    assert.rejects(oidc({ OIDCToken: 'no token' }), (error) => error.statusCode >= 400));
}
