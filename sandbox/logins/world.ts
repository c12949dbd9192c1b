import type { Runtime } from '../runtime'
import type { Organisation } from '../state/schema'
import type { Book, BookProvider, LoginAttempt, RemoteAccount } from './schema'

/** One provider's part of one organisation, with everything that a step of a login touches. */
export type World = { runtime: Runtime; organisation: Organisation; provider: BookProvider; book: Book }

export function worldOf(runtime: Runtime, organisation: Organisation, provider: BookProvider): World {
  return { runtime, organisation, provider, book: organisation.books[provider] }
}

/** Every organisation at both providers. */
export function allWorlds(runtime: Runtime): World[] {
  return Object.values(runtime.store.state.organisations).flatMap((organisation) => [
    worldOf(runtime, organisation, 'onlyfansapi'),
    worldOf(runtime, organisation, 'onlyfanskit'),
  ])
}

export function findAccount({ book }: World, id: string | null): RemoteAccount | undefined {
  return id === null ? undefined : book.accounts.find((account) => account.id === id)
}

export function findAttempt({ book }: World, id: string): LoginAttempt | undefined {
  return book.attempts.find((attempt) => attempt.id === id)
}

/** Finds what an attempt's page is about; its address holds the page's token alone. */
export function findByPageToken(
  runtime: Runtime,
  pageToken: string,
): { world: World; attempt: LoginAttempt } | null {
  for (const world of allWorlds(runtime)) {
    const attempt = world.book.attempts.find((candidate) => candidate.pageToken === pageToken)
    if (attempt !== undefined) return { world, attempt }
  }
  return null
}
