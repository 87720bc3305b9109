// Carries the shared scenarios out: tests/scenarios/README.md, "Steps".

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import * as phonevault from 'phonevault'
import { camel, errorClass } from '../support/manifest.mjs'
import { Simulator } from '../support/simulator.mjs'
import * as clients from './clients.mjs'
import { PAUSES, resumed } from './elsewhere.mjs'
import { differences, withoutNulls } from './matching.mjs'
import { CLOUDS, CORE, errorFacts } from './names.mjs'
import { fill, pointedAt } from './variables.mjs'

/** Runs one scenario; the operations whose whole answers were compared. */
export async function run(path) {
  const scenario = JSON.parse(readFileSync(path, 'utf8'))
  const simulator = await Simulator.start(scenario.simulator)
  let run
  try {
    run = new Run(simulator, { ready: simulator.ready, phones: await simulator.phones() })
    for (const [index, step] of scenario.steps.entries()) {
      await run.step(step).catch((cause) => {
        throw new Error(`step ${index}: ${JSON.stringify(step)}: ${cause.message}`, { cause })
      })
    }
    const counts = await simulator.counts()
    agree(fill(scenario.requests, run.variables), counts)
    for (const [name, calls] of run.compared) {
      const count = arrived(counts, name)
      assert.ok(count >= calls, `${calls} calls of ${name} were answered, but ${count} arrived`)
    }
  } catch (error) {
    // What the self-check finds after a failure is no news.
    await run?.close()
    await simulator.stop().catch(() => undefined)
    throw error
  }
  await run.close()
  await simulator.stop()
  return new Set(run.compared.keys())
}

/** The verbs, which are also the names of the methods that carry them out. */
const VERBS = ['client', 'call', 'untyped', 'pages', 'handle', 'status', 'wait', 'resume', 'resume_elsewhere', 'admin', 'files', 'set']

/** One scenario on its way. */
class Run {
  compared = new Map()
  #simulator
  #clients = new Map()
  #jobs = new Map()

  constructor(simulator, variables) {
    this.#simulator = simulator
    this.variables = variables
    for (const cloud of Object.keys(CLOUDS)) this.#make(cloud, { cloud })
  }

