// Both module systems in one process: one and the same package.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
for (const path of ['phonevault', 'phonevault/huawei', 'phonevault/alibaba']) {
  const [esm, cjs] = [await import(path), require(path)]
  // What Node.js and compilers add, that knows what is exported as `default`.
  const added = ['__esModule', 'module.exports']
  const names = Object.keys(esm).filter((name) => !added.includes(name))
  assert.deepEqual(names.sort(), Object.keys(cjs).sort(), path)
  for (const name of names) assert.equal(esm[name], cjs[name], `${path}: ${name}`)
  assert.ok(names.length > 5, path)
}
await assert.rejects(import('phonevault/dist/calls.js'), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' })
assert.throws(() => require('phonevault/native'), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' })
console.log(require('phonevault/package.json').version)
