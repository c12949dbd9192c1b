import 'server-only'
import { sql } from 'drizzle-orm'
import { appDb } from './db'

/** True when the database answers within the given time. Never throws. */
export async function databaseAnswers(milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  const answer = appDb()
    .execute(sql`select 1`)
    .then(() => true)
    .catch(() => false)
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
