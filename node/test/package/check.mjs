// What `npm pack` gives, where its users have it: in projects that are empty but for it.
//
//     PHONEVAULT_BIN=… node test/package/check.mjs --tarball phonevault-0.1.0.tgz [--platform phonevault-linux-x64-gnu-0.1.0.tgz]
//
// With `--platform` the native module is in a package of its own, else it is in the tarball.

import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Simulator } from '../support/simulator.mjs'
import { Project } from './empty.mjs'

const { values } = parseArgs({ options: { tarball: { type: 'string' }, platform: { type: 'string' } } })
assert.ok(values.tarball, 'say which package: --tarball PATH')
const tarballs = [values.tarball, ...(values.platform === undefined ? [] : [values.platform])].map((path) => resolve(path))
const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

/** What a package may hold. */
const PACKED = /^(package\.json|README\.md|LICENSE|dist\/\w+(\.js|\.mjs|\.d\.ts|\.d\.mts)|phonevault\.[\w-]+\.node)$/

async function installed(t, description) {
  const project = new Project(t, description)
  await project.install(tarballs)
  return project
}

const described = (project, name = 'phonevault') => JSON.parse(readFileSync(join(project.folder, 'node_modules', name, 'package.json'), 'utf8'))

test('it stands behind nothing', async (t) => {
  const project = await installed(t)
  const listed = JSON.parse(await project.ran('npm', ['ls', '--all', '--json'])).dependencies
  const own = (name) => name === 'phonevault' || (values.platform !== undefined && /^phonevault-[\w-]+$/.test(name))
  assert.deepEqual(Object.keys(listed).filter((name) => !own(name)), [])
  assert.equal(Object.keys(listed).length, tarballs.length)
  const { dependencies, peerDependencies, bundleDependencies, bundledDependencies, optionalDependencies = {}, scripts = {} } = described(project)
  assert.deepEqual([dependencies, peerDependencies, bundleDependencies ?? bundledDependencies], [undefined, undefined, undefined])
  for (const [name, wanted] of Object.entries(optionalDependencies)) {
    assert.match(name, /^phonevault-[\w-]+$/)
    assert.equal(wanted, version)
  }
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) assert.equal(scripts[hook], undefined, hook)
})

test('it holds what it needs and nothing else', async (t) => {
  const project = await installed(t)
  const files = project.files()
  assert.deepEqual(files.filter((file) => !PACKED.test(file)), [])
  for (const wanted of ['README.md', 'LICENSE', 'dist/index.js']) assert.ok(files.includes(wanted), `${wanted} is missing`)
  assert.equal(files.filter((file) => file.endsWith('.node')).length, values.platform === undefined ? 1 : 0)
  // Each module has its types, and each file that exports name is there.
  for (const file of files) if (/\.m?js$/.test(file)) assert.ok(files.includes(file.replace(/\.(m?)js$/, '.d.$1ts')), file)
  const named = JSON.stringify(described(project).exports).match(/\.\/[\w./]+\.\w+/g) ?? []
  assert.ok(named.length > 12)
  for (const file of named) assert.ok(existsSync(join(project.installed, file)), file)
  // Nothing of the machine that made it. A native module that is built for debugging has paths in it; look into the others.
  for (const file of files.filter((file) => !file.endsWith('.node'))) {
    const content = readFileSync(join(project.installed, file), 'utf8')
    for (const path of [REPOSITORY, `${homedir()}/`, 'sourceMappingURL']) assert.ok(!content.includes(path), `${file} names ${path}`)
  }
  if (values.platform === undefined) return
  const platform = Object.keys(described(project).optionalDependencies).find((name) => existsSync(join(project.folder, 'node_modules', name)))
  assert.deepEqual(project.files(platform).filter((file) => !PACKED.test(file) || file.startsWith('dist')), [])
  const { os, cpu } = described(project, platform)
  assert.deepEqual([os, cpu], [[process.platform], [process.arch]])
})

test('what it says of a platform without a native module', async (t) => {
  const project = await installed(t)
  project.take('unbuilt.cjs')
  const failures = async (...platform) => JSON.parse(await project.node(['unbuilt.cjs', ...platform]))
  assert.deepEqual(await failures(), [])
  for (const [platform, arch, missing] of [
    ['linux', 'riscv64', 'linux-riscv64-gnu'],
    ['darwin', 'arm64', 'darwin-arm64'],
    ['win32', 'x64', 'win32-x64-msvc'],
  ]) {
    const told = await failures(platform, arch)
    // It is told each time, whatever part the client is of.
    assert.equal(told.length, 4)
    for (const message of told) {
      assert.match(message, new RegExp(`^phonevault ${version} has no native module for ${missing}\\.`))
      assert.match(message, /is built for linux-x64-gnu(, [\w, -]+)? only; elsewhere build it from source with Rust/)
      assert.match(message, new RegExp(`phonevault-${missing}: not installed`))
    }
  }
})

test('what it says if the native module is gone or damaged', async (t) => {
  const project = await installed(t)
  project.take('unbuilt.cjs')
  const name = 'phonevault.linux-x64-gnu.node'
  const holder = values.platform === undefined ? 'phonevault' : 'phonevault-linux-x64-gnu'
  const native = join(project.folder, 'node_modules', holder, name)
  writeFileSync(native, 'not what it was')
  for (const message of JSON.parse(await project.node(['unbuilt.cjs']))) assert.match(message, /linux-x64-gnu.+: Error: .+/s)
  rmSync(native)
  if (values.platform !== undefined) rmSync(join(project.folder, 'node_modules', holder), { recursive: true })
  const told = JSON.parse(await project.node(['unbuilt.cjs']))
  assert.equal(told.length, 4)
  for (const message of told) {
    assert.match(message, new RegExp(`phonevault-linux-x64-gnu@${version}`))
    assert.match(message, /phonevault-linux-x64-gnu: not installed/)
  }
})

/** Projects that use it: what is in them, and what is run. */
const COMPILED = { target: 'ES2022', lib: ['ES2022'], types: [], strict: true, noUncheckedIndexedAccess: true, outDir: 'out' }
const PROJECTS = {
  'an ECMAScript module': { files: ['esm.mjs'], program: 'esm.mjs' },
  'a CommonJS module': { files: ['commonjs.cjs'], program: 'commonjs.cjs' },
  'both in one process': { files: ['same.mjs'], program: 'same.mjs' },
  'TypeScript, to ECMAScript modules': { type: 'module', compiled: { module: 'nodenext' } },
  'TypeScript, to CommonJS': { type: 'commonjs', compiled: { module: 'nodenext' } },
  'TypeScript, as bundlers resolve': { type: 'module', compiled: { module: 'esnext', moduleResolution: 'bundler' } },
}

for (const [what, { files = ['main.ts'], program = 'out/main.js', type, compiled }] of Object.entries(PROJECTS)) {
  test(`it is used by ${what}`, async (t) => {
    const project = await installed(t, type === undefined ? {} : { type })
    for (const file of files) project.take(file)
    if (compiled !== undefined) {
      project.write('tsconfig.json', { compilerOptions: { ...COMPILED, ...compiled }, include: ['main.ts'] })
      await project.tsc(['--noEmit', '--strict'])
      await project.tsc([])
    }
    const simulator = await Simulator.start({ phones: 8, time_scale: 500 })
    let said
    try {
      // It ends by itself, or this does not.
      said = await project.node([program], { READY: JSON.stringify(simulator.ready) })
    } finally {
      await simulator.stop()
    }
    assert.equal(said, `${version}\n`)
  })
}
