import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffConnections } from '../connections/diff-connections'
import { disconnectConnection } from '../connections/disconnect-connection'
import { verifyConnection } from '../connections/verify-connection'
import { pollSession } from '../link-sessions/poll-session'
import { resolveReview } from '../link-sessions/resolve-review'
import type { CancelAt } from '../testing/browser'
import {
  type Begun,
  beginAgain,
  type Connected,
  comeBack,
  connect,
  connectExpired,
  newLogin,
} from '../testing/flows'
import { runJobs } from '../testing/jobs'
import { connectionRow } from '../testing/rows'
import type { Fault } from '../testing/sandbox-control'
import { type Agency, makeWorld, type World } from '../testing/world'
import type { DiagnosisCause, NextAction } from './causes'
import { getDiagnosis } from './get-diagnosis'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** One connection in an agency of its own: they fail side by side. */
type Place = Connected & { agency: Agency }
const working = async (): Promise<Place> => {
  const agency = await world.newAgency()
  return { agency, ...(await connect(world, agency)) }
}
const broken = async (): Promise<Place> => {
  const agency = await world.newAgency()
  return { agency, ...(await connectExpired(world, agency)) }
}

const remote = async ({ connectionId }: Place) =>
  (await connectionRow(world, connectionId)).providerConnectionId
const act = async (place: Place, action: string) =>
  world.sandbox.act(await remote(place), action as Parameters<World['sandbox']['act']>[1])
/** The provider's answer may be a failure; what it left in the books is what counts. */
const verify = ({ agency, connectionId }: Place) =>
  verifyConnection(agency.ctx(), { connectionId }).catch(() => null)
const diff = ({ agency }: Place) => diffConnections(agency.ctx('system'), agency.accountId)
const again = ({ agency, connectionId }: Place) => beginAgain(agency, connectionId)

/** Brings the browser back from the provider's page; where the page sends nobody back, the sweep asks. */
async function home(place: Place, begun: Begun): Promise<void> {
  const callback = await begun.browser.callback(begun.url)
  if (callback) await comeBack(world, callback, begun.browser)
  else await pollSession(place.agency.ctx('system'), begun.linkSessionId)
}
async function logIn(place: Place, scenario: string): Promise<void> {
  const begun = await again(place)
  await begun.browser.login(begun.url, newLogin(scenario))
  await home(place, begun)
}
async function leave(place: Place, at: CancelAt): Promise<void> {
  const begun = await again(place)
  await begun.browser.cancel(begun.url, at, newLogin('creator-otp'))
  await home(place, begun)
}
/** An init that the provider refuses, or answers in some other way than with a session. */
const refused = (place: Place) => again(place).catch(() => null)

type Row = {
  start: () => Promise<Place>
  fail: (place: Place) => Promise<unknown>
  cause: DiagnosisCause
  action: NextAction
  unrepairable?: true
}
const row = (
  start: Row['start'],
  fail: Row['fail'],
  cause: DiagnosisCause,
  action: NextAction,
  unrepairable?: true,
): Row => ({ start, fail, cause, action, ...(unrepairable ? { unrepairable } : {}) })

const afterAction = (action: string, look: Row['fail'], cause: DiagnosisCause) =>
  row(
    working,
    async (place) => {
      await act(place, action)
      await look(place)
    },
    cause,
    'ask',
  )

const SELF = { method: 'GET', path: '/v2/access/self' }
const INIT = { method: 'POST', path: '/v2/link/init' }
const FAULTS: [string, Fault, DiagnosisCause][] = [
  ['status', { kind: 'status', status: 503, headers: { 'retry-after': '0' } }, 'works_provider_down'],
  ['html', { kind: 'html' }, 'works_provider_down'],
  ['reset', { kind: 'reset' }, 'works_provider_down'],
  ['truncated', { kind: 'truncated' }, 'works_provider_down'],
  ['drop_after', { kind: 'drop_after' }, 'works_provider_down'],
  ['json', { kind: 'json', status: 200, body: { hello: 1 } }, 'works_unchecked'],
]
const VERIFY_FAULTS = FAULTS.map(([kind, fault, cause]): [string, Row] => [
  `fault ${kind}, when it is verified`,
  row(
    working,
    async (place) => {
      await world.sandbox.fault(place.agency.apiKey, SELF, fault, 3)
      await verify(place)
    },
    cause,
    cause === 'works_unchecked' ? 'verify' : 'none',
  ),
])
const INIT_FAULTS = [...FAULTS, ['delay', { kind: 'delay', ms: 30_000 }, 'works'] as const].map(
  ([kind, fault]): [string, Row] => [
    `fault ${kind}, when it is reconnected`,
    row(
      broken,
      async (place) => {
        await world.sandbox.fault(place.agency.apiKey, INIT, fault)
        await refused(place)
      },
      'could_not_start',
      'reconnect',
    ),
  ],
)

