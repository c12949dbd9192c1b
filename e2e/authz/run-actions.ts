import { randomUUID } from 'node:crypto'
import { environment } from '../fixtures/environment'
import type { BuiltAction } from './build-entries'
import { type Answer, formCall, type Http, outcomeOf, plainCall, wordsOf } from './http'
import {
  type AgencyAction,
  type CreatorAction,
  ID_KINDS,
  type IdKind,
  PRINCIPALS,
  type Principal,
  type PublicAction,
  SCOPED,
  type UserAction,
} from './kinds'
import { ACTIONS } from './matrix'
import type { World } from './world'

/** One thing that was not as the matrix says. */
export type Surprise = string

type Call = {
  http: Http
  world: World
  action: BuiltAction
  principal: Principal
  kind: IdKind
  /** Headers over the usual ones; null takes one out. */
  headers?: Record<string, string | null>
  /** Another page than the action's own. */
  path?: string
  /** Fields over the input that the action takes. */
  extra?: Record<string, unknown>
}

export function entryOf(action: BuiltAction): AgencyAction | UserAction | PublicAction | CreatorAction {
  const entry = ACTIONS[action.key]
  if (!entry) throw new Error(`${action.key} is not in the matrix.`)
  return entry
}

async function bodyOf(
  call: Call,
): Promise<{ body: string | Buffer; headers: Record<string, string>; path: string }> {
  const { world, principal, kind } = call
  const entry = entryOf(call.action)
  const { slug, path } = world.home.agency
  if (entry.kind === 'public') return { ...formCall(entry.fields(randomUUID)), path: entry.page }
  if (entry.kind === 'user') {
    const input = entry.input(await world.id('userSession', kind, principal))
    return { ...plainCall([{ ...input, ...call.extra }]), path: `${path}/account` }
  }
  const id = entry.target ? await world.id(entry.target, kind, principal) : ''
  const input = { ...entry.input(id, randomUUID), ...call.extra }
  if (entry.kind === 'creator') return { ...plainCall([input]), path: '/connect' }
  const page = entry.page.replace(/\[.+\]/, kind === 'malformed' ? randomUUID() : id)
  return { ...plainCall([slug, input]), path: `${path}${page}` }
}

/** Calls an action as this principal would, or as somebody who tries to pass for them. */
export async function callAction(call: Call): Promise<Answer> {
  const { body, headers, path } = await bodyOf(call)
  const all: Record<string, string | null> = {
    ...headers,
    accept: 'text/x-component',
    origin: call.http.origin,
    'sec-fetch-site': 'same-origin',
    'next-action': call.action.id,
    ...(await call.world.cookieOf(call.principal)),
    ...call.headers,
  }
  const sent = Object.fromEntries(
    Object.entries(all).filter((one): one is [string, string] => one[1] !== null),
  )
  return call.http.send(call.path ?? path, { method: 'POST', headers: sent, body })
}

/** Those who are not signed in, whatever cookie they bring. */
export const isNobody = (principal: Principal): boolean =>
  ['anonymous', 'disabled', 'pending'].includes(principal)

/** Those who are signed in and have nothing to do with the home agency's console. */
export const isOutside = (principal: Principal): boolean =>
  ['foreignOwner', 'creator', 'deactivated'].includes(principal)

/** Those who are in some team at this moment. */
const isMember = (principal: Principal): boolean =>
  !isNobody(principal) && principal !== 'creator' && principal !== 'deactivated'

/** What the matrix says should come of it. */
export function expectedOf(http: Http, action: BuiltAction, principal: Principal, kind: IdKind): string {
  const entry = entryOf(action)
  if (entry.kind === 'public') {
    const special = principal === 'pending' ? entry.pending : isMember(principal) ? entry.member : undefined
    return special ?? entry.outcome
  }
  if (entry.kind === 'creator') return 'not_found'
  if (isNobody(principal)) return 'unauthenticated'
  if (entry.kind === 'user') return typeof entry.outcomes === 'string' ? entry.outcomes : entry.outcomes[kind]
  if (isOutside(principal)) return 'not_found'
  if (kind === 'malformed') return 'invalid_input'
  if (principal === 'limited' && SCOPED.includes(entry.target))
    return entry.allowed.includes('staff') ? 'not_found' : entry.notAllowedElsewhere
  const allowed: readonly string[] = entry.allowed
  if (!allowed.includes(principal === 'limited' ? 'staff' : principal))
    return kind === 'own' ? 'forbidden' : entry.notAllowedElsewhere
  if (kind !== 'own') return 'not_found'
  return http.origin === environment.baseUrl ? entry.own : (entry.ownElsewhere ?? entry.own)
}

/** Where no id is sent there is only one thing to try. */
function kindsOf(action: BuiltAction, principal?: Principal): readonly IdKind[] {
  // Everything is the same to them.
  if (principal === 'creator' || principal === 'deactivated') return ['own']
  const entry = entryOf(action)
  const hasId =
    ((entry.kind === 'agency' || entry.kind === 'creator') && entry.target !== null) ||
    (entry.kind === 'user' && typeof entry.outcomes !== 'string')
  return hasId ? ID_KINDS : ['own']
}

