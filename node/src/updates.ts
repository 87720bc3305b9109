/** News that come by themselves, for one who asks for them one after the other. */
export class Updates<T> implements AsyncIterable<T> {
  readonly #arrived: T[] = []
  #end: { error?: unknown } | undefined
  #wake: (() => void) | undefined

  /** Whether there will be no more. */
  get ended(): boolean {
    return this.#end !== undefined
  }

  add(one: T): void {
    this.#arrived.push(one)
    this.#wake?.()
  }

  /** There will be no more; with an error it is thrown after the last one. */
  end(end: { error?: unknown } = {}): void {
    this.#end = end
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const next = this.#arrived.shift()
      if (next !== undefined) yield next
      else if (this.#end === undefined) await new Promise<void>((resolve) => (this.#wake = resolve))
      else if ('error' in this.#end) throw this.#end.error
      else return
    }
  }
}
