// What is called and with what: see `harness/scenarios.py`.

import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(new URL(`../harness/${name}`, import.meta.url), 'utf8'));
const { calls, read: fields } = read('calls.json');

export const inputs = read('inputs.json');

/** The phones of Huawei's scenarios, each with the object that it is restored from. */
export const restores = inputs.huawei_phones.map((phone) => ({ phone, object: `backups/${phone}.tar` }));

/** The call of this name, and how often it is made at the same time. */
export function scenarioOf(key) {
  const [name, inFlight] = key.split('/');
  return { ...calls.find((call) => call.name === name), inFlight: Number(inFlight) };
}

/** Reads the id or the state of every item of an answer in the vendor's JSON. */
export function readItems(kind, answer) {
  const [items, field] = fields[kind];
  return count(answer[items], (item) => item[field]);
}

/** How many items have what is read of them. */
export function count(items, read) {
  let found = 0;
  for (const item of items) if (read(item)) found += 1;
  return found;
}
