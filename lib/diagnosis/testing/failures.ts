import { expect, vi } from 'vitest'
import { disconnectConnection } from '../../connections/disconnect-connection'
import { resolveReview } from '../../link-sessions/resolve-review'
import { newLogin } from '../../testing/flows'
import { runJobs } from '../../testing/jobs'
import { connectionRow, sessionRow } from '../../testing/rows'
import type { Fault } from '../../testing/sandbox-control'
import type { DiagnosisCause, NextAction } from '../causes'
import type { Player, Start } from './player'

export type Failure = {
  start: Start
  fail: (player: Player) => Promise<unknown>
  cause: DiagnosisCause
  action: NextAction
  unrepairable: boolean
}

const row = (
  start: Start,
  fail: Failure['fail'],
  cause: DiagnosisCause,
  action: NextAction,
  unrepairable = false,
): Failure => ({ start, fail, cause, action, unrepairable })

const seenByCheck = (action: string, cause: DiagnosisCause) =>
  row('working', (p) => p.act(action).then(() => p.verify()), cause, 'ask')
const seenInList = (action: string, cause: DiagnosisCause) =>
  row('working', (p) => p.act(action).then(() => p.diff()), cause, 'ask')
const switched = (switches: Parameters<Player['switch']>[0], then: Failure['fail']) =>
  row('broken', (p) => p.switch(switches).then(() => then(p)), 'works', 'none')

const SELF = { method: 'GET', path: '/v2/access/self' }
const INIT = { method: 'POST', path: '/v2/link/init' }
/** The sandbox lets this login fail after six seconds. */
const PATIENCE = { timeout: 20_000, interval: 500 }
const tagged = (tag: string) => ({ email: newLogin().email.replace('@', `+${tag}@`) })
const DOWN: Fault[] = [
  { kind: 'status', status: 503, headers: { 'retry-after': '0' } },
  { kind: 'html' },
  { kind: 'reset' },
  { kind: 'truncated' },
  { kind: 'drop_after' },
]
const NONSENSE: Fault = { kind: 'json', status: 200, body: { hello: 1 } }
const REFUSAL: Fault = { kind: 'refusal', name: 'ofauth network error' }
const SLOW: Fault = { kind: 'delay', ms: 30_000 }

/** A read is retried, so it fails three times. */
const whenVerified = (fault: Fault, cause: DiagnosisCause, action: NextAction): [string, Failure] => [
  `fault ${fault.kind}, when it is verified`,
  row('working', (p) => p.fault(SELF, fault, 3).then(() => p.verify()), cause, action),
]
const whenReconnected = (fault: Fault): [string, Failure] => [
  `fault ${fault.kind}, when it is reconnected`,
  row('broken', (p) => p.fault(INIT, fault).then(() => p.refused()), 'could_not_start', 'reconnect'),
]

const decided = (choice: 'repair' | 'close_and_open') => async (p: Player) =>
  resolveReview(p.agency.ctx('admin'), { linkSessionId: await p.swap(), choice })

/**
 * Every way in which the sandbox lets something fail, each played through the product's own verify, list, sweep or
 * callback, with the card that must come of it. The name's parts say what of the sandbox it covers.
 */
