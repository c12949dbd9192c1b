/**
 * Controls, line breaks, and the marks that turn the direction of text: none belongs into a name, and in a header or a
 * sentence they could make something else of it.
 */
const UNSEEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu

/** A value of somebody else's making as one line of plain text. */
export function plainValue(value: string): string {
  return value.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
}

/** The same for a header, cut to a length that every mail program shows. */
export function headerValue(value: string, most = 140): string {
  const signs = [...plainValue(value)]
  return signs.length <= most
    ? signs.join('')
    : `${signs
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

/** Every text in a tree of facts, at any depth, as one line of plain text. */
export function plainFacts<T>(facts: T): T {
  if (typeof facts === 'string') return plainValue(facts) as T
  if (Array.isArray(facts)) return facts.map(plainFacts) as T
  if (typeof facts !== 'object' || facts === null || facts instanceof Date) return facts
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, plainFacts(value)])) as T
}
