import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { type Ctx, inAgency } from '../auth/context'
import { AppError } from '../errors'
import type { LinkSessionRow } from '../link-sessions/move'
import type { LinkState } from '../link-sessions/states'
import { type ProviderAccountRow, readProviderAccount } from '../provider-accounts/adapter-for'
import type { LoginRequest } from '../providers/login-types'
import { driverOf, markUnderWay, sendLogin } from './begin-login'
import type { LoginInput } from './input'
import { lockAttempt, requireParty } from './lock-attempt'
import type { Party } from './party'

type Ready = { row: LinkSessionRow; account: ProviderAccountRow; about: About }
type About = Pick<LoginRequest, 'displayName' | 'connectionId'>

/**
 * Sends a login of our own form to the provider: one upstream login for each, however often the form is sent. E-mail
 * and password live for this call and are stored nowhere. How it went is the session's state; `open` is a refused login
 * that may be given again.
 * Throws `not_found` for a browser that may not answer, `conflict` when a login is under way, `login_budget`.
 */
export async function submitLogin(party: Party, input: LoginInput): Promise<{ state: LinkState }> {
  requireParty(party)
  const { ctx } = party
  const { row, account, about } = await inAgency(ctx, (tx) => prepare(tx, party, input))
  const credentials = input.method === 'password' ? { email: input.email, password: input.password } : null
  const { country, region, city } = row
  const state = await sendLogin(ctx, row, account, (driver) =>
    driver.begin({
      method: input.method,
      credentials,
      rememberCredentials: row.remembersCredentials,
      referenceId: row.referenceId,
      ...about,
      geolocation: country ? { country, state: region ?? undefined, city: city ?? undefined } : null,
    }),
  )
  return { state }
}

async function prepare(tx: Tx, party: Party, input: LoginInput): Promise<Ready> {
  const { ctx } = party
  const row = await lockAttempt(tx, party, input.linkSessionId)
  const account = await readProviderAccount(tx, ctx, row.providerAccountId)
  const driver = driverOf(account)
  if (!driver.methods.includes(input.method))
    throw new AppError('conflict', 'This provider does not offer this way of logging in.')
  const remembers = driver.offersToRemember && input.method === 'password' && input.remember
  await markUnderWay(tx, ctx, row, { method: input.method, remembers })
  return { row, account, about: await aboutOf(tx, ctx, row) }
}

/** What the provider's console calls it, and on reconnect what it is to repair. */
async function aboutOf(tx: Tx, ctx: Ctx, row: LinkSessionRow): Promise<About> {
  const [creator] = await tx
    .select({ name: creators.name })
    .from(creators)
    .where(and(eq(creators.agencyId, ctx.agency.id), eq(creators.id, row.creatorId)))
  const [connection] = row.connectionId
    ? await tx
        .select({ id: connections.providerConnectionId })
        .from(connections)
        .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.connectionId)))
    : []
  return { displayName: creator?.name ?? '', connectionId: connection?.id ?? null }
}
