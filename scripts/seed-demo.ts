import { readFileSync } from 'node:fs'
import { asc, eq } from 'drizzle-orm'
import { type Db, openDb } from '../db/client'
import { agencies } from '../db/schema/agencies'
import { assignments } from '../db/schema/assignments'
import { connections } from '../db/schema/connections'
import { creators } from '../db/schema/creators'
import { memberships } from '../db/schema/memberships'
import { users } from '../db/schema/users'
import { refreshData } from '../lib/connections/store-data'
import { hashPassword } from '../lib/crypto/password'
import { readEnv } from '../lib/env'
import { systemContext } from '../lib/jobs/system-context'
import { adapterFor } from '../lib/provider-accounts/adapter-for'
import { addProviderAccount } from '../lib/provider-accounts/add-provider-account'
import { ProviderError } from '../lib/providers/types'
import { demoAgencies, seedAgency } from './seed/agency'
import { seedOthers } from './seed/other-providers'
import { seedWebhooks } from './seed/webhooks'

type DemoUsers = {
  password: string
  users: {
    email: string
    name: string
    memberships: {
      agency: string
      role: 'owner' | 'admin' | 'staff'
      /** Limited to that many creators; absent for those who see all. */
      assignedCreators?: number
    }[]
  }[]
}

const APPS = {
  redirect: 'app_sandboxredirect',
  embed: 'app_sandboxembed',
  whitelabel: 'app_sandboxwhitelabel',
}

type Made = { id: string; staff: string[]; limited: { userId: string; creators: number }[] }

async function seedPeople(db: Db, now: Date): Promise<Map<string, Made>> {
  const demo = JSON.parse(
    readFileSync(new URL('../lib/system/demo-users.json', import.meta.url), 'utf8'),
  ) as DemoUsers
  const made = new Map<string, Made>()
  const joined = new Date(now.getTime() - 120 * 86_400_000)
  for (const { slug, name } of demoAgencies) {
    const [row] = await db
      .insert(agencies)
      .values({ slug, name, createdAt: joined })
      .returning({ id: agencies.id })
    if (row) made.set(slug, { id: row.id, staff: [], limited: [] })
  }
  const passwordHash = await hashPassword(demo.password)
  for (const user of demo.users) {
    const [row] = await db
      .insert(users)
      .values({ email: user.email, name: user.name, passwordHash, createdAt: joined })
      .returning({ id: users.id })
    for (const { agency, role, assignedCreators } of row ? user.memberships : []) {
      const target = made.get(agency)
      if (!target || !row) continue
      const assignedOnly = assignedCreators !== undefined
      await db.insert(memberships).values({ agencyId: target.id, userId: row.id, role, assignedOnly })
      if (assignedOnly) target.limited.push({ userId: row.id, creators: assignedCreators })
      else target.staff.unshift(row.id)
    }
  }
  return made
}

/** Gives each limited person the first creators of the agency. */
async function assignSome(db: Db, { id: agencyId, limited }: Made, now: Date): Promise<void> {
  for (const { userId, creators: count } of limited) {
    const few = await db
      .select({ id: creators.id })
      .from(creators)
      .where(eq(creators.agencyId, agencyId))
      .orderBy(asc(creators.name), asc(creators.id))
      .limit(count)
    await db
      .insert(assignments)
      .values(few.map(({ id }) => ({ agencyId, userId, creatorId: id, createdAt: now })))
  }
}

/** Reads what every working connection says, through the sandbox, so that its page has data at once. */
async function readData(db: Db, agencyId: string): Promise<void> {
  const ctx = await systemContext(db, agencyId, 'seed')
  if (!ctx) return
  const rows = await db.select().from(connections).where(eq(connections.agencyId, agencyId))
  const working = rows.filter((row) => row.status === 'active' || row.status === 'expiring')
  for (let i = 0; i < working.length; i += 8)
    await Promise.all(
      working.slice(i, i + 8).map(async (row) => {
        try {
          const { adapter } = await adapterFor(ctx, row.providerAccountId)
          await refreshData(ctx, adapter, row, await adapter.access.profile(row.providerConnectionId))
        } catch (error) {
          if (!(error instanceof ProviderError)) throw error
        }
      }),
    )
}

async function main(): Promise<void> {
  const env = readEnv(process.env)
  if (env.PATCHBAY_MODE !== 'demo') throw new Error('Only the demo is seeded.')
  const keys = (process.env.DEMO_OFAUTH_KEYS ?? '').split(',')
  const db = openDb(env.SYSTEM_DATABASE_URL, { max: 10, applicationName: 'patchbay-seed' })
  try {
    const [any] = await db.select({ id: agencies.id }).from(agencies).limit(1)
    if (any) {
      process.stdout.write('nothing to seed\n')
      return
    }
    const now = new Date()
    const made = await seedPeople(db, now)
    for (const [i, agency] of demoAgencies.entries()) {
      const target = made.get(agency.slug)
      const apiKey = keys[i]
      if (!target || !apiKey) throw new Error('DEMO_OFAUTH_KEYS must hold one key for each demo agency.')
      const accountId = await addProviderAccount(db, {
        agencyId: target.id,
        provider: 'ofauth',
        label: 'OFAuth',
        apiKey,
        apps: APPS,
      })
      await db.transaction((tx) =>
        seedAgency(
          { tx, agencyId: target.id, accountId, provider: 'ofauth', staff: target.staff, now },
          agency,
          apiKey,
        ),
      )
      const others = agency.extras
        ? await db.transaction((tx) =>
            seedOthers({ tx, agencyId: target.id, staff: target.staff, now }, apiKey),
          )
        : []
      const ctx = await systemContext(db, target.id, 'seed')
      const accounts = [{ provider: 'ofauth' as const, accountId, apiKey }, ...others]
      for (const { provider, ...account } of ctx ? accounts : [])
        if (ctx && provider !== 'onlyfanskit') await seedWebhooks(ctx, { provider, ...account })
      await assignSome(db, target, now)
      await readData(db, target.id)
    }
    process.stdout.write('seeded\n')
  } finally {
    await db.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`The demo could not be seeded: ${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
})
