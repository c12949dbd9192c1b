import 'server-only'
import type { Tx } from '@/db/client'
import { handoffOf } from '../handoffs/rows'
import type { LinkSessionRow } from '../link-sessions/move'
import { unsealLinks } from '../link-sessions/provider-session'
import { adapterOf, readProviderAccount } from '../provider-accounts/adapter-for'
import type { Challenge } from '../providers/challenge'
import { isLoginMode } from '../providers/types'
import { loginBudget, subjectOf } from './budget'
import type { Party } from './party'
import { type HandoffRow, solverOf } from './solver'
import type { AttemptView } from './view'

const SHOWN = ['created', 'open', 'authenticating', 'challenge']

/**
 * A live attempt in a login mode as this party may see it; null for one that is not live, or whose login is given on
 * the provider's own page. Reads our own rows only.
 */
export async function attemptViewOf(tx: Tx, party: Party, row: LinkSessionRow): Promise<AttemptView | null> {
  const { ctx } = party
  const now = ctx.now()
  if (!isLoginMode(row.mode) || !SHOWN.includes(row.state) || row.expiresAt <= now) return null
  const handoff = await handoffOf(tx, ctx, row.id)
  const solver = solverOf(party, row, handoff)
  return {
    linkSessionId: row.id,
    provider: row.provider,
    mode: row.mode,
    purpose: row.purpose,
    now: now.toISOString(),
    expiresAt: row.expiresAt,
    solver,
    form: row.state === 'open' ? await formOf(tx, party, row) : null,
    challenge: row.state === 'challenge' ? challengeOf(row, now, solver === 'me') : null,
    progress: row.progress,
    handoff: party.side === 'team' ? handoffView(handoff) : null,
  }
}

async function formOf(tx: Tx, { ctx }: Party, row: LinkSessionRow): Promise<AttemptView['form']> {
  const { login } = adapterOf(await readProviderAccount(tx, ctx, row.providerAccountId))
  return {
    methods: login?.methods ?? [],
    offersToRemember: login?.offersToRemember ?? false,
    lastError: row.outcomeCode,
    retryAt: row.nextPollAt && row.nextPollAt > ctx.now() ? row.nextPollAt.toISOString() : null,
    budget: await loginBudget(tx, ctx, await subjectOf(tx, ctx, row)),
  }
}

/** Links only for the browser that answers. */
function challengeOf(row: LinkSessionRow, now: Date, answers: boolean): AttemptView['challenge'] {
  if (!row.challenge) return null
  return {
    ...(row.challenge as Challenge),
    isChecking: row.answeredAt !== null || (row.answeringUntil !== null && row.answeringUntil > now),
    links: answers ? unsealLinks(row) : null,
  }
}

function handoffView(handoff: HandoffRow | null): AttemptView['handoff'] {
  return handoff && { id: handoff.id, state: handoff.joinedAt ? 'joined' : 'waiting' }
}
