import type { z } from 'zod'
import type { Budget } from '../budget'
import { pathSafe } from '../wire'
import {
  type CountsReply,
  countsReply,
  type EarningsReply,
  earningsReply,
  type Self,
  selfReply,
} from './api-types'
import type { OfauthCaller } from './call'

export type AccessClient = {
  self(connectionId: string, budget?: Budget): Promise<Self>
  counts(connectionId: string): Promise<CountsReply>
  /** Days as YYYY-MM-DD, both included. */
  earnings(connectionId: string, range: { from: string; to: string }): Promise<EarningsReply>
}

/** Reads of user data through a connection; scope ACCESS. At most 60 a minute and connection, 90 in a burst. */
export function createAccessClient(caller: OfauthCaller): AccessClient {
  async function read<Schema extends z.ZodType>(
    name: string,
    path: string,
    connectionId: string,
    schema: Schema,
    extra: { query?: Record<string, string>; budget?: Budget | undefined } = {},
  ): Promise<z.infer<Schema>> {
    const label = `OFAuth access.${name}`
    const id = pathSafe(connectionId, label)
    return caller.read(
      {
        label,
        family: 'access',
        method: 'GET',
        path,
        headers: { 'x-connection-id': id },
        ...(extra.query ? { query: extra.query } : {}),
      },
      schema,
      extra.budget,
    )
  }
  return {
    self: (id, budget) => read('self', '/v2/access/self', id, selfReply, { budget }),
    counts: (id) => read('counts', '/v2/access/subscriptions/count', id, countsReply),
    earnings: (id, range) =>
      read('earnings', '/v2/access/earnings/chart', id, earningsReply, {
        query: { startDate: range.from, endDate: range.to, by: 'total', withTotal: 'true' },
      }),
  }
}
