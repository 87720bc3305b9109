/**
 * Keeps the process alive while a call runs, and only then. The native module's own function does not, because it is there
 * as long as its client.
 */
const LONGEST = 2 ** 31 - 1

let waiting = 0
let timer: NodeJS.Timeout | undefined

/** One call more. */
export function begun(): void {
  if (waiting++ > 0) return
  if (timer === undefined) timer = setInterval(() => undefined, LONGEST)
  else timer.ref()
}

/** One call less. */
export function ended(): void {
  if (--waiting === 0) timer?.unref()
}
