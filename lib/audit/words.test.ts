import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { EVENT_WORDS, eventWords } from './words'

const LIB = fileURLToPath(new URL('..', import.meta.url))

const sources = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !name.includes('testing'))
  .map((name) => readFileSync(path.join(LIB, name), 'utf8'))

it('every kind has words, and every kind that is written anywhere is known', () => {
  const written = new Set(
    sources.flatMap((text) =>
      [...text.matchAll(/'((?:session|invite|connection|orphan|deletion)\.[a-z_0-9]+)'/g)].map((match) =>
        String(match[1]),
      ),
    ),
  )
  const kinds = Object.keys(EVENT_WORDS)
  for (const kind of kinds) {
    expect(eventWords(kind)).toMatch(/^[A-Z]/)
    expect(written, `nothing writes ${kind}`).toContain(kind)
  }
  expect(written.size).toBeGreaterThan(20)
})

it('a kind of a newer version is shown as it is', () => {
  for (const kind of ['session.teleported', 'constructor', '__proto__']) expect(eventWords(kind)).toBe(kind)
})
