import { randomToken } from '../../lib/crypto/random'
import { addProviderAccount } from '../../lib/provider-accounts/add-provider-account'
import type { ProviderId } from '../../lib/providers/types'
import { PROVIDER_NAMES } from '../../lib/providers/words'
import { onlyfansapiKey, onlyfanskitKey } from '../lib/environment.mjs'
import { type Books, writeConnectionWithHistory } from './books'
import { plan } from './plan'
import { seedLogins } from './sandbox'

type Other = { provider: Exclude<ProviderId, 'ofauth'>; keyOf: (ofauthKey: string) => string; first: number }

/** What the demo has at the providers whose logins go through our own form. */
const OTHERS: Other[] = [
  { provider: 'onlyfansapi', keyOf: onlyfansapiKey, first: 50 },
  { provider: 'onlyfanskit', keyOf: onlyfanskitKey, first: 58 },
]
const MIX = { active: 3, ended: 1 }

export type SeededAccount = { provider: ProviderId; accountId: string; apiKey: string }

/** Adds the other two providers to an agency, each with a few accounts; one of them has lost its login. */
export async function seedOthers(books: Omit<Books, 'accountId' | 'provider'>, ofauthKey: string) {
  const made: SeededAccount[] = []
  for (const { provider, keyOf, first } of OTHERS) {
    const apiKey = keyOf(ofauthKey)
    const accountId = await addProviderAccount(books.tx, {
      agencyId: books.agencyId,
      provider,
      label: PROVIDER_NAMES[provider],
      apiKey,
      apps: {},
    })
    const planned = plan(MIX, first, books.now)
    const ids = await seedLogins(
      apiKey,
      provider,
      planned.map((item, i) => ({
        person: item.person,
        authenticated: item.remote === 'active',
        // One of them lets the provider keep her login, so that it can be repaired with one press.
        remembers: item.remote !== 'active' || i === 0,
        createdAt: item.createdAt,
      })),
    )
    for (const [i, item] of planned.entries())
      await writeConnectionWithHistory(
        { ...books, accountId, provider },
        { ...item, permissions: [], tags: item.tags },
        { id: ids[i] ?? '', referenceId: randomToken() },
      )
    made.push({ provider, accountId, apiKey })
  }
  return made
}
