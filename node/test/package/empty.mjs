// Projects in which nothing is but what a user of the package has.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const FILES = fileURLToPath(new URL('project/', import.meta.url))
const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

/** The environment without what an npm around this, or whoever runs the tests, tells its children. */
function clean(more) {
  const told = (name) => /^npm_/i.test(name) || name === 'NODE_PATH' || name === 'NODE_OPTIONS' || name === 'INIT_CWD'
  const own = Object.entries(process.env).filter(([name]) => !told(name))
  return { ...Object.fromEntries(own), npm_config_update_notifier: 'false', ...more }
}

export class Project {
  /** Away from this repository, so that nothing of it is found by accident. It is gone with the test. */
  constructor(test, description = {}) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'phonevault-alone-')))
    test.after(() => rmSync(this.folder, { recursive: true, force: true }))
    this.write('package.json', { name: 'alone', version: '1.0.0', private: true, ...description })
  }

  write(name, content) {
    writeFileSync(join(this.folder, name), JSON.stringify(content))
  }

  /** Takes one of the files beside this. */
  take(name) {
    cpSync(join(FILES, name), join(this.folder, name))
  }

  /** Installs tarballs, with nobody to ask for anything else. */
  async install(tarballs) {
    await this.ran('npm', ['install', '--offline', '--no-audit', '--no-fund', ...tarballs])
    this.installed = join(this.folder, 'node_modules', 'phonevault')
  }

  /** The files of a package that is installed here. */
  files(name = 'phonevault') {
    const folder = join(this.folder, 'node_modules', name)
    const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
    return found.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name))).sort()
  }

  /** Runs a program to its good end; gives what it printed. */
  async ran(program, args, more = {}) {
    const child = spawn(program, args, { cwd: this.folder, env: clean(more), stdio: ['ignore', 'pipe', 'pipe'] })
    const [said, complained, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    assert.equal(code, 0, `${program} ${args.join(' ')} ended with ${code ?? signal}: ${said}${complained}`)
    return said
  }

  node(args, more) {
    return this.ran(process.execPath, args, more)
  }

  tsc(args) {
    return this.node([TSC, ...args])
  }
}
