/** Lists that come in pages. */
import type { Calls } from './calls.js'
import type { PagesCore } from './native.js'
import { CALL, type CallOptions } from './options.js'

/**
 * A list that comes in pages. Going through it gives the pages; {@link Pages.items} gives their items, each once.
 *
 * A page that could not be read leaves the list where it was: going on asks for the same page again.
 */
export class Pages<Page, Item> implements AsyncIterableIterator<Page> {
  readonly #calls: Calls
  readonly #options: CallOptions | undefined
  readonly #open: () => PagesCore
  #core: PagesCore | undefined

  /** @internal */
  constructor(calls: Calls, options: CallOptions | undefined, open: () => PagesCore) {
    this.#calls = calls
    this.#options = options
    this.#open = open
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** The next page. */
  async next(): Promise<IteratorResult<Page, void>> {
    const page = await this.#next<Page>(false, this.next)
    return page === null ? { done: true, value: undefined } : { done: false, value: page }
  }

  /** The items of all pages that are left, each once. */
  async *items(): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      const items = await this.#next<Item[]>(true, this.items)
      if (items === null) return
      yield* items
    }
  }

  /** The items of all pages that are left, at most `limit` of them. Pages beyond the limit are not asked for. */
  async collect(limit = Infinity): Promise<Item[]> {
    if (typeof limit !== 'number' || !(limit >= 0)) throw new TypeError('limit must be a number, zero or more')
    const found: Item[] = []
    while (found.length < limit) {
      const items = await this.#next<Item[]>(true, this.collect)
      if (items === null) break
      found.push(...items)
    }
    return found.slice(0, limit)
  }

  #next<T>(items: boolean, method: (...args: never[]) => unknown): Promise<T | null> {
    return this.#calls.run<T | null, CallOptions>({
      method,
      options: this.#options,
      allowed: CALL,
      begin: (number) => {
        this.#core ??= this.#open()
        return this.#core.next(number, items)
      },
    })
  }
}
