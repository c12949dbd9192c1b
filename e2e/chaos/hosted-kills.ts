import { expect } from '@playwright/test'
import { type Agency, accountOf, makeConnection } from '../fixtures/agency'
import { leaveToBrowser } from '../fixtures/link'
import type { Bench } from './bench'
import { connectionsOf, expectOneLinePerChange, theSession } from './books'
import { expectConnected, type Make, newAgency, newEmail, settling } from './kill'
import type { Member } from './member'
import { stopAt, stopped } from './stops'

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

/** Comes back, and holds what the web asks then: nothing that the worker may have asked before. */
function whenAsked(bench: Bench, member: Member, agency: Agency, callback: URL | null) {
  let held: Promise<void> = Promise.reject(new Error('Nobody came back yet.'))
  held.catch(() => {})
  return {
    begin: () => {
      held = bench.wire.hold(agency, 'GET', /^\/v2\/link\//)
      return member.comeBack(callback)
    },
    held: () => held,
  }
}

export const initUnheard: Make = async (bench, member) => {
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

export const callbackSettles: Make = async (bench, member) => {
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

export const callbackAsks: Make = async (bench, member) => {
  const agency = await newAgency(bench, member)
  const { callback, whole } = await relogged(bench, member, agency, 'Rike Reconnect')
  const asking = whenAsked(bench, member, agency, callback)
  return {
    name: 'reconnect: the callback came, and the provider is being asked',
    begin: asking.begin,
    reached: asking.held,
    halfDone: async () => {
      expect(await theSession(bench.sql, agency)).toMatchObject({ state: 'open', browser_returned: true })
      expect(await connectionsOf(bench.sql, agency)).toMatchObject([{ status: 'needs_reauth' }])
    },
    whole,
  }
}

export const jobSettles: Make = async (bench, member) => {
  const { sql } = bench
  const agency = await newAgency(bench, member)
  const { callback, linkSessionId, whole } = await relogged(bench, member, agency, 'Rosa Reconnect')
  await stopAt(sql, agency, settling('patchbay-worker'))
  const asking = whenAsked(bench, member, agency, callback)
  return {
    name: 'reconnect: the worker’s proof, in the transaction that renews the connection, while the web asks as well',
    begin: asking.begin,
    reached: async () => {
      await asking.held()
      // The job that was queued with the callback, now instead of in a moment.
      await sql`update pgboss.job set start_after = now()
        where name = 'link-session.finish' and data->>'linkSessionId' = ${linkSessionId}`
      await stopped(sql, agency)
    },
    halfDone: async () => {
      expect(await theSession(sql, agency)).toMatchObject({ state: 'open' })
      expect(await connectionsOf(sql, agency)).toMatchObject([{ status: 'needs_reauth' }])
    },
    whole,
  }
}
