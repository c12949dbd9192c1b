import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { hashToken, randomToken } from '../../lib/crypto/random'
import { type Agency, accountOf, join, type Known, makeAgency, makeConnection } from '../fixtures/agency'
import { makeBulkJob, makeNotice } from '../fixtures/bulk'
import type { Sql } from '../fixtures/database'
import type { People } from '../fixtures/people'
import { makeSession } from '../fixtures/states'
import { makeAssignable, makeMember, makeTeamInvite } from '../fixtures/team'
import type { IdKind, Principal, Target } from './kinds'

const COOKIE = 'patchbay-session'
/** What time alone changes, through the worker. */
const TICKING = ['last_listed_at', 'last_seen_at', 'last_checked_at', 'permissions']

/** Columns of a session that are not as after signing in. */
type SessionState = { second_factor_due?: boolean; stepped_up_at?: Date | null }

type Side = { agency: Agency; known: Known; staffId: string }

/** Two agencies with one of everything in each, and somebody of every kind. */
export class World {
  private readonly abroad = new Map<Target, Promise<string>>()

  private constructor(
    private readonly sql: Sql,
    readonly home: Side,
    readonly foreign: Side,
    private readonly users: Record<Exclude<Principal, 'anonymous'>, string>,
  ) {}

  static async make(sql: Sql, people: People): Promise<World> {
    const side = async (name: string): Promise<Side> => {
      const agency = await makeAgency(sql)
      const staff = await people.create(`Starter ${name}`)
      await join(sql, agency, staff.id, 'staff')
      return {
        agency,
        known: await makeConnection(sql, agency, accountOf(`Marker ${name}`)),
        staffId: staff.id,
      }
    }
    const home = await side('Home')
    const foreign = await side('Abroad')
    const users: Partial<Record<Principal, string>> = {}
    for (const role of ['staff', 'admin', 'owner'] as const) {
      const person = await people.create(`Matrix ${role}`)
      users[role] = person.id
      await join(sql, home.agency, person.id, role)
    }
    const abroad = await people.create('Matrix abroad')
    await join(sql, foreign.agency, abroad.id, 'owner')
    const pending = await people.create('Matrix pending')
    await join(sql, home.agency, pending.id, 'owner')
    const outsiders: Partial<Record<Principal, string>> = {}
    for (const [principal, role] of [
      ['limited', 'staff'],
      ['creator', 'creator'],
      ['deactivated', 'owner'],
    ] as const) {
      const { id } = await people.create(`Matrix ${principal}`)
      outsiders[principal] = id
      await sql`insert into memberships ${sql({
        agency_id: home.agency.id,
        user_id: id,
        role,
        assigned_only: principal === 'limited',
        deactivated_at: principal === 'deactivated' ? new Date() : null,
      })}`
    }
    const disabled = await people.create('Matrix disabled')
    await join(sql, home.agency, disabled.id, 'owner')
    await sql`update users set disabled_at = now() where id = ${disabled.id}`
    return new World(sql, home, foreign, {
      ...(users as Record<'staff' | 'admin' | 'owner', string>),
      ...(outsiders as Record<'limited' | 'creator' | 'deactivated', string>),
      foreignOwner: abroad.id,
      disabled: disabled.id,
      pending: pending.id,
    })
  }

  userId(principal: Exclude<Principal, 'anonymous'>): string {
    return this.users[principal]
  }

  /** A session row of this user, as if they had signed in just now unless `over` says otherwise. */
  private async openSession(userId: string, over: SessionState = {}): Promise<{ id: string; token: string }> {
    const id = randomUUID()
    const token = randomToken()
    await this.sql`insert into sessions ${this.sql({
      id,
      user_id: userId,
      token_hash: hashToken('session', token),
      user_agent: 'matrix',
      address: '127.0.0.1',
      stepped_up_at: new Date(),
      expires_at: new Date(Date.now() + 3_600_000),
      ...over,
    })}`
    return { id, token }
  }

  /** A fresh cookie of this principal; none for nobody. */
  async cookieOf(principal: Principal, over: SessionState = {}): Promise<Record<string, string>> {
    if (principal === 'anonymous') return {}
    const owes = principal === 'pending' ? { second_factor_due: true, stepped_up_at: null } : {}
    const { token } = await this.openSession(this.users[principal], { ...owes, ...over })
    const secret = process.env.AUTH_SECRET ?? ''
    return { cookie: `${COOKIE}=${await encode({ token: { sid: token }, secret, salt: COOKIE })}` }
  }

  /** The cookie of a browser that opened a creator's link of the home agency; a link of its own each time. */
  async linkCookie(): Promise<string> {
    const inviteId = await this.make('invite', this.home)
    const token = randomToken()
    await this.sql`insert into invite_tokens ${this.sql({
      agency_id: this.home.agency.id,
      invite_id: inviteId,
      rotation: 0,
      token_hash: hashToken('invite-token', token),
      created_at: new Date(),
    })}`
    return `patchbay-invite=${token}`
  }

