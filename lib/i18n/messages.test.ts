import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { LOCALES } from './locales'
import { pseudo } from './pseudo'
import { ALL_MESSAGES } from './translate'

/** Every message by its path. */
function flat(tree: unknown, path = ''): Map<string, string> {
  if (typeof tree === 'string') return new Map([[path, tree]])
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(tree as Record<string, unknown>))
    for (const [inner, text] of flat(value, path ? `${path}.${key}` : key)) all.set(inner, text)
  return all
}

/** Names of a message's ICU arguments with their types, and of its tags: `count plural`, `<page>`. */
function parts(message: string): string[] {
  const found = new Set([...message.matchAll(/<(\w+)>/g)].map(([tag]) => tag))
  const text = (from: number): number => {
    let at = from
    while (at < message.length && message[at] !== '}') at = message[at] === '{' ? argument(at + 1) : at + 1
    return at + 1
  }
  const argument = (from: number): number => {
    const [head = '', name = '', type = ''] = /^\s*(\w+)\s*(?:,\s*(\w+))?/.exec(message.slice(from)) ?? []
    found.add(`${name} ${type}`.trim())
    let at = from + head.length
    while (at < message.length && message[at] !== '}') at = message[at] === '{' ? text(at + 1) : at + 1
    return at + 1
  }
  for (let at = 0; at < message.length; ) at = text(at)
  return [...found].sort()
}

const messages = new Map(LOCALES.map((locale) => [locale, flat(ALL_MESSAGES[locale])]))
const english = messages.get('en') ?? new Map<string, string>()
const others = LOCALES.filter((locale) => locale !== 'en')

/** The same word in both languages. */
const SAME_IN_SPANISH = new Set(['Patchbay', 'Safari', 'Chrome', 'No'])

const values = (message: string) =>
  Object.fromEntries(
    parts(message).map((part) => {
      if (part.startsWith('<')) return [part.slice(1, -1), (inner: unknown) => inner]
      const [name = '', type] = part.split(' ')
      return [name, type === 'plural' || type === 'number' ? 3 : type === 'date' ? new Date(0) : 'Nora']
    }),
  )

/** Formats every message; throws for one that ICU cannot read or that lacks a value. */
function formatAll(locale: string, tree: unknown): Map<string, string> {
  const t = createTranslator<Record<string, unknown>>({
    locale,
    messages: tree as Record<string, unknown>,
    onError: (error) => {
      throw error
    },
  })
  const format = t.markup as (key: string, values: Record<string, unknown>) => string
  return new Map([...flat(tree)].map(([path, message]) => [path, format(path, values(message))]))
}

it('reads arguments, branches and tags', () => {
  expect(parts('{a} of <b>{n, plural, one {# day of {c}} other {days}}</b>')).toEqual([
    '<b>',
    'a',
    'c',
    'n plural',
  ])
})

describe.each(others)('%s', (locale) => {
  const own = messages.get(locale) ?? new Map<string, string>()

  it('has the keys of English, no more and no fewer', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english.keys()])('%s has the same arguments', (path) => {
    expect(parts(own.get(path) ?? '')).toEqual(parts(english.get(path) ?? ''))
  })

  it('leaves nothing in English', () => {
    const copies = [...own].filter(([path, text]) => text === english.get(path) && !SAME_IN_SPANISH.has(text))
    expect(copies.filter(([, text]) => /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, '')))).toEqual([])
  })
})

describe.each(LOCALES)('%s', (locale) => {
  it('every message can be formatted, and none is empty', () => {
    for (const [path, text] of formatAll(locale, ALL_MESSAGES[locale])) expect(text.trim(), path).not.toBe('')
  })

  it('uses typographic quotes and apostrophes', () => {
    const plain = [...(messages.get(locale) ?? [])].filter(([, text]) => /['"]|\.\.\./.test(text))
    expect(plain).toEqual([])
  })
})

describe('the pseudo-locale', () => {
  const grown = pseudo(ALL_MESSAGES.en)

  it('keeps keys and arguments', () => {
    for (const [path, text] of flat(grown)) expect(parts(text), path).toEqual(parts(english.get(path) ?? ''))
    expect([...flat(grown).keys()]).toEqual([...english.keys()])
  })

  it('is longer everywhere, and shows where it begins and ends', () => {
    for (const [path, text] of formatAll('en', grown)) {
      if (/^\{[^}]*\}$/.test(english.get(path) ?? '')) continue
      expect(text, path).toMatch(/^\[.*\]$/s)
    }
  })
})
