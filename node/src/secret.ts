/** What is shown in place of every secret. */
const SHOWN = '[redacted]'

/**
 * Text that is shown by nothing but {@link Secret.expose}: not by `console.log`, `util.inspect`, `JSON.stringify` or template
 * literals, and that no `structuredClone` takes along.
 */
export class Secret {
  readonly #text: string

  /** @throws TypeError if the text is no string. */
  constructor(text: string) {
    if (typeof text !== 'string') {
      throw new TypeError(`the text of a Secret must be a string, not ${typeof text}`)
    }
    this.#text = text
  }

  /** The text itself. Name every use with care: what is exposed can be logged. */
  expose(): string {
    return this.#text
  }

  toString(): string {
    return SHOWN
  }

  toJSON(): string {
    return SHOWN
  }

  /** What Node.js prints. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Secret(${SHOWN})`
  }
}
