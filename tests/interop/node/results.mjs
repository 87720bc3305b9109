// What the run leaves for the table, in the form that interop_table/results.py describes.

import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

const path = process.env.INTEROP_RESULTS;
if (path) writeFileSync(path, '');

function write(line) {
  if (path) appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** The rows of the table that a section has; they are kept in one place for all languages. */
export function introduce(client, section, offers) {
  const { version } = JSON.parse(readFileSync(new URL(`node_modules/${client}/package.json`, import.meta.url), 'utf8'));
  write({ kind: 'client', client, language: 'node', section, version, offers });
}

/** `shows(client, section)(good, row, name, body)` is a test that is also a case of the table. */
export function shows(client, section) {
  return (kind, row, name, body) =>
    test(`${row}: ${name}`, async (context) => {
      let passed = false;
      try {
        await body(context);
        passed = true;
      } finally {
        write({ kind: 'case', client, section, row, case: kind, name: `${section} ${row}: ${name}`, passed });
      }
    });
}
