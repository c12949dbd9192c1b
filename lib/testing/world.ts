import { randomBytes, randomUUID } from 'node:crypto'
import { agencies } from '@/db/schema/agencies'
import { memberships } from '@/db/schema/memberships'
import { users } from '@/db/schema/users'
import { cloneDatabase, type TestDatabase } from '@/db/testing/clone'
import { setEnvironment } from '@/db/testing/environment'
import type { Ctx } from '../auth/context'
import { logger } from '../logger'
import { addProviderAccount } from '../provider-accounts/add-provider-account'
import type { SandboxControl } from './sandbox-control'
import { type SandboxProcess, startSandbox } from './sandbox-process'

/** Nothing listens here: callbacks are handed to the verb, not fetched. */
export const APP_ORIGIN = 'http://localhost:3999'

/** The people of an agency; `other` is a second member of the staff. */
export const MEMBERS = ['owner', 'admin', 'staff', 'other', 'creator'] as const
export type Member = (typeof MEMBERS)[number]

const ROLE = { owner: 'owner', admin: 'admin', staff: 'staff', other: 'staff', creator: 'creator' } as const

/** A clock that a test moves. It runs on, so that what is written later is later. */
export class Clock {
  private offset = 0
  readonly now = (): Date => new Date(Date.now() + this.offset)
  advance(ms: number): void {
    this.offset += ms
  }
  reset(): void {
    this.offset = 0
  }
}

export type Agency = {
  id: string
  slug: string
  name: string
  /** Its key at the sandbox: its own world there. */
  apiKey: string
  accountId: string
  users: Record<Member, { id: string; email: string }>
  /** The context of a member in the web (role patchbay_app), or of the worker (role patchbay_system). */
  ctx: (who?: Member | 'system') => Ctx
}

export type World = {
  db: TestDatabase
  sandbox: SandboxControl
  clock: Clock
  newAgency: () => Promise<Agency>
  close: () => Promise<void>
}

/** Two keys, the first current: what rotation needs. */
export const KEY_RING = { k1: randomBytes(32).toString('base64'), k2: randomBytes(32).toString('base64') }

function environmentOf(db: TestDatabase, sandbox: SandboxProcess): Record<string, string> {
  const { origin } = sandbox.control
  return {
    PATCHBAY_MODE: 'demo',
    APP_ORIGIN,
    DATABASE_URL: db.url('app'),
    SYSTEM_DATABASE_URL: db.url('system'),
    AUTH_SECRET: randomBytes(32).toString('hex'),
    PATCHBAY_KEYS: `k1:${KEY_RING.k1},k2:${KEY_RING.k2}`,
    OFAUTH_BASE_URL: origin,
    OFAUTH_LINK_ORIGIN: origin,
    OFAUTH_APP_REDIRECT: 'app_sandboxredirect',
    ONLYFANSAPI_BASE_URL: origin,
    ONLYFANSKIT_BASE_URL: origin,
    ONLYFANSKIT_SELFIE: 'on',
    AVATAR_ORIGINS: origin,
    SMTP_URL: sandbox.smtpUrl,
    MAIL_FROM: 'Patchbay <patchbay@example.com>',
  }
}

/** What a test file stands on: a database and a sandbox of its own, and agencies in them on demand. */
export async function makeWorld(): Promise<World> {
  const [db, sandbox] = await Promise.all([cloneDatabase(), startSandbox(APP_ORIGIN)])
  setEnvironment(environmentOf(db, sandbox))
  logger.level = 'silent'
  const clock = new Clock()
  return {
    db,
    sandbox: sandbox.control,
    clock,
    newAgency: () => makeAgency(db, sandbox.control, clock),
    async close() {
      await Promise.all([db.close(), sandbox.stop()])
    },
  }
}

/** An agency with a provider account and a member in every role. Their passwords are none: nobody signs in. */
async function makeAgency(db: TestDatabase, sandbox: SandboxControl, clock: Clock): Promise<Agency> {
  const id = randomUUID()
  const slug = `agency-${id.slice(0, 8)}`
  const agency = { id, slug, name: `Agency ${id.slice(0, 8)}` }
  const apiKey = await sandbox.newKey()
  const person = (member: Member) => ({
    id: randomUUID(),
    email: `${member}-${id.slice(0, 8)}@example.com`,
    name: `The ${member}`,
    passwordHash: 'none',
  })
  const people = {
    owner: person('owner'),
    admin: person('admin'),
    staff: person('staff'),
    other: person('other'),
    creator: person('creator'),
  }
  await db.system.insert(agencies).values(agency)
  await db.system.insert(users).values(Object.values(people))
  await db.system
    .insert(memberships)
    .values(MEMBERS.map((member) => ({ agencyId: id, userId: people[member].id, role: ROLE[member] })))
  const accountId = await addProviderAccount(db.system, {
    agencyId: id,
    provider: 'ofauth',
    label: 'OFAuth',
    apiKey,
    apps: { redirect: 'app_sandboxredirect' },
  })
  return {
    ...agency,
    apiKey,
    accountId,
    users: people,
    ctx: (who = 'staff') => ({
      agency,
      actor:
        who === 'system'
          ? { kind: 'system' }
          : {
              kind: 'user',
              userId: people[who].id,
              role: ROLE[who],
              assignedOnly: false,
              steppedUpAt: clock.now(),
            },
      db: who === 'system' ? db.system : db.app,
      requestId: `test-${who}`,
      address: who === 'system' ? null : '192.0.2.1',
      now: clock.now,
    }),
  }
}