  /** An id of this kind, seen from the home agency. What is used up by an action is made anew each time. */
  async id(target: Target, kind: IdKind, principal: Principal): Promise<string> {
    if (kind === 'random') return randomUUID()
    if (kind === 'malformed') return 'not-an-id'
    if (target === 'userSession') {
      const other = kind === 'foreign' || principal === 'anonymous'
      return (await this.openSession(other ? this.foreign.staffId : this.users[principal])).id
    }
    if (kind === 'own') return this.make(target, this.sideOf(target, principal))
    // One of each for good: nothing may ever happen to it.
    const known = this.abroad.get(target) ?? this.make(target, this.foreign)
    this.abroad.set(target, known)
    return known
  }

  /** The home agency; what belongs to one person belongs there to whoever asks, if that is one of its people. */
  private sideOf(target: Target, principal: Principal): Side {
    const personal = target === 'bulkJob' || target === 'notice'
    const member = principal === 'staff' || principal === 'admin' || principal === 'owner'
    return personal && member ? { ...this.home, staffId: this.users[principal] } : this.home
  }

  /** Makes everything that a foreign id can point at, so that from then on the foreign agency stands still. */
  async settleAbroad(): Promise<void> {
    const targets = [
      'creator',
      'connection',
      'liveSession',
      'reviewSession',
      'deletion',
      'orphan',
      'invite',
      'member',
      'reset',
      'teamInvite',
      'freshMember',
      'formerMember',
      'assignable',
      'bulkJob',
      'notice',
      'webhookSecret',
    ] as const
    for (const target of targets) await this.id(target, 'foreign', 'owner')
  }

  private async make(
    target: Exclude<Target, 'userSession'>,
    { agency, known, staffId }: Side,
  ): Promise<string> {
    const { sql } = this
    const id = randomUUID()
    switch (target) {
      case 'creator':
        return known.creatorId
      case 'webhookSecret':
        // Ended already: ending it again changes nothing, and sealed is nothing that anybody opens.
        await sql`insert into webhook_secrets ${sql({
          id,
          agency_id: agency.id,
          provider_account_id: agency.accountId,
          secret_sealed: 'sealed',
          hint: 'half',
          created_at: new Date(),
          ends_at: new Date(),
        })}`
        return id
      case 'providerAccount':
        return agency.accountId
      case 'member':
        return staffId
      case 'reset':
        await sql`insert into password_resets ${sql({
          id,
          agency_id: agency.id,
          user_id: staffId,
          token_hash: hashToken('reset-token', id),
          created_at: new Date(),
          expires_at: new Date(Date.now() + 86_400_000),
        })}`
        return id
      case 'teamInvite':
        return makeTeamInvite(sql, agency, staffId)
      case 'freshMember':
        return makeMember(sql, agency)
      case 'formerMember':
        return makeMember(sql, agency, { deactivated: true })
      case 'assignable':
        return makeAssignable(sql, agency)
      case 'bulkJob':
        return makeBulkJob(sql, agency, known.id, staffId)
      case 'notice':
        return makeNotice(sql, agency, known.id, staffId, { mailedAt: new Date() })
      case 'connection':
        return this.freshConnection(agency)
      case 'liveSession':
        return makeSession(sql, agency, { state: 'open' }, known, staffId)
      case 'reviewSession':
        return makeSession(
          sql,
          agency,
          { state: 'needs_review', review: 'browser_not_returned' },
          known,
          staffId,
        )
      case 'deletion':
        await sql`insert into provider_deletions ${sql({
          id,
          agency_id: agency.id,
          provider_account_id: agency.accountId,
          provider_connection_id: `conn_${id.slice(0, 8)}`,
          reason: 'disconnected',
          created_at: new Date(),
          next_attempt_at: new Date(Date.now() + 3_600_000),
        })}`
        return id
      case 'invite':
        await sql`insert into invites ${sql({
          id,
          agency_id: agency.id,
          creator_id: known.creatorId,
          purpose: 'connect',
          language: 'en',
          created_by: staffId,
          created_at: new Date(),
          expires_at: new Date(Date.now() + 86_400_000),
        })}`
        return id
      case 'orphan':
        // It really is at the provider, else the next reading of the provider's list would close it.
        await sql`insert into orphans ${sql({
          id,
          agency_id: agency.id,
          provider_account_id: agency.accountId,
          provider_connection_id: await this.strangerAt(agency, id),
          of_user_id: '400000002',
          username: 'an.orphan',
          display_name: 'An Orphan',
          remote_status: 'active',
          first_seen_at: new Date(),
          last_seen_at: new Date(),
        })}`
        return id
    }
  }

  private async strangerAt(agency: Agency, id: string): Promise<string> {
    const [remote] = await agency.control.seed([accountOf(`Orphan ${id}`)])
    return remote?.id ?? ''
  }

  private async freshConnection(agency: Agency): Promise<string> {
    const account = accountOf(`Mona ${randomUUID()}`, { username: 'mona.matrix' })
    return (await makeConnection(this.sql, agency, account)).id
  }

  /** Everything of an agency by table, to see that nothing changed. */
  async booksOf({ agency }: Side): Promise<Record<string, string>> {
    const tables = await this.sql<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'agency_id' order by table_name`
    const books: Record<string, string> = {}
    for (const { name } of tables) {
      const [table] = await this.sql<{ rows: string }[]>`
        select coalesce(json_agg(r order by r::text), '[]')::text as rows
        from (select to_jsonb(t) - ${TICKING}::text[] as r from ${this.sql(name)} t where agency_id = ${agency.id}) all_rows`
      books[name] = table?.rows ?? ''
    }
    return books
  }
}
