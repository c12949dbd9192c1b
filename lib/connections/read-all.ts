import 'server-only'
import type { ProviderAdapter } from '../providers/adapter-types'
import type { RemoteConnection } from '../providers/types'

const PAGE = 100
const MOST_PAGES = 200

/**
 * Reads the provider's whole list. `complete` is true only when every page was read to a proper end; a repeated
 * page, an error or too many pages make it partial, and nothing may be inferred from what is missing then.
 * OFAuth's list has no total and its order is not documented, so ids are deduplicated.
 */
export async function readAll(
  adapter: ProviderAdapter,
): Promise<{ items: RemoteConnection[]; complete: boolean }> {
  const items = new Map<string, RemoteConnection>()
  let offset = 0
  // An item that could not be read would look like one that is missing.
  let skipped = 0
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { connections, next, unreadable } = await adapter.listConnections({ offset, limit: PAGE })
    skipped += unreadable
    const before = items.size
    for (const item of connections) items.set(item.id, item)
    if (next === null) return { items: [...items.values()], complete: skipped === 0 }
    if (items.size === before || next <= offset) return { items: [...items.values()], complete: false }
    offset = next
  }
  return { items: [...items.values()], complete: false }
}
