import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { hashToken } from '../../lib/crypto/random'
import { seal } from '../../lib/crypto/seal'
import { type Agency, keyRing } from '../fixtures/agency'
import type { Sql } from '../fixtures/database'

/** Makes the agency's account at OnlyFansAPI, whose logins are given in our own form. @returns its id */
export async function addPolling(sql: Sql, agency: Agency): Promise<string> {
  const id = randomUUID()
  const place = { table: 'provider_accounts', column: 'api_key_sealed', agencyId: agency.id, rowId: id }
  const apiKey = agency.control.apiKey.replace(/^sk_/, 'ofapi_')
  await sql`insert into provider_accounts ${sql({
    id,
    agency_id: agency.id,
    provider: 'onlyfansapi',
    label: 'OnlyFansAPI',
    api_key_sealed: seal(keyRing(), place, apiKey),
    api_key_fingerprint: hashToken('provider-key', apiKey),
    apps: sql.json({}),
    permissions: [],
  })}`
  return id
}

export type SessionNow = {
  id: string
  state: string
  outcome_code: string | null
  browser_returned: boolean
  is_sealed: boolean
  is_answering: boolean
}

/** The agency's one session; a second one would be one too many. */
export async function theSession(sql: Sql, agency: Agency): Promise<SessionNow> {
  const rows = await sql<SessionNow[]>`select id, state, outcome_code, browser_returned,
    provider_session_sealed is not null as is_sealed, answering_until is not null as is_answering
    from link_sessions where agency_id = ${agency.id}`
  expect(rows).toHaveLength(1)
  return rows[0] as SessionNow
}

/** The agency's connections that have not ended. */
export const connectionsOf = (sql: Sql, agency: Agency) =>
  sql<{ id: string; status: string; is_doubted: boolean }[]>`select id, status,
    suspect_since is not null or status = 'needs_reauth' as is_doubted from connections
    where agency_id = ${agency.id} and ended_at is null`

type Line = { action: string; from: string | null; to: string | null }

/** Nothing but a session changes more than once here, so nothing else is told twice. */
export async function expectNoLineTwice(sql: Sql, agency: Agency): Promise<void> {
  const doubled = await sql`select action, target_id from audit_log
    where agency_id = ${agency.id} and target_type <> 'link_session' group by 1, 2 having count(*) > 1`
  expect([...doubled]).toEqual([])
}

/**
 * The audit log tells each change of the session once, each from where the one before it led, up to what it is now;
 * a login or an answer that was sent, once as well.
 */
export async function expectOneLinePerChange(sql: Sql, agency: Agency): Promise<void> {
  const session = await theSession(sql, agency)
  const lines = await sql<
    Line[]
  >`select action, before->>'state' as from, after->>'state' as to from audit_log
    where agency_id = ${agency.id} and target_id = ${session.id} order by id`
  const moves = lines.filter((line) => line.to !== null)
  expect(moves.at(0)?.from).toBe('created')
  expect(moves.slice(1).map((line) => line.from)).toEqual(moves.slice(0, -1).map((line) => line.to))
  expect(moves.at(-1)?.to).toBe(session.state)
  const others = lines.filter((line) => line.to === null).map((line) => line.action)
  expect(new Set(others).size).toBe(others.length)
  await expectNoLineTwice(sql, agency)
}

/** The webhooks that were taken in. */
export const deliveriesOf = (sql: Sql, agency: Agency) =>
  sql<{ outcome: string | null }[]>`select outcome from webhook_deliveries where agency_id = ${agency.id}`