async function swap(place: Place): Promise<string> {
  await act(place, 'swap-user')
  const begun = await again(place)
  await begun.browser.login(begun.url, place.login)
  await home(place, begun)
  return begun.linkSessionId
}

/**
 * Every way in which the sandbox lets something fail, each played through the product's own verify, list, sweep or
 * callback, with the card that must come of it. The name's first words say what of the sandbox it covers.
 */
const ROWS: Record<string, Row> = {
  'action expire, seen by a check': afterAction('expire', verify, 'login_ended'),
  'action expire, seen in the list': afterAction('expire', diff, 'marked_expired'),
  'action invalidate, seen by a check': afterAction('invalidate', verify, 'login_ended'),
  'action revoke, seen by a check': afterAction('revoke', verify, 'login_ended'),
  'action await-2fa, seen in the list': afterAction('await-2fa', diff, 'second_factor'),
  'action await-2fa, seen by a check': afterAction('await-2fa', verify, 'login_ended'),
  'action sign-out, seen by a check': afterAction('sign-out', verify, 'signed_out'),
  'action swap-user, at a reconnect': row(broken, swap, 'other_user', 'review'),
  'action swap-user, and refused in the review': row(
    broken,
    async (place) => {
      const linkSessionId = await swap(place)
      await resolveReview(place.agency.ctx('admin'), { linkSessionId, choice: 'repair' })
    },
    'wrong_account_refused',
    'ask',
  ),
  'action swap-user, and closed in the review': row(
    broken,
    async (place) => {
      const linkSessionId = await swap(place)
      await resolveReview(place.agency.ctx('admin'), { linkSessionId, choice: 'close_and_open' })
    },
    'ended_in_review',
    'connect_anew',
    true,
  ),
  ...Object.fromEntries(VERIFY_FAULTS),
  ...Object.fromEntries(INIT_FAULTS),
  'end connected': row(broken, (place) => logInAs(place), 'works', 'none'),
  'end slow': row(
    broken,
    async (place) => {
      const begun = await again(place)
      await begun.browser.typeLogin(begun.url, newLogin('slow'))
      await pollSession(place.agency.ctx('system'), begun.linkSessionId)
    },
    'login_ended',
    'follow',
  ),
  'end locked, code account_locked': row(broken, (place) => logIn(place, 'locked'), 'account_locked', 'ask'),
  'end denied, step authorization': row(broken, (place) => logIn(place, 'denied'), 'access_refused', 'ask'),
  'end provider_error, code provider_error': row(
    broken,
    (place) => logIn(place, 'provider-error'),
    'attempt_failed',
    'reconnect',
  ),
  'step pre-login': row(broken, (place) => leave(place, 'consent'), 'cancelled_before_login', 'ask'),
  'step login': row(broken, (place) => leave(place, 'login'), 'cancelled_at_login', 'ask'),
  'step 2fa': row(broken, (place) => leave(place, 'code'), 'cancelled_at_code', 'ask'),
  'step login, of one that works': row(working, (place) => leave(place, 'login'), 'works', 'none'),
  'code invalid_credentials': row(
    broken,
    async (place) => {
      const begun = await again(place)
      for (let i = 0; i < 5; i += 1)
        await begun.browser.typeLogin(begun.url, { ...newLogin(), password: 'wrong-password' })
      await home(place, begun)
    },
    'wrong_login',
    'ask',
  ),
  'code 2fa_failed': row(
    broken,
    async (place) => {
      const begun = await again(place)
      await begun.browser.typeLogin(begun.url, newLogin('creator-otp'))
      for (let i = 0; i < 3; i += 1) await begun.browser.typeCode(begun.url, '000000')
      await home(place, begun)
    },
    'second_factor_failed',
    'ask',
  ),
  'code account_mismatch, switch otherUserOnReconnect': row(
    broken,
    async (place) => {
      await world.sandbox.switch(place.agency.apiKey, { otherUserOnReconnect: 'refused' })
      await logIn(place, 'creator')
    },
    'attempt_failed',
    'reconnect',
  ),
  'code session_expired, when nobody logged in': row(
    broken,
    async (place) => {
      const begun = await again(place)
      await world.db.admin`update link_sessions set expires_at = now() - interval '10 minutes'
        where id = ${begun.linkSessionId}`
      await pollSession(place.agency.ctx('system'), begun.linkSessionId)
    },
    'ran_out',
    'reconnect',
  ),
  'switch unknownConnectionId, when it was deleted upstream': row(
    working,
    async (place) => {
      await world.sandbox.deleteRemote(place.agency.apiKey, await remote(place))
      await verify(place)
      await world.sandbox.switch(place.agency.apiKey, { unknownConnectionId: 'refused' })
      await refused(place)
    },
    'gone_at_provider',
    'connect_anew',
    true,
  ),
  'deleted upstream, seen by a check': row(
    working,
    async (place) => {
      await world.sandbox.deleteRemote(place.agency.apiKey, await remote(place))
      await verify(place)
    },
    'login_missing',
    'ask',
  ),
  'missing in the list': row(
    working,
    async (place) => {
      await world.sandbox.deleteRemote(place.agency.apiKey, await remote(place))
      await world.db
        .admin`update connections set updated_at = now() - interval '1 hour' where id = ${place.connectionId}`
      await diff(place)
      await runJobs(world, 'connection.verify', 1, place.agency)
    },
    'login_missing',
    'ask',
  ),
  'switch sessionLimit': row(
    broken,
    async (place) => {
      await world.sandbox.switch(place.agency.apiKey, { sessionLimit: 0 })
      await refused(place)
    },
    'plan_limit',
    'reconnect',
  ),
  'switch callback, and the sweep finds it': row(
    broken,
    async (place) => {
      await world.sandbox.switch(place.agency.apiKey, { callback: 'drop' })
      const begun = await again(place)
      await begun.browser.login(begun.url, place.login)
      await pollSession(place.agency.ctx('system'), begun.linkSessionId)
    },
    'works',
    'none',
  ),
  'switch hostedStatus': row(
    broken,
    async (place) => {
      await world.sandbox.switch(place.agency.apiKey, { hostedStatus: 'refused' })
      await logInAs(place)
    },
    'works',
    'none',
  ),
  'switch referenceOnReconnect': row(
    broken,
    async (place) => {
      await world.sandbox.switch(place.agency.apiKey, { referenceOnReconnect: 'replaced' })
      await logInAs(place)
    },
    'works',
    'none',
  ),
  'switch rawSession': row(
    broken,
    async (place) => {
      await world.sandbox.switch(place.agency.apiKey, { rawSession: true })
      await logInAs(place)
    },
    'works',
    'none',
  ),
  'switch permissions': row(
    broken,
    async (place) => {
      await world.sandbox.switch(place.agency.apiKey, { permissions: ['posts:read'] })
      await logInAs(place)
      await verify(place)
    },
    'works',
    'none',
  ),
  'key refused, of one that works': row(
    working,
    async (place) => {
      await world.sandbox.allow(place.agency.apiKey, false)
      await diff(place)
    },
    'works_key_refused',
    'fix_provider',
  ),
  'key refused, of one that is broken': row(
    broken,
    async (place) => {
      await world.sandbox.allow(place.agency.apiKey, false)
      await refused(place)
    },
    'provider_setup',
    'fix_provider',
  ),
  'disconnected by the team': row(
    working,
    async (place) => {
      const { username } = await connectionRow(world, place.connectionId)
      await disconnectConnection(place.agency.ctx('owner'), {
        connectionId: place.connectionId,
        confirmation: username,
      })
    },
    'ended_by_team',
    'connect_anew',
    true,
  ),
}

