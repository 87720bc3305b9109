// Every name of the manifest is there in both module systems, and no other.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { camel, CLOUDS, errorClass, MANIFEST, upper } from './support/manifest.mjs'

const require = createRequire(import.meta.url)
const NAMES = ['phonevault', 'phonevault/huawei', 'phonevault/alibaba']
const MODULES = { esm: {}, cjs: {} }
for (const name of NAMES) {
  MODULES.esm[name] = await import(name)
  MODULES.cjs[name] = require(name)
}

/** What stands in the clients beside operations and paginators. */
const COMMON = ['call', 'close', 'constructor', 'resumeJob']
const OWN = { alibaba: ['backupFilesGone'], huawei: ['findProjectId'] }

const ERRORS = ['PhonevaultError', ...MANIFEST.core.error_kinds.map(({ name }) => errorClass(name))]

/** The class of the client of a cloud. */
const clientName = (cloud) => `${cloud[0].toUpperCase()}${cloud.slice(1)}Client`

/** The names that a module gives away. Node.js may add those of its own to one that was CommonJS. */
const exported = (module) => Object.keys(module).filter((name) => !['default', 'module.exports', '__esModule'].includes(name)).sort()

for (const [system, modules] of Object.entries(MODULES)) {
  describe(`in ${system}`, () => {
    const root = modules.phonevault

    test('the root gives clients, errors and Secret', () => {
      const clouds = Object.keys(CLOUDS)
      const expected = [...ERRORS, ...clouds.map(clientName), ...clouds, 'Secret', 'BY_KIND', 'version']
      assert.deepEqual(exported(root), expected.sort())
      assert.equal(root.version, require('phonevault/package.json').version)
    })

    test('every kind of error has its class', () => {
      const subclasses = MANIFEST.core.error_kinds.map(({ name }) => [name, root[errorClass(name)]])
      assert.equal(new Set(subclasses.map(([, of]) => of)).size, subclasses.length)
      for (const [kind, of] of subclasses) {
        assert.equal(Object.getPrototypeOf(of), root.PhonevaultError)
        assert.deepEqual([of.name, new of('text').name, new of('text').kind], [errorClass(kind), errorClass(kind), kind])
      }
      assert.equal(Object.getPrototypeOf(root.PhonevaultError), Error)
      assert.ok(isDeepStrictEqual({ ...root.BY_KIND }, Object.fromEntries(subclasses)))
    })

    for (const [cloud, described] of Object.entries(CLOUDS)) {
      const module = modules[`phonevault/${cloud}`]

      test(`${cloud} is the same from the root and by itself`, () => {
        assert.deepEqual(exported(root[cloud]), exported(module))
        for (const name of exported(module)) assert.equal(root[cloud][name], module[name])
        assert.equal(root[clientName(cloud)], module.Client)
      })

      test(`${cloud} gives its client and its enumerations`, () => {
        const enums = described.enums.map(({ name }) => name)
        assert.deepEqual(exported(module), ['Client', clientName(cloud), ...enums].sort())
        assert.equal(module.Client.name, clientName(cloud))
        for (const { name, values } of described.enums) {
          const known = Object.fromEntries(values.map((one) => [upper(one.name), one.value]))
          assert.deepEqual(module[name], known)
        }
      })

      test(`the client of ${cloud} has every operation and paginator, and no other method`, () => {
        const methods = described.operations.flatMap(({ method, result }) => [method, ...(result.method ? [result.method] : [])])
        const own = Object.getOwnPropertyNames(module.Client.prototype)
        assert.deepEqual(own.sort(), [...methods.map(camel), ...COMMON, ...OWN[cloud]].sort())
        assert.deepEqual(Object.getOwnPropertySymbols(module.Client.prototype), [Symbol.asyncDispose])
        for (const name of own) assert.equal(typeof module.Client.prototype[name], 'function')
        assert.equal(Object.getPrototypeOf(module.Client), Function.prototype)
      })
    }
  })
}

test('both module systems give the same', () => {
  for (const name of NAMES) {
    const [esm, cjs] = [MODULES.esm[name], MODULES.cjs[name]]
    assert.deepEqual(exported(esm), exported(cjs))
    for (const one of exported(esm)) {
      // A namespace of ESM may be an object of its own, with the same things in it.
      if (one in CLOUDS) assert.deepEqual(Object.entries(esm[one]).sort(), Object.entries(cjs[one]).sort())
      else assert.equal(esm[one], cjs[one])
    }
  }
})

test('nothing else of the package can be loaded', () => {
  for (const path of ['phonevault/dist/index.js', 'phonevault/dist/native.js', 'phonevault/src/index.ts', 'phonevault/internal']) {
    assert.throws(() => require(path), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' })
  }
  assert.equal(require('phonevault/package.json').name, 'phonevault')
  assert.deepEqual(Object.keys(require('phonevault/package.json').dependencies ?? {}), [])
})

test('Symbol.asyncDispose is there, whether Node.js has it or not', () => {
  assert.equal(typeof Symbol.asyncDispose, 'symbol')
  for (const cloud of Object.keys(CLOUDS)) {
    assert.equal(typeof MODULES.esm[`phonevault/${cloud}`].Client.prototype[Symbol.asyncDispose], 'function')
  }
})
