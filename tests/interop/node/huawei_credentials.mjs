// Where the core of Huawei's SDK for Node.js finds its keys.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import core from '@huaweicloud/huaweicloud-sdk-core';
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';
import { introduce, shows } from './results.mjs';
import { identityToken, put, surrounded } from './surroundings.mjs';

const CLIENT = '@huaweicloud/huaweicloud-sdk-core';
const SECTION = 'huawei.credentials';
const BY_IAM = 'identity provider, through IAM';

/** What the package has for each source: methods of its credentials and its builder, or else a module or export of such a name. */
function offers() {
  const has = (owner, ...names) => names.every((name) => typeof owner.prototype[name] === 'function');
  const modules = readdirSync(new URL(`node_modules/${CLIENT}/auth`, import.meta.url), { recursive: true });
  const named = (pattern) => [...Object.keys(core), ...modules].some((name) => pattern.test(name));
  const found = {
    'access keys': has(core.BasicCredentials, 'withAk', 'withSk'),
    'temporary keys': has(core.BasicCredentials, 'withSecurityToken'),
    'environment variables': has(ClientBuilder, 'getCredentialFromEnvironment'),
    'profile file': named(/profile/i),
    'instance metadata': named(/metadata/i),
    [BY_IAM]: has(core.BasicCredentials, 'withIdpId', 'withIdTokenFile'),
    'identity provider, through STS': named(/sts/i),
    'provider chain': named(/chain/i),
  };
  return Object.keys(found).filter((row) => found[row]);
}

