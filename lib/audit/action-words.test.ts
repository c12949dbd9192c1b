import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import {
  ACTION_WORDS,
  AUDIT_GROUPS,
  actionsOf,
  actionWords,
  fieldWords,
  prefixesOf,
  REFUSED_WORDS,
} from './action-words'

const LIB = fileURLToPath(new URL('..', import.meta.url))

const sources = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.ts$/.test(name) && !/\.test\.|testing|action-words/.test(name))
  .map((name) => readFileSync(path.join(LIB, name), 'utf8'))

/** The quoted words of the code that look like an action: `thing.verb`. */
const quoted = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/['`]([a-z_]+\.[a-z_0-9]+)['`]/g)].map((match) => String(match[1])),
  ),
)

/** What stands right behind `action:`, also as the second arm of a choice. */
const written = new Set(
  sources.flatMap((text) =>
    [
      ...text.matchAll(/\baction:[^\n,]*?['`]([a-z_]+\.[a-z_]+)['`](?:[^\n,]*?['`]([a-z_]+\.[a-z_]+)['`])?/g),
    ].flatMap(([, one, other]) => [one, other].filter((name) => name !== undefined)),
  ),
)

it('every action that is written has words', () => {
  expect(written.size).toBeGreaterThan(20)
  const known = [...Object.keys(ACTION_WORDS), ...Object.keys(REFUSED_WORDS)]
  for (const action of written) expect(known, action).toContain(action)
})

it('every action of the list is written somewhere, whole or put together', () => {
  const together = /^(link_session\.|account\.|connection\.)/
  for (const action of Object.keys(ACTION_WORDS))
    if (!together.test(action)) expect(quoted, `nothing writes ${action}`).toContain(action)
})

it('every action and refusal belongs to one group, apart from plain access', () => {
  for (const action of [...Object.keys(ACTION_WORDS), ...Object.keys(REFUSED_WORDS)]) {
    const [prefix = ''] = action.split('.')
    const groups = AUDIT_GROUPS.filter((group) => prefixesOf(group).includes(prefix))
    expect(groups, action).toHaveLength(prefix === 'access' ? 0 : 1)
  }
})

it('a group is its actions by name, allowed and refused', () => {
  expect(actionsOf('bulk').sort()).toEqual([
    'bulk.assign',
    'bulk.retry',
    'bulk.run',
    'bulk.start',
    'bulk.stop',
  ])
})

it('every permission has words for its refusal', () => {
  const names = readFileSync(path.join(LIB, 'auth/permissions.ts'), 'utf8').matchAll(/^ {2}'([a-z_.]+)':/gm)
  for (const [, permission] of names) expect(Object.keys(REFUSED_WORDS)).toContain(permission)
})

it('what is not known is shown as it is', () => {
  expect(actionWords('constructor', true)).toBe('constructor')
  expect(actionWords('team.manage', true)).toBe('team.manage')
  expect(fieldWords('toString')).toBe('to string')
  expect(fieldWords('max_uses')).toBe('max uses')
})