  async close() {
    await Promise.all([...this.#clients.values()].map(({ client }) => client.close()))
  }

  async step(written) {
    const step = fill(written, this.variables)
    const [verb, ...more] = VERBS.filter((name) => name in step)
    assert.ok(verb && more.length === 0, 'it does not say one thing to do')
    let answer
    try {
      answer = withoutNulls(await this[verb](step))
    } catch (error) {
      if (!(error instanceof phonevault.PhonevaultError) || !('error' in step)) throw error
      this.#failed(step.error, error)
      return
    }
    assert.ok(!('error' in step), `no error, but ${JSON.stringify(answer)}`)
    if ('answer' in step) agree(step.answer, answer)
    for (const [name, pointer] of Object.entries(step.save ?? {})) this.variables[name] = pointedAt(pointer, answer)
  }

  #failed(expected, error) {
    const facts = errorFacts(error)
    assert.equal(error.constructor, phonevault[errorClass(facts.kind)])
    // Words that only people read.
    for (const words of ['message', 'excerpt']) if (!(words in expected)) delete facts[words]
    agree(expected, facts)
  }

  #make(name, given) {
    const options = clients.options(this.#simulator.ready, given)
    this.#clients.set(name, { cloud: given.cloud, client: clients.make(given.cloud, options), options, each: {} })
  }

  client(step) {
    if (!('from' in step)) return this.#make(step.client, step)
    const from = this.#clients.get(step.from)
    this.#clients.set(step.client, { ...from, each: { ...from.each, ...clients.callOptions(step) } })
  }

  async call(step) {
    const { cloud, client, each } = this.#clients.get(step.on)
    const [names, name] = [CLOUDS[cloud], step.call]
    const { method, result } = names.operations.get(name)
    let answer = await client[camel(method)](names.request(name, step.params ?? {}), each)
    if (result.kind === 'job') {
      if ('job' in step) this.#jobs.set(step.job, answer)
      answer = answer.response
    }
    if ('answer' in step && !('$part' in step.answer)) {
      const counted = `${cloud}.${name}`
      this.compared.set(counted, (this.compared.get(counted) ?? 0) + 1)
    }
    return names.answer(name, answer)
  }

  untyped(step) {
    const { client, each } = this.#clients.get(step.on)
    return client.call(step.untyped, step.params ?? {}, each)
  }

  async pages(step) {
    const { cloud, client, each } = this.#clients.get(step.on)
    const [names, name] = [CLOUDS[cloud], step.pages]
    const { method, item, items } = names.operations.get(name).result
    const pages = client[camel(method)](names.request(name, step.params ?? {}), each)
    const wire = (found) => names.wire({ list: { struct: item } }, found)
    if (step.by === 'collect') return { items: wire(await pages.collect(step.most)) }
    if (step.by === 'items') return { items: wire(await all(pages.items())) }
    const found = (await all(pages)).map((page) => wire(page[camel(items)] ?? []))
    return { sizes: found.map((page) => page.length), items: found.flat() }
  }

  handle(step) {
    const { id, token } = this.#jobs.get(step.handle)
    return { id, token }
  }

  async status(step) {
    return CORE.wire({ struct: 'JobStatus' }, await this.#jobs.get(step.status).status())
  }

  async wait(step) {
    const job = this.#jobs.get(step.wait)
    const options = { timeoutMs: (step.timeout ?? 60) * 1000, ...PAUSES }
    // What progress shows of a wait that does not end well is no part of it.
    if (!('error' in step)) {
      const last = (await all(job.progress(options))).at(-1)
      assert.equal(last?.ended, last?.phones.length, 'the last update was not of the end')
    }
    return CORE.wire({ struct: 'JobResult' }, await job.wait({ ...options, check: step.check ?? true }))
  }

  resume(step) {
    const job = this.#clients.get(step.on).client.resumeJob(step.resume)
    assert.equal(job.response, undefined)
    this.#jobs.set(step.job, job)
  }

  resume_elsewhere(step) {
    const { cloud, options } = this.#clients.get(step.on)
    return resumed(cloud, options, step.resume_elsewhere)
  }

  admin(step) {
    const [method, target] = step.admin.split(' ', 2)
    return this.#simulator.admin(method, target, step.body ?? step.text)
  }

  /** What lies on a phone at or below some paths, by path. */
  async files(step) {
    const { files } = await this.#simulator.admin('GET', `/phones/${step.files}/files?all=true`)
    const wanted = ({ path }) => step.below.some((below) => path === below || path.startsWith(`${below}/`))
    const found = Object.fromEntries(files.filter(wanted).map((entry) => [entry.path, entry]))
    if ('other_than' in step) assert.notDeepEqual(withoutNulls(found), step.other_than, 'the files are the same')
    return found
  }

  set(step) {
    return step.set
  }
}

/** Everything that an async iterable gives. */
async function all(iterable) {
  const found = []
  for await (const one of iterable) found.push(one)
  return found
}

function agree(expected, actual) {
  const found = differences(expected, withoutNulls(actual))
  assert.ok(found.length === 0, `\n${found.join('\n')}`)
}

/**
 * How many calls of a typed operation arrived. The simulator puts the service before the name, unless it is that of the phones,
 * and counts two operations with one URI under what their names have in common.
 */
function arrived(counts, name) {
  const [cloud, operation] = name.split('.')
  const named = Object.entries(counts)
    .filter(([counted]) => counted.startsWith(cloud))
    .map(([counted, count]) => [counted.split('.').at(-1), count.received])
    .filter(([counted]) => operation.startsWith(counted))
  const [[, received] = ['', 0]] = named.sort(([one], [other]) => other.length - one.length)
  return received
}
