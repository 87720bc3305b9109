// The vendor's own addresses, leading to a simulator.
//
// Alibaba's credentials package has addresses of its own for the metadata service and for STS, knows no proxy and opens all its
// connections with `http.request` and `https.request`. Those two are replaced for the time of a case; what they are asked for is
// sent on as it is, without TLS. A host that is none of the vendor's is refused, so that nothing leaves the loopback interface.

import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';

const ROUTES = [
  [/^sts(-vpc)?(\.[a-z0-9-]+)?\.aliyuncs\.com$/, 'alibaba_sts'],
  [/^100\.100\.100\.200$/, 'alibaba_metadata'],
];

/** Runs `body(hosts)`; `hosts` are the vendor's names asked for so far. A method that is `refused` is answered with 405. */
export async function vendorNames(endpoints, body, { refused } = {}) {
  const hosts = [];
  const refusing = http.createServer((_, answer) => answer.writeHead(405).end());
  await once(refusing.listen(0, '127.0.0.1'), 'listening');
  const kept = { http: http.request, https: https.request };
  const lead = (protocol) => (options, ...more) => {
    if (options.host === '127.0.0.1') return kept[protocol].call(protocol === 'http' ? http : https, options, ...more);
    const route = ROUTES.find(([pattern]) => pattern.test(options.host));
    if (!route) throw new Error(`${options.host} is no address of the vendor`);
    hosts.push(options.host);
    const port = options.method === refused ? refusing.address().port : new URL(endpoints[route[1]]).port;
    const headers = { ...options.headers, host: options.host };
    return kept.http.call(http, { ...options, host: '127.0.0.1', port, headers, agent: false }, ...more);
  };
  http.request = lead('http');
  https.request = lead('https');
  try {
    return await body(hosts);
  } finally {
    http.request = kept.http;
    https.request = kept.https;
    refusing.close();
  }
}
