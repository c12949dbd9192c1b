import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import type { Ctx } from '../auth/context'
import { challengeEnd } from '../login/deadlines'
import type { Challenge } from '../providers/challenge'
import { isLoginMode, type SessionReading } from '../providers/types'
import { type LinkSessionRow, moveLinkSession } from './move'
import { sealLinks } from './provider-session'

type Change = Partial<typeof linkSessions.$inferInsert>
type ChallengeReading = Extract<SessionReading, { state: 'challenge' }>

/** A provider may know an attempt only some seconds after it began. */
const GONE_AFTER_MS = 20_000

const NO_CHALLENGE = { challenge: null, linksSealed: null, answeringUntil: null, answeredAt: null }

/** Writes fields of a session whose state stays. */
async function write(tx: Tx, ctx: Ctx, row: LinkSessionRow, set: Change): Promise<void> {
  await tx
    .update(linkSessions)
    .set(set)
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, row.id)))
  Object.assign(row, set)
}

/**
 * Writes what the provider says about a session that is not done: logging in, second factor, refused, failed.
 * `completed` is not written here: only a proof completes a session. `gone` ends an attempt of our own form; about a
 * hosted session it says nothing, because a provider may refuse its status, and its own expiry ends it.
 */
export async function applyReading(
  tx: Tx,
  ctx: Ctx,
  row: LinkSessionRow,
  reading: SessionReading,
): Promise<void> {
  const ours = isLoginMode(row.mode)
  switch (reading.state) {
    case 'authenticating':
      if (ours && reading.lastError) await askAgain(tx, ctx, row, reading.lastError)
      else await goOn(tx, ctx, row, reading.progress)
      return
    case 'challenge':
      await takeChallenge(tx, ctx, row, reading)
      return
    case 'denied':
      await moveLinkSession(tx, ctx, row, 'cancel', { outcomeCode: 'authorization' })
      return
    case 'failed':
      if (ours && reading.code === 'invalid_credentials') await askAgain(tx, ctx, row, reading.code)
      else await fail(tx, ctx, row, reading.code)
      return
    case 'gone':
      if (ours && ctx.now().getTime() - row.stateChangedAt.getTime() > GONE_AFTER_MS)
        await moveLinkSession(tx, ctx, row, 'expire', { outcomeCode: 'session_expired' })
      return
    default:
      return
  }
}

/**
 * The login was refused: our form asks once more, for a login of its own.
 * @param retryAfter seconds for which the provider takes none
 */
export async function askAgain(
  tx: Tx,
  ctx: Ctx,
  row: LinkSessionRow,
  code: string,
  retryAfter: number | null = null,
): Promise<void> {
  await moveLinkSession(tx, ctx, row, 'retry', {
    outcomeCode: code,
    providerSessionSealed: null,
    nextPollAt: retryAfter === null ? null : new Date(ctx.now().getTime() + retryAfter * 1000),
    progress: null,
    ...NO_CHALLENGE,
  })
}

/** On the provider's page it depends on our polls whether a second factor was seen, so there it is no reason. */
async function fail(tx: Tx, ctx: Ctx, row: LinkSessionRow, code: string | null): Promise<void> {
  const guess = row.state === 'challenge' && isLoginMode(row.mode) ? '2fa_failed' : 'provider_failed'
  await moveLinkSession(tx, ctx, row, 'fail', { outcomeCode: code ?? guess })
}

async function goOn(tx: Tx, ctx: Ctx, row: LinkSessionRow, progress: string | null): Promise<void> {
  if (row.state !== 'authenticating')
    await moveLinkSession(tx, ctx, row, 'authenticate', { ...NO_CHALLENGE, progress })
  else if (row.progress !== progress) await write(tx, ctx, row, { progress })
}

/** After a wrong code a provider may not name the channel again: it is the one before. */
function withChannel(said: Challenge, row: LinkSessionRow): Challenge {
  const before = row.state === 'challenge' ? (row.challenge as Challenge | null) : null
  if (!before || !said.rejected || said.kinds.length > 0) return said
  return { ...said, kinds: before.kinds, hint: said.hint ?? before.hint }
}

async function takeChallenge(
  tx: Tx,
  ctx: Ctx,
  row: LinkSessionRow,
  { challenge: said, links }: ChallengeReading,
): Promise<void> {
  const challenge = withChannel(said, row)
  const expiresAt = challengeEnd(row, challenge, ctx.now())
  const set = { challenge, linksSealed: sealLinks(row, links), progress: null, answeredAt: null, expiresAt }
  if (row.state === 'challenge') await write(tx, ctx, row, set)
  else await moveLinkSession(tx, ctx, row, 'challenge', set)
}
