// Where Alibaba's credentials package for Node.js finds its keys; the core of the SDK lists the phones with what it found.

import assert from 'node:assert/strict';
import vendor from '@alicloud/credentials';
import openApi from '@alicloud/openapi-core';
import darabonba from '@darabonba/typescript';
import { introduce, shows } from './results.mjs';
import { identityToken, put, surrounded } from './surroundings.mjs';
import { vendorNames } from './vendor_names.mjs';

const CLIENT = '@alicloud/credentials';
const SECTION = 'alibaba.credentials';
const METADATA = '100.100.100.200';
const WITH_TOKEN = 'ecs_ram_role, with a metadata token';
const WITHOUT_TOKEN = 'ecs_ram_role, without a token';
const { default: Credential, Config } = vendor;
const { $OpenApiUtil } = openApi;

/** The rows whose provider the package exports; the metadata provider shows by its methods which ways it goes. */
function offers() {
  const server = vendor.ECSRAMRoleCredentialsProvider?.prototype ?? {};
  const found = {
    access_key: vendor.StaticAKCredentialsProvider,
    sts: vendor.StaticSTSCredentialsProvider,
    ram_role_arn: vendor.RAMRoleARNCredentialsProvider,
    oidc_role_arn: vendor.OIDCRoleArnCredentialsProvider,
    [WITH_TOKEN]: server.getMetadataToken,
    [WITHOUT_TOKEN]: server.shouldFallbackToIMDSv1,
    credentials_uri: vendor.URICredentialsProvider,
    'environment variables': vendor.EnvironmentVariableCredentialsProvider,
    'CLI configuration file': vendor.CLIProfileCredentialsProvider,
    'INI profile file': vendor.ProfileCredentialsProvider,
    'default chain': vendor.DefaultCredentialsProvider,
  };
  return Object.keys(found).filter((row) => found[row]);
}

