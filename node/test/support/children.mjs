// Node.js processes of their own, for what a whole process does.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** Starts a script with an argument, as JSON, and with these flags of Node.js. */
export function started(script, argument, flags = []) {
  const child = spawn(process.execPath, [...flags, script, JSON.stringify(argument)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  return { child, exited }
}

/** Runs a script to its end; gives what it printed. A code of exit other than 0 is an error. */
export async function ran(script, argument) {
  const { child, exited } = started(script, argument)
  child.stdin.end()
  const [said, [code, signal]] = await Promise.all([text(child.stdout), exited])
  if (code !== 0) throw new Error(`${script} ended with ${code ?? signal} and said: ${said}`)
  return said
}
