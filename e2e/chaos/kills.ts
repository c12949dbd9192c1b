import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { type Agency, accountOf, makeConnection } from '../fixtures/agency'
import { runNow } from '../fixtures/jobs'
import { leaveToBrowser, waitForState } from '../fixtures/link'
import { listen } from '../fixtures/webhooks'
import type { Bench } from './bench'
import { addPolling, connectionsOf, deliveriesOf, expectOneLinePerChange, theSession } from './books'
import type { Member } from './member'
import { type Stop, stopAt, stopped } from './stops'

/** One place at which a process is killed. */
export type Kill = {
  name: string
  /** Goes there. A request of a browser, which must come to nothing; null where there is none. */
  begin: () => Promise<unknown> | null
  /** Resolves once it is there. */
  reached: () => Promise<void>
  /** How the books stand with the process dead: half-done. */
  halfDone: () => Promise<void>
  /** How they must stand soon afterwards. */
  whole: () => Promise<void>
}
type Make = (bench: Bench, member: Member) => Promise<Kill>

const START = /^\/api\/authenticate$/
const ATTEMPT = /^\/api\/authenticate\//
const newEmail = (tag = 'ok') => `p${randomUUID().slice(0, 12)}+${tag}@creator.sandbox.com`

async function callsTo(agency: Agency, method: string, path: RegExp): Promise<number> {
  return (await agency.control.calls({ method })).filter((call) => path.test(call.path)).length
}

async function newAgency(bench: Bench, member: Member): Promise<Agency> {
  const agency = await bench.agency()
  await member.join(agency)
  return agency
}

/** The attempt's session is done, its connection is there once, on both sides. */
async function expectConnected({ sql }: Bench, agency: Agency): Promise<void> {
  expect(await theSession(sql, agency)).toMatchObject({ state: 'completed' })
  expect(await connectionsOf(sql, agency)).toMatchObject([{ status: 'active' }])
  await expectOneLinePerChange(sql, agency)
}

/** A connection whose login ended, and the callback of the login that repairs it. */
async function relogged(bench: Bench, member: Member, agency: Agency, name: string) {
  const account = accountOf(name)
  const known = await makeConnection(bench.sql, agency, account, {
    status: 'needs_reauth',
    reason: 'session_expired',
  })
  await agency.control.act(known.remote.id, 'expire')
  const { url, linkSessionId } = await member.reconnect(agency, known.id)
  const callback = await member.browser.login(url ?? '', { email: account.email })
  await leaveToBrowser(bench.sql, agency)
  const whole = async () => {
    await expectConnected(bench, agency)
    expect(await connectionsOf(bench.sql, agency)).toMatchObject([{ id: known.id }])
    expect((await agency.control.state()).connections).toHaveLength(1)
  }
  return { callback, linkSessionId, whole }
}

const settling = (process: Stop['process']): Stop => ({
  process,
  table: 'audit_log',
  does: 'insert',
  action: 'link_session.complete',
})

const initUnheard: Make = async (bench, member) => {
  const agency = await newAgency(bench, member)
  const held = bench.wire.hold(agency, 'POST', /^\/v2\/link\/init/)
  const pages = async () => (await agency.control.state()).sessions.length
  return {
    name: 'connect: the provider opened its page, and we have not heard',
    begin: () => member.connect(agency),
    reached: () => held,
    halfDone: async () => {
      expect(await theSession(bench.sql, agency)).toMatchObject({ state: 'created', is_sealed: false })
      expect(await pages()).toBe(1)
    },
    whole: async () => {
      expect(await theSession(bench.sql, agency)).toMatchObject({ state: 'failed', outcome_code: 'internal' })
      expect(await pages()).toBe(1)
      await expectOneLinePerChange(bench.sql, agency)
    },
  }
}

const callbackSettles: Make = async (bench, member) => {
  const agency = await newAgency(bench, member)
  const { url } = await member.connect(agency)
  const callback = await member.browser.login(url ?? '', { email: newEmail() })
  await leaveToBrowser(bench.sql, agency)
  await stopAt(bench.sql, agency, settling('patchbay-web'))
  return {
    name: 'connect: the callback’s proof, in the transaction that makes the connection',
    begin: () => member.comeBack(callback),
    reached: () => stopped(bench.sql, agency),
    halfDone: async () => {
      expect(await theSession(bench.sql, agency)).toMatchObject({ state: 'open', browser_returned: true })
      expect(await connectionsOf(bench.sql, agency)).toHaveLength(0)
    },
    whole: async () => {
      await expectConnected(bench, agency)
      expect((await agency.control.state()).connections).toHaveLength(1)
    },
  }
}