async function logInAs(place: Place): Promise<void> {
  const begun = await again(place)
  await begun.browser.login(begun.url, place.login)
  await home(place, begun)
}

describe('every failure that the sandbox produces gets its card', () => {
  it.concurrent.each(Object.entries(ROWS))('%s', async (_, { start, fail, cause, action, unrepairable }) => {
    const place = await start()
    await fail(place)
    const told = await getDiagnosis(place.agency.ctx(), place.connectionId)
    expect([told.cause, told.action]).toEqual([cause, action])
    expect(told.unrepairable).toBe(unrepairable ?? false)
    expect(told.evidence.length, 'it rests on something').toBeGreaterThan(0)
  })
})

const source = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')
const words = (text: string) => all(text, /'([^']+)'/g)

describe('the table knows everything that the sandbox knows', () => {
  const schema = source('sandbox/state/schema.ts')
  const between = (text: string, from: string, to: string) => text.split(from)[1]?.split(to)[0] ?? ''
  const flow = ['engine', 'codes', 'attempt'].map((name) => source(`sandbox/flow/${name}.ts`)).join('\n')
  const known: [string, string[]][] = [
    ['action', words(between(source('sandbox/control/actions.ts'), 'const ACTIONS = [', ']'))],
    ['fault', all(source('sandbox/control/faults.ts'), /z\.literal\('([^']+)'\)/g)],
    ['end', words(between(source('sandbox/flow/scenarios.ts'), '  end: ', '\n'))],
    ['step', words(between(schema, 'step: z.enum([', '])'))],
    ['code', all(`${flow}\n${source('sandbox/pages/hosted.ts')}`, /errorCode: '([^']+)'/g)],
    ['switch', all(between(schema, 'switchesSchema = z.object({', '\n})'), /^ {2}(\w+):/gm)],
  ]

  it.each(known)('%s', (kind, names) => {
    expect(names.length).toBeGreaterThan(2)
    const covered = Object.keys(ROWS).flatMap((name) => name.split(', '))
    for (const name of names) expect(covered).toContain(`${kind} ${name}`)
  })
})
