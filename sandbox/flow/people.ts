import { pick } from '../state/ids'
import type { Organisation, Person } from '../state/schema'
import { scenarioOf } from './scenarios'

const FIRST = ['Ivy', 'Luna', 'Noa', 'Mila', 'Zoe', 'Ava', 'Jade', 'Ruby', 'Leo', 'Kai', 'Nina', 'Elle']
const LAST = [
  'Hart',
  'Rose',
  'Vale',
  'Quinn',
  'Lane',
  'Fox',
  'Blake',
  'Moon',
  'Reyes',
  'Stone',
  'Wild',
  'Marsh',
]

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function fromList(list: readonly string[], seed: string): string {
  return list[pick(seed, 0, list.length - 1)] ?? 'Ivy'
}

/** OnlyFans' numeric user id: the same e-mail is the same user for ever, another e-mail is another user. */
function userId(email: string): string {
  return String(pick(`of-user:${email}`, 10_000_000, 499_999_999))
}

/** The OnlyFans user who logs in with this e-mail. */
export function personFor(organisation: Organisation, email: string): Person {
  const seeded = Object.hasOwn(organisation.people, email) ? organisation.people[email] : undefined
  if (seeded !== undefined) return seeded
  const local = email.split('@')[0] ?? email
  const words = (local.split('+')[0] ?? local).split(/[^a-z]+/).filter((word) => word !== '')
  const name =
    words.length === 0
      ? `${fromList(FIRST, email)} ${fromList(LAST, email)}`
      : words.length === 1
        ? `${capital(words[0] ?? '')} ${fromList(LAST, email)}`
        : words.map(capital).join(' ')
  return {
    ofUserId: userId(email),
    username:
      local
        .replaceAll('+', '.')
        .replace(/[^a-z0-9._-]/g, '')
        .slice(0, 24) || 'creator',
    name: name.slice(0, 60),
    email,
    avatar: 'generated',
    kind: scenarioOf(email)?.kind ?? 'creator',
  }
}

/** Somebody else than the person of this e-mail, for a login that turns out to be another account. */
export function strangerFor(email: string, kind: Person['kind']): Person {
  const seed = `stranger:${email}`
  const first = fromList(FIRST, seed)
  const last = fromList(LAST, `${seed}:last`)
  return {
    ofUserId: userId(seed),
    username: `${first}.${last}`.toLowerCase(),
    name: `${first} ${last}`,
    email,
    avatar: 'generated',
    kind,
  }
}