export function alibabaCredentials(world) {
  introduce(CLIENT, SECTION, offers());
  const shown = shows(CLIENT, SECTION);
  const known = world.alibaba;
  const keys = { accessKeyId: known.access_key_id, accessKeySecret: known.access_key_secret };
  const written = { access_key_id: known.access_key_id, access_key_secret: known.access_key_secret };
  const variables = { ALIBABA_CLOUD_ACCESS_KEY_ID: known.access_key_id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: known.access_key_secret };
  const roleName = known.role_arn.split('/').at(-1);
  const provider = known.role_arn.replace(/role\/.*$/, 'oidc-provider/interop');
  const role = { roleArn: known.role_arn, roleSessionName: 'node', roleSessionExpiration: 3600 };
  const uri = `${world.endpoints.alibaba_metadata}/latest/meta-data/ram/security-credentials/`;
  // A second, which is the package's default for the metadata service, is little on a busy machine.
  const patient = { timeout: 10_000, connectTimeout: 10_000 };

  /** A case with the vendor's addresses and nothing in its environment. */
  const described = (kind) => (row, name, body, options) => shown(kind, row, name, () =>
    surrounded({}, (home) => vendorNames(world.endpoints, (hosts) => body({ hosts, home }), options)));
  const good = described('good');
  const bad = described('bad');

  async function list(config) {
    const client = new openApi.default(new $OpenApiUtil.Config({ ...config, endpoint: world.endpoints.alibaba_ecp.replace('http://', ''), protocol: 'http' }));
    const params = new $OpenApiUtil.Params({
      action: 'DescribeAndroidInstances', version: '2023-09-30', protocol: 'HTTP', pathname: '/', method: 'POST', authType: 'AK', style: 'RPC', reqBodyType: 'formData', bodyType: 'json',
    });
    const answer = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({}), new darabonba.RuntimeOptions({ autoretry: false }));
    assert.equal(answer.body.InstanceModel.length, (await world.phones('alibaba')).length);
  }

  const ofKind = (config) => new Credential(new Config({ ...patient, ...config }));
  const ofProvider = (name) => new Credential(null, vendor[name].builder().build());

  /** The keys list the phones; they are temporary or not, and come from this provider. */
  async function lists(credential, temporary, name) {
    await list({ credential });
    const found = await credential.getCredential();
    assert.deepEqual([Boolean(found.securityToken), found.providerName], [temporary, name]);
    return found;
  }
  const refused = (credential, code) => assert.rejects(list({ credential }), (error) => {
    assert.equal(error.code, code, error.message);
    assert.equal(error.statusCode >= 400, true);
    return true;
  });
  const nothing = (credential, why) => assert.rejects(list({ credential }), (error) => {
    assert.match(error.message, why);
    return true;
  });

  /** Keys of the role. */
  async function temporaryKeys() {
    const found = await ofKind({ type: 'ram_role_arn', ...keys, ...role }).getCredential();
    return { accessKeyId: found.accessKeyId, accessKeySecret: found.accessKeySecret, securityToken: found.securityToken };
  }
  const token = (home) => put(home, 'token', identityToken());

  good('access_key', 'given to the core or to the package', async ({ hosts }) => {
    await list(keys);
    await lists(ofKind({ type: 'access_key', ...keys }), false, 'static_ak');
    assert.deepEqual(hosts, []);
  });
  bad('access_key', 'wrong keys', async () => {
    await refused(ofKind({ type: 'access_key', ...keys, accessKeySecret: 'wrong' }), 'SignatureDoesNotMatch');
    await refused(ofKind({ type: 'access_key', ...keys, accessKeyId: 'NOSUCHKEY' }), 'InvalidAccessKeyId.NotFound');
    await assert.rejects(list({ ...keys, accessKeySecret: 'wrong' }), { code: 'SignatureDoesNotMatch' });
  });

  good('sts', 'given to the core or to the package', async () => {
    const temporary = await temporaryKeys();
    await list({ ...temporary, type: 'sts' });
    await lists(ofKind({ type: 'sts', ...temporary }), true, 'static_sts');
  });
  bad('sts', 'another token', async () => {
    await refused(ofKind({ type: 'sts', ...(await temporaryKeys()), securityToken: 'another' }), 'InvalidSecurityToken.Malformed');
    await refused(ofKind({ type: 'sts', ...keys, securityToken: 'another' }), 'InvalidSecurityToken.Malformed');
  });

  good('ram_role_arn', 'by keys, and by the keys of a role', async ({ hosts }) => {
    await lists(ofKind({ type: 'ram_role_arn', ...keys, ...role, stsRegionId: known.region }), true, 'ram_role_arn/static_ak');
    assert.deepEqual([...new Set(hosts)], [`sts.${known.region}.aliyuncs.com`]);
    await lists(ofKind({ type: 'ram_role_arn', ...(await temporaryKeys()), ...role }), true, 'ram_role_arn/static_sts');
  });
  bad('ram_role_arn', 'wrong keys, or no such role', async () => {
    await nothing(ofKind({ type: 'ram_role_arn', ...keys, ...role, accessKeySecret: 'wrong' }), /SignatureDoesNotMatch|access key secret is invalid/);
    await nothing(ofKind({ type: 'ram_role_arn', ...keys, ...role, roleArn: `${known.role_arn}-not` }), /refresh session token failed/);
  });

  const oidc = (home, more) => ofKind({ type: 'oidc_role_arn', ...role, oidcProviderArn: provider, oidcTokenFilePath: token(home), ...more });
  good('oidc_role_arn', 'a token of an identity provider is enough', async ({ home, hosts }) => {
    await lists(oidc(home, { stsRegionId: known.region }), true, 'oidc_role_arn');
    assert.deepEqual([...new Set(hosts)], [`sts.${known.region}.aliyuncs.com`]);
  });
  bad('oidc_role_arn', 'no such role, or no token', async ({ home }) => {
    await nothing(oidc(home, { roleArn: `${known.role_arn}-not` }), /get sts token failed with OIDC/);
    await assert.rejects(list({ credential: oidc(home, { oidcTokenFilePath: `${home}/none` }) }), /ENOENT/);
  });

  good(WITH_TOKEN, 'the role is found or named', async ({ hosts }) => {
    // With IMDSv1 switched off nothing but the token can have opened it.
    for (const more of [{}, { roleName }]) {
      await lists(ofKind({ type: 'ecs_ram_role', disableIMDSv1: true, ...more }), true, 'ecs_ram_role');
    }
    assert.deepEqual([...new Set(hosts)], [METADATA]);
  });
  bad(WITH_TOKEN, 'no such role', () => nothing(ofKind({ type: 'ecs_ram_role', disableIMDSv1: true, roleName: 'nosuchrole' }), /httpStatus: 404/));
  good(WITHOUT_TOKEN, 'a service that gives no tokens', () => lists(ofKind({ type: 'ecs_ram_role' }), true, 'ecs_ram_role'), { refused: 'PUT' });
  bad(WITHOUT_TOKEN, 'when it has to have one', () =>
    nothing(ofKind({ type: 'ecs_ram_role', disableIMDSv1: true }), /get metadata token failed with 405/), { refused: 'PUT' });

  good('credentials_uri', 'keys at an address', () => lists(ofKind({ type: 'credentials_uri', credentialsURI: uri + roleName }), true, 'credential_uri'));
  bad('credentials_uri', 'nothing there', () => nothing(ofKind({ type: 'credentials_uri', credentialsURI: `${uri}nosuchrole` }), /httpStatus: 404/));

  const environment = () => ofProvider('EnvironmentVariableCredentialsProvider');
  good('environment variables', 'keys, and temporary keys', async () => {
    await surrounded(variables, () => lists(environment(), false, 'env'));
    const { accessKeyId, accessKeySecret, securityToken } = await temporaryKeys();
    const temporary = { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret, ALIBABA_CLOUD_SECURITY_TOKEN: securityToken };
    await surrounded(temporary, () => lists(environment(), true, 'env'));
  });
  bad('environment variables', 'wrong and missing ones', async () => {
    await surrounded({ ...variables, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong' }, () => refused(environment(), 'SignatureDoesNotMatch'));
    await surrounded({ ALIBABA_CLOUD_ACCESS_KEY_ID: known.access_key_id }, () => nothing(environment(), /Access key secret must be specified/));
  });

  const cli = () => ofProvider('CLIProfileCredentialsProvider');
  const cliFile = (home, ...profiles) => put(home, '.aliyun/config.json', JSON.stringify({ current: profiles[0].name, profiles }));
  good('CLI configuration file', 'every kind of profile that leads to the cloud', async ({ home }) => {
    const { accessKeyId, accessKeySecret, securityToken } = await temporaryKeys();
    const named = { ram_role_arn: known.role_arn, ram_session_name: 'node', expired_seconds: 3600, sts_region: known.region };
    cliFile(
      home,
      { name: 'keys', mode: 'AK', ...written },
      { name: 'token', mode: 'StsToken', access_key_id: accessKeyId, access_key_secret: accessKeySecret, sts_token: securityToken },
      { name: 'role', mode: 'RamRoleArn', ...written, ...named },
      { name: 'chained', mode: 'ChainableRamRoleArn', source_profile: 'keys', ...named },
      { name: 'server', mode: 'EcsRamRole', ram_role_name: roleName },
      { name: 'pod', mode: 'OIDC', oidc_provider_arn: provider, oidc_token_file: token(home), duration_seconds: 3600, ...named },
    );
    await lists(cli(), false, 'cli_profile/static_ak');
    for (const [profile, name] of [
      ['token', 'static_sts'], ['role', 'ram_role_arn/static_ak'], ['chained', 'ram_role_arn/static_ak'], ['server', 'ecs_ram_role'], ['pod', 'oidc_role_arn'],
    ]) {
      process.env.ALIBABA_CLOUD_PROFILE = profile;
      await lists(cli(), true, `cli_profile/${name}`);
    }
  });
  bad('CLI configuration file', 'wrong and missing profiles', async ({ home }) => {
    await nothing(cli(), /reading aliyun cli config/);
    cliFile(home, { name: 'keys', mode: 'AK', ...written, access_key_secret: 'wrong' });
    await refused(cli(), 'SignatureDoesNotMatch');
    process.env.ALIBABA_CLOUD_PROFILE = 'another';
    await nothing(cli(), /unable to get profile with 'another'/);
    process.env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED = 'true';
    assert.throws(cli, /the CLI profile is disabled/);
  });

  const ini = () => ofProvider('ProfileCredentialsProvider');
  const iniFile = (home, section, entries) =>
    put(home, '.alibabacloud/credentials', [`[${section}]`, ...Object.entries(entries).map(([name, value]) => `${name} = ${value}`), ''].join('\n'));
  good('INI profile file', 'every kind of profile', async ({ home }) => {
    const path = iniFile(home, 'default', { type: 'access_key', ...written });
    await lists(ini(), false, 'profile/static_ak');
    iniFile(home, 'role', { type: 'ram_role_arn', ...written, role_arn: known.role_arn, role_session_name: 'node' });
    Object.assign(process.env, { ALIBABA_CLOUD_CREDENTIALS_FILE: path, ALIBABA_CLOUD_PROFILE: 'role' });
    await lists(ini(), true, 'profile/ram_role_arn/static_ak');
    iniFile(home, 'role', { type: 'ecs_ram_role', role_name: roleName });
    await lists(ini(), true, 'profile/ecs_ram_role');
  });
  bad('INI profile file', 'wrong and missing profiles', async ({ home }) => {
    await nothing(ini(), /ENOENT/);
    iniFile(home, 'another', { type: 'access_key', ...written });
    await nothing(ini(), /Can not find credential type for "default"/);
    iniFile(home, 'default', { type: 'access_key', ...written, access_key_secret: 'wrong' });
    await refused(ini(), 'SignatureDoesNotMatch');
  });

  good('default chain', 'goes by its order', async ({ home }) => {
    // With nothing else, the server's own role.
    await lists(new Credential(), true, 'default/ecs_ram_role');
    await surrounded({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true', ALIBABA_CLOUD_CREDENTIALS_URI: uri + roleName }, () =>
      lists(new Credential(), true, 'default/credential_uri'));
    iniFile(home, 'default', { type: 'access_key', ...written });
    await lists(new Credential(), false, 'default/profile');
    cliFile(home, { name: 'keys', mode: 'AK', ...written });
    await lists(new Credential(), false, 'default/cli_profile');
    Object.assign(process.env, {
      ALIBABA_CLOUD_ROLE_ARN: known.role_arn, ALIBABA_CLOUD_OIDC_PROVIDER_ARN: provider, ALIBABA_CLOUD_OIDC_TOKEN_FILE: token(home),
    });
    await lists(new Credential(), true, 'default/oidc_role_arn');
    Object.assign(process.env, variables);
    await lists(new Credential(), false, 'default/env');
  });
  bad('default chain', 'finds nothing', async () => {
    process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = 'true';
    await nothing(new Credential(), /unable to get credentials from any of the providers in the chain/);
  });
}