export function huaweiCredentials(world) {
  introduce(CLIENT, SECTION, offers());
  const shown = shows(CLIENT, SECTION);
  const good = (row, name, body) => shown('good', row, name, body);
  const bad = (row, name, body) => shown('bad', row, name, body);
  const { ak, sk, project_id: project, region } = world.huawei;
  const basic = (access, secret) => new core.BasicCredentials().withAk(access).withSk(secret).withProjectId(project);

  /** How many phones a client lists with these credentials, or with what the builder finds by itself. */
  async function list(credentials, builder = new ClientBuilder((hc) => hc).withEndpoint(world.endpoints.huawei_cph)) {
    if (credentials) builder.withCredential(credentials);
    const answer = await builder.build().sendRequest({
      method: 'GET', url: '/v1/{project_id}/cloud-phone/phones', contentType: 'application/json', queryParams: { limit: 100 }, pathParams: {}, headers: {}, data: {},
    });
    return answer.count;
  }

  /** A client that knows its region: it asks IAM which project that is. */
  const byRegion = (credentials) =>
    list(credentials.withIamEndpoint(world.endpoints.huawei_iam), new ClientBuilder((hc) => hc).withRegion(new core.Region(region, world.endpoints.huawei_cph)));

  const lists = async (found) => assert.equal(await found, (await world.phones('huawei')).length);
  const refused = (found) => assert.rejects(found, (error) => {
    assert.deepEqual([error.name, error.httpStatusCode, error.errorCode], ['ClientRequestException', 401, 'APIGW.0301']);
    return true;
  });

  // The package puts the sentence where a field's name belongs, and leaves the message empty.
  const lacks = (sentence) => ({ name: 'RequiredError', field: sentence });

  /** Keys that IAM gives for a password. */
  async function temporaryKeys() {
    const post = async (path, identity, headers, scope) => {
      const answer = await fetch(world.endpoints.huawei_iam + path, { method: 'POST', headers, body: JSON.stringify({ auth: { identity, scope } }) });
      assert.equal(answer.status, 201);
      return answer;
    };
    const user = { name: world.huawei.iam_user, password: world.huawei.iam_password, domain: { name: world.huawei.iam_domain } };
    const opened = await post('/v3/auth/tokens', { methods: ['password'], password: { user } }, {}, { project: { name: region } });
    const token = { 'x-auth-token': opened.headers.get('x-subject-token') };
    const { credential } = await (await post('/v3.0/OS-CREDENTIAL/securitytokens', { methods: ['token'], token: { duration_seconds: 86400 } }, token)).json();
    return credential;
  }

  good('access keys', 'with a project', () => lists(list(basic(ak, sk))));
  good('access keys', 'the project is found by its region', async () => {
    const credentials = new core.BasicCredentials().withAk(ak).withSk(sk);
    await lists(byRegion(credentials));
    assert.equal(credentials.projectId, project);
  });
  bad('access keys', 'wrong ones', async () => {
    await refused(list(basic(ak, 'wrong')));
    await refused(list(basic('NOSUCHKEY', sk)));
  });

  good('temporary keys', 'with their token', async () => {
    const { access, secret, securitytoken } = await temporaryKeys();
    await lists(list(basic(access, secret).withSecurityToken(securitytoken)));
  });
  bad('temporary keys', 'without their token, or with another', async () => {
    const { access, secret } = await temporaryKeys();
    await refused(list(basic(access, secret)));
    await refused(list(basic(access, secret).withSecurityToken('another')));
    await refused(list(basic(ak, sk).withSecurityToken('another')));
  });

  const variables = { HUAWEICLOUD_SDK_AK: ak, HUAWEICLOUD_SDK_SK: sk, HUAWEICLOUD_SDK_PROJECT_ID: project };
  good('environment variables', 'keys', () => surrounded(variables, () => lists(list())));
  good('environment variables', 'temporary keys', async () => {
    const { access, secret, securitytoken } = await temporaryKeys();
    const temporary = { HUAWEICLOUD_SDK_AK: access, HUAWEICLOUD_SDK_SK: secret, HUAWEICLOUD_SDK_SECURITY_TOKEN: securitytoken };
    await surrounded({ ...variables, ...temporary }, () => lists(list()));
  });
  bad('environment variables', 'wrong and missing ones', async () => {
    await surrounded({ ...variables, HUAWEICLOUD_SDK_SK: 'wrong' }, () => refused(list()));
    await surrounded({ HUAWEICLOUD_SDK_AK: ak, HUAWEICLOUD_SDK_PROJECT_ID: project }, () => assert.rejects(list(), lacks('SK cannot be empty or undefined.')));
  });

  const federated = (path) => new core.BasicCredentials().withIdpId('interop').withIdTokenFile(path);
  good(BY_IAM, 'a token in a file is changed for keys', () => surrounded({}, async (home) => {
    const path = put(home, 'token', identityToken());
    const credentials = federated(path).withProjectId(project).withIamEndpoint(world.endpoints.huawei_iam);
    await lists(list(credentials));
    assert.ok(credentials.getSecurityToken());
    assert.ok(credentials.getExpiredAt() > Date.now());
    await lists(byRegion(federated(path)));
  }));
  good(BY_IAM, 'named by environment variables', () => surrounded({}, async (home) => {
    const path = put(home, 'token', identityToken());
    const named = {
      HUAWEICLOUD_SDK_IDP_ID: 'interop', HUAWEICLOUD_SDK_ID_TOKEN_FILE: path, HUAWEICLOUD_SDK_PROJECT_ID: project,
      HUAWEICLOUD_SDK_IAM_ENDPOINT: world.endpoints.huawei_iam,
    };
    await surrounded(named, () => lists(list()));
  }));
  bad(BY_IAM, 'no token, or no provider', () => surrounded({}, async (home) => {
    const asked = (credentials) => list(credentials.withProjectId(project).withIamEndpoint(world.endpoints.huawei_iam));
    await assert.rejects(asked(federated(`${home}/none`)), { code: 'ENOENT' });
    await assert.rejects(asked(federated(put(home, 'token', '\n'))), lacks('idTokenFile content is null, idTokenFile: '));
    await assert.rejects(asked(new core.BasicCredentials().withIdTokenFile(put(home, 'token', identityToken()))), lacks('AK cannot be empty or undefined.'));
  }));
}
