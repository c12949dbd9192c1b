import 'server-only'
import { asc } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { env } from '../env'
import { addProviderAccount } from './add-provider-account'

/** Gives an agency the API key of the environment, when there is one. */
export async function addEnvironmentKey(db: Db | Tx, agencyId: string): Promise<void> {
  const { OFAUTH_API_KEY, OFAUTH_APP_REDIRECT, OFAUTH_APP_EMBED, OFAUTH_APP_WHITELABEL } = env()
  if (!OFAUTH_API_KEY) return
  const apps = {
    ...(OFAUTH_APP_REDIRECT && { redirect: OFAUTH_APP_REDIRECT }),
    ...(OFAUTH_APP_EMBED && { embed: OFAUTH_APP_EMBED }),
    ...(OFAUTH_APP_WHITELABEL && { whitelabel: OFAUTH_APP_WHITELABEL }),
  }
  await addProviderAccount(db, {
    agencyId,
    provider: 'ofauth',
    label: 'OFAuth',
    apiKey: OFAUTH_API_KEY,
    apps,
  })
}

/**
 * For a start in live mode: a key that was set only after the setup still reaches the first agency. The
 * environment only ever creates the first provider account; once there is one, this does nothing.
 */
export async function addLateEnvironmentKey(db: Db): Promise<void> {
  if (env().PATCHBAY_MODE !== 'live') return
  const [account] = await db.select({ id: providerAccounts.id }).from(providerAccounts).limit(1)
  if (account) return
  const [first] = await db
    .select({ id: agencies.id })
    .from(agencies)
    .orderBy(asc(agencies.createdAt))
    .limit(1)
  if (first) await addEnvironmentKey(db, first.id)
}