export const FAILURES: Record<string, Failure> = {
  'action expire, seen by a check': seenByCheck('expire', 'login_ended'),
  'action expire, seen in the list': row(
    'working',
    (p) =>
      p
        .act('expire')
        .then(() => p.diff())
        .then(() => p.lookAgain()),
    'login_ended',
    'ask',
  ),
  'expired, as the list says, before the second look': row(
    'working',
    (p) => p.act('expire').then(() => p.diff()),
    'works_suspected',
    'verify',
  ),
  'action invalidate, seen by a check': seenByCheck('invalidate', 'login_ended'),
  'action revoke, seen by a check': seenByCheck('revoke', 'login_ended'),
  'action await-2fa, seen in the list': seenInList('await-2fa', 'second_factor'),
  'action await-2fa, seen by a check': seenByCheck('await-2fa', 'login_ended'),
  'action sign-out, seen by a check': seenByCheck('sign-out', 'signed_out'),
  'action swap-user, at a reconnect': row('broken', (p) => p.swap(), 'other_user', 'review'),
  'action swap-user, and refused in the review': row(
    'broken',
    decided('repair'),
    'wrong_account_refused',
    'ask',
  ),
  'action swap-user, and closed in the review': row(
    'broken',
    decided('close_and_open'),
    'ended_in_review',
    'connect_anew',
    true,
  ),
  ...Object.fromEntries(DOWN.map((fault) => whenVerified(fault, 'works_provider_down', 'none'))),
  ...Object.fromEntries([whenVerified(NONSENSE, 'works_unchecked', 'verify')]),
  ...Object.fromEntries([whenVerified(REFUSAL, 'works_provider_down', 'none')]),
  ...Object.fromEntries([...DOWN, NONSENSE, SLOW].map(whenReconnected)),
  'end connected': row('broken', (p) => p.logIn(), 'works', 'none'),
  'end slow': row(
    'broken',
    async (p) => {
      const begun = await p.again()
      await begun.browser.typeLogin(begun.url, newLogin('slow'))
      await p.sweep(begun)
    },
    'login_ended',
    'follow',
  ),
  'end late': row(
    'broken',
    async (p) => {
      const begun = await p.again()
      await begun.browser.typeLogin(begun.url, tagged('late'))
      await vi.waitFor(async () => {
        await p.sweep(begun)
        expect((await sessionRow(p.world, begun.linkSessionId)).state).toBe('failed')
      }, PATIENCE)
    },
    'attempt_failed',
    'reconnect',
  ),
  'end bad': row(
    'broken',
    async (p) => {
      const begun = await p.again()
      for (let i = 0; i < 5; i += 1) await begun.browser.typeLogin(begun.url, tagged('bad'))
      await p.home(begun)
    },
    'wrong_login',
    'ask',
  ),
  'end locked, code account_locked': row('broken', (p) => p.logIn('locked'), 'account_locked', 'ask'),
  'end denied, step authorization': row('broken', (p) => p.logIn('denied'), 'access_refused', 'ask'),
  'end provider_error, code provider_error': row(
    'broken',
    (p) => p.logIn('provider-error'),
    'attempt_failed',
    'reconnect',
  ),
  'step pre-login': row('broken', (p) => p.leave('consent'), 'cancelled_before_login', 'ask'),
  'step login': row('broken', (p) => p.leave('login'), 'cancelled_at_login', 'ask'),
  'step 2fa': row('broken', (p) => p.leave('code'), 'cancelled_at_code', 'ask'),
  'step login, of one that works': row('working', (p) => p.leave('login'), 'works', 'none'),
  'code invalid_credentials': row(
    'broken',
    async (p) => {
      const begun = await p.again()
      for (let i = 0; i < 5; i += 1)
        await begun.browser.typeLogin(begun.url, { ...newLogin(), password: 'wrong-password' })
      await p.home(begun)
    },
    'wrong_login',
    'ask',
  ),
  'code 2fa_failed': row(
    'broken',
    async (p) => {
      const begun = await p.again()
      await begun.browser.typeLogin(begun.url, newLogin('creator-otp'))
      for (let i = 0; i < 3; i += 1) await begun.browser.typeCode(begun.url, '000000')
      await p.home(begun)
    },
    'second_factor_failed',
    'ask',
  ),
  'code account_mismatch, switch otherUserOnReconnect': row(
    'broken',
    (p) => p.switch({ otherUserOnReconnect: 'refused' }).then(() => p.logIn('creator')),
    'attempt_failed',
    'reconnect',
  ),
  'code session_expired, when nobody logged in': row(
    'broken',
    async (p) => {
      const begun = await p.again()
      await p.world.db.admin`update link_sessions set expires_at = now() - interval '10 minutes'
        where id = ${begun.linkSessionId}`
      await p.sweep(begun)
    },
    'ran_out',
    'reconnect',
  ),
  'switch unknownConnectionId, when it was deleted upstream': row(
    'working',
    async (p) => {
      await p.deleteUpstream()
      await p.verify()
      await p.switch({ unknownConnectionId: 'refused' })
      await p.refused()
    },
    'gone_at_provider',
    'connect_anew',
    true,
  ),
  'deleted upstream, seen by a check': row(
    'working',
    (p) => p.deleteUpstream().then(() => p.verify()),
    'login_missing',
    'ask',
  ),
  'missing in the list': row(
    'working',
    async (p) => {
      await p.deleteUpstream()
      await p.world.db
        .admin`update connections set updated_at = now() - interval '1 hour' where id = ${p.connectionId}`
      await p.diff()
      await runJobs(p.world, 'connection.verify', 1, p.agency)
      await p.lookAgain()
    },
    'login_missing',
    'ask',
  ),
  'switch sessionLimit': row(
    'broken',
    (p) => p.switch({ sessionLimit: 0 }).then(() => p.refused()),
    'plan_limit',
    'reconnect',
  ),
  'switch keyScopes': row(
    'broken',
    (p) => p.switch({ keyScopes: ['ACCOUNT', 'ACCESS'] }).then(() => p.refused()),
    'provider_setup',
    'fix_provider',
  ),
  'switch callback, and the sweep finds it': switched({ callback: 'drop' }, (p) => p.logIn()),
  'switch hostedStatus': switched({ hostedStatus: 'refused' }, (p) => p.logIn()),
  'switch referenceOnReconnect': switched({ referenceOnReconnect: 'replaced' }, (p) => p.logIn()),
  'switch rawSession': switched({ rawSession: true }, (p) => p.logIn()),
  'switch permissions': switched({ permissions: ['posts:read'] }, (p) => p.logIn().then(() => p.verify())),
  'key refused, of one that works': row(
    'working',
    (p) => p.refuseKey().then(() => p.diff()),
    'works_key_refused',
    'fix_provider',
  ),
  'key refused, of one that is broken': row(
    'broken',
    (p) => p.refuseKey().then(() => p.refused()),
    'provider_setup',
    'fix_provider',
  ),
  'disconnected by the team': row(
    'working',
    async (p) => {
      const { username } = await connectionRow(p.world, p.connectionId)
      const input = { connectionId: p.connectionId, confirmation: username }
      await disconnectConnection(p.agency.ctx('owner'), input)
    },
    'ended_by_team',
    'connect_anew',
    true,
  ),
}
