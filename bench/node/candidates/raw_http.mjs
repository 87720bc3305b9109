// The bytes of the vendor's SDK through bare `node:http`, the answer only parsed as JSON.

import { Agent, request } from 'node:http';
import { readItems } from '../scenarios.mjs';

export function make(url, scenario, wire) {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: scenario.inFlight });
  const target = new URL(url);
  const options = {
    agent,
    host: target.hostname,
    port: target.port,
    method: wire.method,
    path: wire.target,
    headers: { ...wire.headers, 'Content-Length': wire.body.length },
  };

  return () => new Promise((resolve, reject) => {
    const sent = request(options, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => resolve(readItems(scenario.kind, JSON.parse(Buffer.concat(parts).toString()))));
    });
    sent.on('error', reject);
    sent.end(wire.body);
  });
}
