// One process of one candidate: `node --expose-gc worker.mjs CANDIDATE SCENARIO_KEY URL SECONDS`, the recorded request on the
// standard input. Prints JSON. With `--calls WARM_UP COUNTED` instead of SECONDS it tells how much resident memory grew over the
// counted calls.
//
// A candidate is one file that exports `make(url, scenario, wire)`: it gives what makes one call and promises how many items it
// read. `wire` is the recorded request, for candidates that only send bytes.

import { readFileSync, writeSync } from 'node:fs';
import { get } from 'node:http';
import { scenarioOf } from './scenarios.mjs';
import { recorded } from './wire.mjs';

const STDIN = 0;
const STDOUT = 1;
const WARM_UP = { calls: 200, seconds: 0.1 };

/** Says when a number of calls and a time are over. */
class Times {
  #until;
  constructor({ calls, seconds }) {
    this.made = 0;
    this.calls = calls;
    this.#until = performance.now() + seconds * 1e3;
  }

  more() {
    if (this.made >= this.calls && performance.now() >= this.#until) return false;
    this.made += 1;
    return true;
  }
}

async function repeat(call, { items, inFlight }, plan) {
  const times = new Times(plan);
  async function one() {
    while (times.more()) {
      const found = await call();
      if (found !== items) throw new Error(`${found} items instead of ${items}`);
    }
  }
  await Promise.all(Array.from({ length: inFlight }, one));
  return times.made;
}

/** How many connections the stub has seen; it does not count this one. */
function connections(url) {
  return new Promise((resolve, reject) => {
    get(`${url}/counts`, { agent: false }, async (answer) => {
      const parts = await answer.toArray();
      resolve(JSON.parse(Buffer.concat(parts)).connections);
    }).on('error', reject);
  });
}

function cpuMicroseconds() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Twice: what has something to do when it goes is gone only then. */
function collect() {
  gc();
  gc();
}

async function measure([name, key, url, ...words]) {
  const memory = words[0] === '--calls';
  const warmUp = memory ? { calls: Number(words[1]), seconds: 0 } : WARM_UP;
  const counted = memory ? { calls: Number(words[2]), seconds: 0 } : { calls: 0, seconds: Number(words[0]) };
  const scenario = scenarioOf(key);
  const bytes = readFileSync(STDIN);
  const { make } = await import(`./candidates/${name}.mjs`);
  const call = make(url, scenario, bytes.length > 0 ? recorded(bytes) : undefined);
  await repeat(call, scenario, warmUp);
  collect();
  const before = await connections(url);
  const resident = process.memoryUsage.rss();
  const used = cpuMicroseconds();
  const calls = await repeat(call, scenario, counted);
  const spent = cpuMicroseconds() - used;
  collect();
  const grown = process.memoryUsage.rss() - resident;
  const opened = (await connections(url)) - before;
  return { us_per_call: spent / calls, calls, opened, grown, resident };
}

writeSync(STDOUT, `${JSON.stringify(await measure(process.argv.slice(2)))}\n`);
// How a client ends is no part of a call.
process.exit(0);