/** Every principal with these kinds of id. */
export async function tryEverybody(
  http: Http,
  world: World,
  action: BuiltAction,
  kinds: readonly IdKind[] = ID_KINDS,
): Promise<Surprise[]> {
  const surprises: Surprise[] = []
  for (const principal of PRINCIPALS) {
    const words: Partial<Record<IdKind, string>> = {}
    for (const kind of kindsOf(action, principal).filter((one) => kinds.includes(one))) {
      const answer = await callAction({ http, world, action, principal, kind })
      const expected = expectedOf(http, action, principal, kind)
      const outcome = outcomeOf(answer)
      words[kind] = wordsOf(answer)
      if (outcome !== expected)
        surprises.push(`${action.key} as ${principal}, ${kind} id: ${outcome}, not ${expected}`)
    }
    if (!kinds.includes('random')) continue
    if (words.foreign !== words.random)
      surprises.push(`${action.key} as ${principal}: a foreign id is told apart from a random one`)
    const entry = entryOf(action)
    if (
      principal === 'limited' &&
      entry.kind === 'agency' &&
      SCOPED.includes(entry.target) &&
      words.own !== words.random
    )
      surprises.push(`${action.key} as limited: what is hidden is told apart from a random id`)
  }
  return surprises
}

const NOT_OURS: Record<string, string | null>[] = [
  { origin: null },
  { origin: null, 'sec-fetch-site': 'none' },
  { origin: 'null' },
  { origin: 'https://evil.example' },
  { origin: 'http://localhost:1' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
]

/** The wrappers are the same for all actions, so each action is tried with some of the ways, in turn. */
function inTurn<T>(all: readonly T[], most: number, action: BuiltAction): T[] {
  const turn = [...action.key].reduce((sum, char) => sum + char.charCodeAt(0), 0)
  return Array.from({ length: most }, (_, i) => all[(turn * most + i) % all.length] as T)
}

/** Requests that no page of ours sends, with the cookie of an owner. All must be refused. */
export async function tryElsewhere(http: Http, world: World, action: BuiltAction): Promise<Surprise[]> {
  const surprises: Surprise[] = []
  for (const headers of inTurn(NOT_OURS, 3, action)) {
    const answer = await callAction({ http, world, action, principal: 'owner', kind: 'own', headers })
    const outcome = outcomeOf(answer)
    if (outcome !== 'origin_refused' && !/^status [45]/.test(outcome))
      surprises.push(`${action.key} with ${JSON.stringify(headers)}: ${outcome}`)
  }
  return surprises
}

const SMUGGLED = [
  'agencyId',
  'agency_id',
  'role',
  'userId',
  'id',
  'status',
  'ofUserId',
  'createdAt',
  '__proto__',
  'browser',
]

/** Fields that an action does not have must be refused, not ignored. */
export async function trySmuggling(http: Http, world: World, action: BuiltAction): Promise<Surprise[]> {
  const entry = entryOf(action)
  if (entry.kind === 'public') return []
  const surprises: Surprise[] = []
  for (const name of inTurn(SMUGGLED, 4, action)) {
    const extra = JSON.parse(`{${JSON.stringify(name)}: "smuggled"}`) as Record<string, unknown>
    const headers = entry.kind === 'creator' ? { cookie: await world.linkCookie() } : {}
    const answer = await callAction({ http, world, action, principal: 'owner', kind: 'own', extra, headers })
    const untouched = entry.kind === 'creator' ? entry.withLink : expectedOf(http, action, 'owner', 'own')
    // A plain object can't carry __proto__ as its own field, so that one is simply not there.
    const fine = name === '__proto__' ? ['invalid_input', untouched] : ['invalid_input']
    if (!fine.includes(outcomeOf(answer))) surprises.push(`${action.key} took ${name}: ${outcomeOf(answer)}`)
  }
  return surprises
}

/** Sent to a page that needs no sign-in, an action asks for the same as on its own page. */
export async function tryOtherPages(http: Http, world: World, action: BuiltAction): Promise<Surprise[]> {
  if (entryOf(action).kind === 'public') return []
  const surprises: Surprise[] = []
  for (const path of inTurn(['/sign-in', '/link/closed', '/', '/no/such/page', '/api/health'], 2, action))
    for (const principal of ['anonymous', 'pending', 'foreignOwner', 'disabled'] as const) {
      if (principal === 'foreignOwner' && entryOf(action).kind === 'user') continue
      const outcome = outcomeOf(await callAction({ http, world, action, principal, kind: 'own', path }))
      const expected = expectedOf(http, action, principal, 'own')
      if (outcome !== expected && !/^status (4|307)/.test(outcome))
        surprises.push(`${action.key} at ${path} as ${principal}: ${outcome}, not ${expected}`)
    }
  return surprises
}

/** With a creator's link: what is the link's own, and nothing else, whoever is signed in beside it. */
export async function tryLinks(http: Http, world: World, action: BuiltAction): Promise<Surprise[]> {
  const entry = entryOf(action)
  if (entry.kind !== 'creator') return []
  const surprises: Surprise[] = []
  for (const principal of ['anonymous', 'staff', 'owner', 'foreignOwner'] as const)
    for (const kind of kindsOf(action)) {
      const { cookie: own } = await world.cookieOf(principal)
      const cookie = [own, await world.linkCookie()].filter(Boolean).join('; ')
      const outcome = outcomeOf(
        await callAction({ http, world, action, principal, kind, headers: { cookie } }),
      )
      const expected = kind === 'own' ? entry.withLink : kind === 'malformed' ? 'invalid_input' : 'not_found'
      if (outcome !== expected)
        surprises.push(`${action.key} with a link as ${principal}, ${kind} id: ${outcome}, not ${expected}`)
    }
  return surprises
}
