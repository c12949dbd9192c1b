import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import { type Db, openDb } from '../db/client'
import { agencySecrets } from '../db/schema/agency-secrets'
import { linkSessions } from '../db/schema/link-sessions'
import { providerAccounts } from '../db/schema/provider-accounts'
import { userTotp } from '../db/schema/user-totp'
import { webhookSecrets as webhookSecretRows } from '../db/schema/webhooks'
import { needsReseal, SealError, type SealPlace, seal, unseal } from '../lib/crypto/seal'
import { readEnv } from '../lib/env'

const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'
const ring = readEnv(process.env).PATCHBAY_KEYS
let unreadable = 0

type Row = { id: string; agencyId: string; sealed: string | null }

/** A column of sealed values: how to read it in order of its ids, and how to write one if it is still what was read. */
type Column = {
  what: string
  place: Pick<SealPlace, 'table' | 'column'>
  read: (db: Db, after: string) => Promise<Row[]>
  write: (db: Db, row: Row, was: string, sealed: string) => Promise<unknown>
}

const apiKeys: Column = {
  what: 'API keys',
  place: { table: 'provider_accounts', column: 'api_key_sealed' },
  read: (db, after) =>
    db
      .select({
        id: providerAccounts.id,
        agencyId: providerAccounts.agencyId,
        sealed: providerAccounts.apiKeySealed,
      })
      .from(providerAccounts)
      .where(gt(providerAccounts.id, after))
      .orderBy(asc(providerAccounts.id))
      .limit(BATCH),
  write: (db, { id }, was, apiKeySealed) =>
    db
      .update(providerAccounts)
      .set({ apiKeySealed })
      .where(and(eq(providerAccounts.id, id), eq(providerAccounts.apiKeySealed, was))),
}

const providerSessions: Column = {
  what: 'Link sessions',
  place: { table: 'link_sessions', column: 'provider_session_sealed' },
  read: (db, after) =>
    db
      .select({
        id: linkSessions.id,
        agencyId: linkSessions.agencyId,
        sealed: linkSessions.providerSessionSealed,
      })
      .from(linkSessions)
      .where(and(isNotNull(linkSessions.providerSessionSealed), gt(linkSessions.id, after)))
      .orderBy(asc(linkSessions.id))
      .limit(BATCH),
  write: (db, { id }, was, providerSessionSealed) =>
    db
      .update(linkSessions)
      .set({ providerSessionSealed })
      .where(and(eq(linkSessions.id, id), eq(linkSessions.providerSessionSealed, was))),
}

const challengeLinks: Column = {
  what: 'challenge links',
  place: { table: 'link_sessions', column: 'links_sealed' },
  read: (db, after) =>
    db
      .select({ id: linkSessions.id, agencyId: linkSessions.agencyId, sealed: linkSessions.linksSealed })
      .from(linkSessions)
      .where(and(isNotNull(linkSessions.linksSealed), gt(linkSessions.id, after)))
      .orderBy(asc(linkSessions.id))
      .limit(BATCH),
  write: (db, { id }, was, linksSealed) =>
    db
      .update(linkSessions)
      .set({ linksSealed })
      .where(and(eq(linkSessions.id, id), eq(linkSessions.linksSealed, was))),
}

const linkKeys: Column = {
  what: 'link keys',
  place: { table: 'agency_secrets', column: 'link_key_sealed' },
  read: (db, after) =>
    db
      .select({
        id: agencySecrets.agencyId,
        agencyId: agencySecrets.agencyId,
        sealed: agencySecrets.linkKeySealed,
      })
      .from(agencySecrets)
      .where(gt(agencySecrets.agencyId, after))
      .orderBy(asc(agencySecrets.agencyId))
      .limit(BATCH),
  write: (db, { id }, was, linkKeySealed) =>
    db
      .update(agencySecrets)
      .set({ linkKeySealed })
      .where(and(eq(agencySecrets.agencyId, id), eq(agencySecrets.linkKeySealed, was))),
}

/** A user belongs to no one agency: their id stands in for it. */
const secondFactors: Column = {
  what: 'second factors',
  place: { table: 'user_totp', column: 'secret_sealed' },
  read: (db, after) =>
    db
      .select({ id: userTotp.userId, agencyId: userTotp.userId, sealed: userTotp.secretSealed })
      .from(userTotp)
      .where(gt(userTotp.userId, after))
      .orderBy(asc(userTotp.userId))
      .limit(BATCH),
  write: (db, { id }, was, secretSealed) =>
    db
      .update(userTotp)
      .set({ secretSealed })
      .where(and(eq(userTotp.userId, id), eq(userTotp.secretSealed, was))),
}

const webhookSecrets: Column = {
  what: 'webhook secrets',
  place: { table: 'webhook_secrets', column: 'secret_sealed' },
  read: (db, after) =>
    db
      .select({
        id: webhookSecretRows.id,
        agencyId: webhookSecretRows.agencyId,
        sealed: webhookSecretRows.secretSealed,
      })
      .from(webhookSecretRows)
      .where(gt(webhookSecretRows.id, after))
      .orderBy(asc(webhookSecretRows.id))
      .limit(BATCH),
  write: (db, { id }, was, secretSealed) =>
    db
      .update(webhookSecretRows)
      .set({ secretSealed })
      .where(and(eq(webhookSecretRows.id, id), eq(webhookSecretRows.secretSealed, was))),
}

const COLUMNS = [apiKeys, providerSessions, linkKeys, secondFactors, challengeLinks, webhookSecrets]

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
 * Seals every value of a column anew with the first key of PATCHBAY_KEYS. Runs beside the product and can be stopped
 * and run again at any time: a value is written only if it is still the one that was read.
 */
async function rotate(db: Db, column: Column): Promise<number> {
  let done = 0
  let last = FIRST
  for (;;) {
    const rows = await column.read(db, last)
    if (rows.length === 0) return done
    for (const row of rows) {
      last = row.id
      if (!row.sealed || !needsReseal(ring, row.sealed)) continue
      const sealed = resealed({ ...column.place, agencyId: row.agencyId, rowId: row.id }, row.sealed)
      if (!sealed) continue
      await column.write(db, row, row.sealed, sealed)
      done += 1
    }
    process.stdout.write(`… ${done} ${column.what}\n`)
  }
}

if (process.argv[2] === 'rotate') {
  const db = openDb(readEnv(process.env).SYSTEM_DATABASE_URL, { max: 2, applicationName: 'patchbay-keys' })
  try {
    const counts: string[] = []
    for (const column of COLUMNS) counts.push(`${await rotate(db, column)} ${column.what}`)
    process.stdout.write(
      `Sealed anew with key ${ring[0]?.id}: ${counts.join(', ')}. ${
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
