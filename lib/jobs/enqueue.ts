import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import PgBoss from 'pg-boss'
import type { Tx } from '@/db/client'
import type { JobData, QueueName } from './queues'

/**
 * pg-boss speaks `$1` text; drizzle wants its own chunks. Objects travel as JSON. A parameter that pg-boss uses
 * twice becomes two here, so each gets the type it has elsewhere: else Postgres guesses another one per place.
 */
function toSql(text: string, values: unknown[]): SQL {
  const parts = text.split(/\$(\d+)/)
  const names = parts.filter((_, i) => i % 2 === 1)
  return sql.join(
    parts.map((part, i) => {
      if (i % 2 === 0) return sql.raw(part)
      const value = values[Number(part) - 1] ?? null
      const plain = typeof value === 'object' && value !== null ? JSON.stringify(value) : value
      if (names.filter((name) => name === part).length < 2) return sql`${plain}`
      const type = new RegExp(`\\$${part}::(\\w+)`).exec(text)?.[1] ?? 'text'
      return sql`(${plain}::${sql.raw(type)})`
    }),
  )
}

/** Jobs with few calls, for which a person waits. The others may take longer. */
const SHORT: QueueName[] = ['link-session.finish', 'connection.verify', 'webhook.process']

let sender: PgBoss | undefined

/**
 * Puts a job into the queue within the given transaction: it exists exactly when the write that needs it does. That of a
 * killed worker is taken again after half a minute or a minute.
 * @param startAfter seconds to wait first
 */
export async function enqueue<Q extends QueueName>(
  tx: Tx,
  queue: Q,
  data: JobData[Q],
  startAfter = 0,
): Promise<void> {
  sender ??= new PgBoss({
    db: { executeSql: () => Promise.reject(new Error('A job is sent in a transaction only.')) },
  })
  const executeSql = async (text: string, values: unknown[]) => ({
    rows: await tx.execute(toSql(text, values)),
  })
  await sender.send(queue, data, {
    startAfter,
    expireInSeconds: SHORT.includes(queue) ? 25 : 50,
    retryLimit: 5,
    retryDelay: 5,
    retryBackoff: true,
    db: { executeSql },
  })
}
