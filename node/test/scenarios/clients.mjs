// Clients of both clouds from the options of a scenario.

import { AlibabaClient, HuaweiClient } from 'phonevault'
import { clientOptions } from '../support/simulated.mjs'
import { camel } from '../support/manifest.mjs'

const CLASSES = { huawei: HuaweiClient, alibaba: AlibabaClient }

/** The options of clients that a scenario may give as they are. */
const GIVEN = [
  'region',
  'project_id',
  'access_key',
  'secret_key',
  'access_key_id',
  'access_key_secret',
  'security_token',
  'token',
]

/** What a client is made with: the ready line, and over it what the scenario says. */
export function options(ready, given) {
  const { endpoints, ...known } = clientOptions(ready, given.cloud)
  if ('token' in given) {
    delete known.accessKey
    delete known.secretKey
  }
  for (const name of GIVEN) if (name in given) known[camel(name)] = given[name]
  if ('timeout' in given) known.timeoutMs = given.timeout * 1000
  return { ...known, endpoints: { ...endpoints, ...given.endpoints } }
}

/** A client of a cloud. */
export function make(cloud, given) {
  return new CLASSES[cloud](given)
}

/** The options of single calls. In Node.js they belong to each call. */
export function callOptions(given) {
  const options = {}
  if ('skip_rules' in given) options.skipRules = given.skip_rules
  if ('timeout' in given) options.timeoutMs = given.timeout * 1000
  return options
}
