import { expect } from '@playwright/test'
import type { Agency } from '../fixtures/agency'
import { runNow } from '../fixtures/jobs'
import { waitForState } from '../fixtures/link'
import type { Bench } from './bench'
import { addPolling, connectionsOf, expectOneLinePerChange, theSession } from './books'
import { expectConnected, type Make, newAgency, newEmail, settling } from './kill'
import type { Member } from './member'
import { stopAt, stopped } from './stops'

const START = /^\/api\/authenticate$/
const ATTEMPT = /^\/api\/authenticate\//
async function callsTo(agency: Agency, method: string, path: RegExp): Promise<number> {
  return (await agency.control.calls({ method })).filter((call) => path.test(call.path)).length
}

export const loginUnheard: Make = async (bench, member) => {
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
    },
    // What it made at the provider all the same is found by the list, which is read every quarter of an hour, and shown.
    later: async () => {
      await runNow('connections.diff', bench.queueUrl)
      const orphans = () => bench.sql`select 1 from orphans where agency_id = ${agency.id}`
      await expect.poll(async () => (await orphans()).length).toBe(1)
    },
  }
}

export const loginStored: Make = async (bench, member) => {
  const agency = await newAgency(bench, member)
  const account = await addPolling(bench.sql, agency)
  const { linkSessionId } = await member.connect(agency, account)
  await stopAt(bench.sql, agency, { process: 'patchbay-web', table: 'provider_accounts', does: 'update' })
  return {
    name: 'login: stored, and not answered yet',
    begin: async () => {
      // Just before it, or the worker may have noted first that the provider answers.
      await bench.sql`update provider_accounts set unavailable_since = now() where id = ${account}`
      return member.giveLogin(agency, linkSessionId, newEmail())
    },
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

export const codeUnheard: Make = async (bench, member) => {
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

export const pollUnheard: Make = async (bench, member) => {
  const { agency, ...rest } = await asked(bench, member)
  const held = bench.wire.hold(agency, 'GET', ATTEMPT)
  return { name: 'login: the provider says done, and the worker has not heard', reached: () => held, ...rest }
}

export const pollSettles: Make = async (bench, member) => {
  const { agency, ...rest } = await asked(bench, member)
  await stopAt(bench.sql, agency, settling('patchbay-worker'))
  return {
    name: 'login: done, in the worker’s transaction that makes the connection',
    reached: () => stopped(bench.sql, agency),
    ...rest,
  }
}