const callbackAsks: Make = async (bench, member) => {
  const agency = await newAgency(bench, member)
  const { callback, whole } = await relogged(bench, member, agency, 'Rike Reconnect')
  const held = bench.wire.hold(agency, 'GET', /^\/v2\/link\//)
  return {
    name: 'reconnect: the callback came, and the provider is being asked',
    begin: () => member.comeBack(callback),
    reached: () => held,
    halfDone: async () => {
      expect(await theSession(bench.sql, agency)).toMatchObject({ state: 'open', browser_returned: true })
      expect(await connectionsOf(bench.sql, agency)).toMatchObject([{ status: 'needs_reauth' }])
    },
    whole,
  }
}

const loginUnheard: Make = async (bench, member) => {
  const agency = await newAgency(bench, member)
  const { linkSessionId } = await member.connect(agency, await addPolling(bench.sql, agency))
  const held = bench.wire.hold(agency, 'POST', START)
  return {
    name: 'login: the provider took it, and we have not heard',
    begin: () => member.giveLogin(agency, linkSessionId, newEmail()),
    reached: () => held,
    halfDone: async () => {
      const now = { state: 'authenticating', is_sealed: false }
      expect(await theSession(bench.sql, agency)).toMatchObject(now)
      expect((await agency.control.logins()).onlyfansapi.attempts).toHaveLength(1)
    },
    whole: async () => {
      const now = { state: 'failed', outcome_code: 'login_unknown' }
      expect(await theSession(bench.sql, agency)).toMatchObject(now)
      expect(await callsTo(agency, 'POST', START)).toBe(1)
      await expectOneLinePerChange(bench.sql, agency)
      // What it made at the provider all the same is found by the list, and shown.
      await runNow('connections.diff', {}, bench.queueUrl)
      const orphans = await bench.sql`select 1 from orphans where agency_id = ${agency.id}`
      expect(orphans).toHaveLength(1)
    },
  }
}

const loginStored: Make = async (bench, member) => {
  const agency = await newAgency(bench, member)
  const account = await addPolling(bench.sql, agency)
  const { linkSessionId } = await member.connect(agency, account)
  await bench.sql`update provider_accounts set unavailable_since = now() where id = ${account}`
  await stopAt(bench.sql, agency, { process: 'patchbay-web', table: 'provider_accounts', does: 'update' })
  return {
    name: 'login: stored, and not answered yet',
    begin: () => member.giveLogin(agency, linkSessionId, newEmail()),
    reached: () => stopped(bench.sql, agency),
    halfDone: async () => {
      const now = { state: 'authenticating', is_sealed: true }
      expect(await theSession(bench.sql, agency)).toMatchObject(now)
    },
    whole: async () => {
      await expectConnected(bench, agency)
      expect(await callsTo(agency, 'POST', START)).toBe(1)
    },
  }
}

const codeUnheard: Make = async (bench, member) => {
  const agency = await newAgency(bench, member)
  const { linkSessionId } = await member.connect(agency, await addPolling(bench.sql, agency))
  await member.giveLogin(agency, linkSessionId, newEmail('sms'))
  await waitForState(bench.sql, linkSessionId, 'challenge')
  const held = bench.wire.hold(agency, 'PUT', ATTEMPT)
  return {
    name: 'code: the provider took it, and we have not heard',
    begin: () => member.giveCode(agency, linkSessionId),
    reached: () => held,
    halfDone: async () => {
      const now = { state: 'challenge', is_answering: true }
      expect(await theSession(bench.sql, agency)).toMatchObject(now)
    },
    whole: async () => {
      await expectConnected(bench, agency)
      expect(await callsTo(agency, 'POST', START)).toBe(1)
      expect(await callsTo(agency, 'PUT', ATTEMPT)).toBe(1)
    },
  }
}

/** A connection whose login ends, of which a webhook tells. */
async function told(bench: Bench, member: Member) {
  const agency = await newAgency(bench, member)
  await listen(bench.sql, agency, `http://localhost:${bench.port}`)
  await agency.control.webhookSwitches({ retryMs: 2_000 })
  const known = await makeConnection(bench.sql, agency, accountOf('Wanda Webhook'))
  return {
    agency,
    end: () => agency.control.act(known.remote.id, 'expire'),
    whole: async () => {
      const [delivery, ...others] = await deliveriesOf(bench.sql, agency)
      expect([delivery?.outcome, others]).toEqual(['read', []])
      const read = await bench.sql`select 1 from events
        where agency_id = ${agency.id} and kind = 'connection.webhook'`
      expect(read).toHaveLength(1)
      expect(await connectionsOf(bench.sql, agency)).toMatchObject([{ id: known.id, status: 'needs_reauth' }])
      await expectOneLinePerChange(bench.sql, agency)
    },
  }
}

const webhookUnanswered: Make = async (bench, member) => {
  const { agency, end, whole } = await told(bench, member)
  await stopAt(bench.sql, agency, { process: 'patchbay-web', table: 'webhook_deliveries', does: 'insert' })
  return {
    name: 'webhook: in the transaction that stores it, before it is answered',
    begin: () => {
      void end()
      return null
    },
    reached: () => stopped(bench.sql, agency),
    halfDone: async () => expect(await deliveriesOf(bench.sql, agency)).toHaveLength(0),
    whole,
  }
}

const webhookWaits: Make = async (bench, member) => {
  const { agency, end, whole } = await told(bench, member)
  await stopAt(bench.sql, agency, { process: 'patchbay-worker', table: 'webhook_deliveries', does: 'update' })
  return {
    name: 'webhook: answered, in the transaction of its job',
    begin: () => {
      void end()
      return null
    },
    reached: () => stopped(bench.sql, agency),
    halfDone: async () => expect(await deliveriesOf(bench.sql, agency)).toMatchObject([{ outcome: null }]),
    whole,
  }
}

const jobSettles: Make = async (bench, member) => {
  const agency = await newAgency(bench, member)
  const { linkSessionId, whole } = await relogged(bench, member, agency, 'Rosa Reconnect')
  await stopAt(bench.sql, agency, settling('patchbay-worker'))
  return {
    name: 'reconnect: the worker’s proof, in the transaction that renews the connection',
    begin: () => {
      void runNow('link-session.finish', { agencyId: agency.id, linkSessionId }, bench.queueUrl)
      return null
    },
    reached: () => stopped(bench.sql, agency),
    halfDone: async () => {
      expect(await theSession(bench.sql, agency)).toMatchObject({ state: 'open' })
      expect(await connectionsOf(bench.sql, agency)).toMatchObject([{ status: 'needs_reauth' }])
    },
    whole,
  }
}

/** A login that the worker asks for. */
async function asked(bench: Bench, member: Member) {
  const agency = await newAgency(bench, member)
  const { linkSessionId } = await member.connect(agency, await addPolling(bench.sql, agency))
  await agency.control.loginSwitches('onlyfansapi', { pendingReads: 0 })
  return {
    agency,
    begin: () => {
      void member.giveLogin(agency, linkSessionId, newEmail())
      return null
    },
    halfDone: async () => {
      const now = { state: 'authenticating', is_sealed: true }
      expect(await theSession(bench.sql, agency)).toMatchObject(now)
      expect(await connectionsOf(bench.sql, agency)).toHaveLength(0)
    },
    whole: async () => {
      await expectConnected(bench, agency)
      expect(await callsTo(agency, 'POST', START)).toBe(1)
    },
  }
}

const pollUnheard: Make = async (bench, member) => {
  const { agency, ...rest } = await asked(bench, member)
  const held = bench.wire.hold(agency, 'GET', ATTEMPT)
  return { name: 'login: the provider says done, and the worker has not heard', reached: () => held, ...rest }
}

const pollSettles: Make = async (bench, member) => {
  const { agency, ...rest } = await asked(bench, member)
  await stopAt(bench.sql, agency, settling('patchbay-worker'))
  return {
    name: 'login: done, in the worker’s transaction that makes the connection',
    reached: () => stopped(bench.sql, agency),
    ...rest,
  }
}

/** In the order in which they are gone to: those first that take the worker a moment. */
export const KILLS: Make[][] = [
  [pollUnheard, pollSettles],
  [
    jobSettles,
    webhookWaits,
    initUnheard,
    callbackSettles,
    callbackAsks,
    loginUnheard,
    loginStored,
    codeUnheard,
    webhookUnanswered,
  ],
]
