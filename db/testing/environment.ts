/**
 * Sets variables of this process, as the launcher sets them for the product. Call it before the first use of
 * lib/env, which reads them once. `undefined` removes one.
 */
export function setEnvironment(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

/** A variable of whoever runs the tests, which no part of the product reads; null when it is not set. */
export const fromEnvironment = (name: string): string | null => process.env[name] || null
