import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import { type Db, openDb } from '../db/client'
import { linkSessions } from '../db/schema/link-sessions'
import { providerAccounts } from '../db/schema/provider-accounts'
import { needsReseal, SealError, type SealPlace, seal, unseal } from '../lib/crypto/seal'
import { readEnv } from '../lib/env'

const BATCH = 200
const ring = readEnv(process.env).PATCHBAY_KEYS
let unreadable = 0

/** The value under the current key. Null when it does not open: it is left as it is, and the others go on. */
function resealed(place: SealPlace, sealed: string): string | null {
  try {
    return seal(ring, place, unseal(ring, place, sealed).reveal())
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    unreadable += 1
    process.stderr.write(`${place.table} ${place.rowId}: ${error.message}\n`)
    return null
  }
}

/**
 * Seals every value anew with the first key of PATCHBAY_KEYS. Runs beside the product and can be stopped and
 * run again at any time: a value is written only if it is still the one that was read.
 */
async function rotateAccounts(db: Db): Promise<number> {
  let done = 0
  for (const row of await db.select().from(providerAccounts)) {
    if (!needsReseal(ring, row.apiKeySealed)) continue
    const place = {
      table: 'provider_accounts',
      column: 'api_key_sealed',
      agencyId: row.agencyId,
      rowId: row.id,
    }
    const sealed = resealed(place, row.apiKeySealed)
    if (!sealed) continue
    await db
      .update(providerAccounts)
      .set({ apiKeySealed: sealed })
      .where(and(eq(providerAccounts.id, row.id), eq(providerAccounts.apiKeySealed, row.apiKeySealed)))
    done += 1
  }
  return done
}

async function rotateSessions(db: Db): Promise<number> {
  let done = 0
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await db
      .select({
        id: linkSessions.id,
        agencyId: linkSessions.agencyId,
        sealed: linkSessions.providerSessionSealed,
      })
      .from(linkSessions)
      .where(and(isNotNull(linkSessions.providerSessionSealed), gt(linkSessions.id, last)))
      .orderBy(asc(linkSessions.id))
      .limit(BATCH)
    if (rows.length === 0) return done
    for (const row of rows) {
      last = row.id
      if (!row.sealed || !needsReseal(ring, row.sealed)) continue
      const place = {
        table: 'link_sessions',
        column: 'provider_session_sealed',
        agencyId: row.agencyId,
        rowId: row.id,
      }
      const sealed = resealed(place, row.sealed)
      if (!sealed) continue
      await db
        .update(linkSessions)
        .set({ providerSessionSealed: sealed })
        .where(and(eq(linkSessions.id, row.id), eq(linkSessions.providerSessionSealed, row.sealed)))
      done += 1
    }
    process.stdout.write(`… ${done} Link sessions\n`)
  }
}

if (process.argv[2] === 'rotate') {
  const db = openDb(readEnv(process.env).SYSTEM_DATABASE_URL, { max: 2, applicationName: 'patchbay-keys' })
  try {
    const accounts = await rotateAccounts(db)
    const sessions = await rotateSessions(db)
    process.stdout.write(
      `Sealed anew with key ${ring[0]?.id}: ${accounts} API keys, ${sessions} Link sessions. ${
        unreadable === 0 ? 'Older keys can be removed.' : `${unreadable} could not be opened and were left.`
      }\n`,
    )
    if (unreadable > 0) process.exitCode = 1
  } finally {
    await db.close()
  }
} else {
  process.stdout.write('Usage: npm run keys -- rotate\n')
  process.exitCode = 1
}
