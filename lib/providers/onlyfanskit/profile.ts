import type { Budget } from '../budget'
import { type Profile, ProviderError } from '../types'
import type { OnlyfanskitClient } from './client'
import { toRemoteConnection, toThinProfile } from './mapper'

const kindOf = (error: unknown) => (error instanceof ProviderError ? error.kind : null)

const ended = (why: string, detail: 'session_expired' | 'session_missing') =>
  new ProviderError('reauth_required', `OnlyFansKit account.read: ${why}`, { detail })

/** OnlyFans' own answer; null where OnlyFansKit does not offer it to us, which says nothing about the account. */
async function readSelf(client: OnlyfanskitClient, id: string, budget: Budget): Promise<Profile | null> {
  try {
    return await client.self(id, budget)
  } catch (error) {
    const kind = kindOf(error)
    if (kind === 'not_found' || kind === 'rejected' || kind === 'invalid_response') return null
    throw error
  }
}

/**
 * Reads who an account is: from OnlyFans where that is offered, else from the account itself.
 * Throws `reauth_required` (`session_expired`, `session_missing`) only where OnlyFansKit says so: an account that is
 * not found is missing only if the whole list does not hold it either.
 */
export async function readProfile(client: OnlyfanskitClient, id: string, budget: Budget): Promise<Profile> {
  const self = await readSelf(client, id, budget)
  if (self) return self
  try {
    const account = await client.account(id, budget)
    if (toRemoteConnection(account).status === 'expired') throw ended('disconnected', 'session_expired')
    return toThinProfile(account)
  } catch (error) {
    if (kindOf(error) !== 'not_found') throw error
    const { items, unreadable } = await client.accounts(budget)
    if (unreadable > 0 || items.some((item) => item.id === id)) throw error
    throw ended('not there any more', 'session_missing')
  }
}
