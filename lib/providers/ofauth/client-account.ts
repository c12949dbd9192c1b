import type { Budget } from '../budget'
import { pathSafe } from '../wire'
import { type Connection, connection, connectionsReply, type Whoami, whoamiReply } from './api-types'
import type { OfauthCall, OfauthCaller } from './call'

/** The largest page that is known to be asked for in practice; the maximum is not documented. */
export const LARGEST_PAGE = 100
const LIST_MAX_BYTES = 4_000_000

type ConnectionPage = { items: Connection[]; unreadable: number; next: number | null }

export type AccountClient = {
  connections(page: { offset: number; limit: number }, budget?: Budget): Promise<ConnectionPage>
  deleteConnection(id: string): Promise<void>
  invalidateConnection(id: string): Promise<void>
  whoami(): Promise<Whoami>
}

const whole = (value: number, least: number) => Math.max(least, Math.trunc(value) || 0)

/** Connections and the key's own account; scope ACCOUNT. */
export function createAccountClient(caller: OfauthCaller): AccountClient {
  const ofConnection = (name: string, method: 'POST' | 'DELETE', id: string, suffix = ''): OfauthCall => {
    const label = `OFAuth connections.${name}`
    return {
      label,
      family: 'account',
      method,
      path: `/v2/account/connections/${pathSafe(id, label)}${suffix}`,
    }
  }
  return {
    async connections(page, budget) {
      const offset = whole(page.offset, 0)
      const limit = Math.min(whole(page.limit, 1), LARGEST_PAGE)
      const reply = await caller.read(
        {
          label: 'OFAuth connections.list',
          family: 'account',
          method: 'GET',
          path: '/v2/account/connections',
          query: { limit: String(limit), offset: String(offset) },
          maxBytes: LIST_MAX_BYTES,
        },
        connectionsReply,
        budget,
      )
      const read = reply.list.map((item) => connection.safeParse(item))
      const items = read.flatMap((result) => (result.success ? [result.data] : []))
      const length = reply.list.length
      const told = reply.nextOffset !== null && reply.nextOffset > offset ? reply.nextOffset : null
      const hasMore = reply.hasMore ?? (told !== null || length >= limit)
      // More is promised and nothing shown: a page that was lost, not the end of the list.
      const lost = hasMore && length === 0 ? 1 : 0
      return {
        items,
        unreadable: length - items.length + lost,
        next: hasMore && length > 0 ? (told ?? offset + length) : null,
      }
    },
    async deleteConnection(id) {
      await caller.change(ofConnection('delete', 'DELETE', id))
    },
    async invalidateConnection(id) {
      await caller.change(ofConnection('invalidate', 'POST', id, '/invalidate'))
    },
    whoami() {
      return caller.read(
        { label: 'OFAuth whoami', family: 'account', method: 'GET', path: '/v2/account/whoami' },
        whoamiReply,
      )
    },
  }
}
