import { inspect } from 'node:util'
import { neverLog } from '../logger'

/** A value that prints as [secret] however it is logged, stringified or inspected. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
    neverLog(value)
  }

  /** The value itself; call it only where the bytes are sent. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [inspect.custom](): string {
    return '[secret]'
  }
}
