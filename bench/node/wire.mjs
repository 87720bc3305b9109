// A request as it stood on the wire, for candidates that send the same bytes.

// What HTTP libraries write by themselves.
const OF_THE_LIBRARY = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding']);

/** Reads what was recorded: method, target, header fields, body. */
export function recorded(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  const [line, ...fields] = bytes.toString('latin1', 0, end).split('\r\n');
  const [method, target] = line.split(' ');
  const headers = {};
  for (const field of fields) {
    const colon = field.indexOf(':');
    const name = field.slice(0, colon);
    if (!OF_THE_LIBRARY.has(name.toLowerCase())) headers[name] = field.slice(colon + 1).trim();
  }
  return { method, target, headers, body: bytes.subarray(end + 4) };
}
