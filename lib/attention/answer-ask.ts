import 'server-only'
import { z } from 'zod'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { LOCALES } from '../i18n/locales'
import { askCreator } from '../invites/ask-creator'
import { extendInvite, resumeInvite } from '../invites/change-invite'
import { createInvite } from '../invites/create-invite'
import { DEFAULT_HOURS, inviteInput } from '../invites/input'
import { type InviteRow, requireInvite, writeInvite } from '../invites/rows'
import { inviteState } from '../invites/states'

export const answerAskInput = z.strictObject({
  inviteId: z.uuid(),
  /** `set_aside`: the team does not want to; the item goes. */
  answer: z.enum(['new_link', 'set_aside']),
})
export type AnswerAskInput = z.infer<typeof answerAskInput>

/**
 * Answers a creator who asked for a new link, in the way that her invite still allows: one that ran out is extended
 * and one that was paused goes on, so that her old link works again; for one that is used up or revoked there is a new
 * invite for the same thing. Throws `not_found`.
 * @returns the invite whose link is to be sent; null when it was set aside
 */
export async function answerAsk(ctx: Ctx, input: AnswerAskInput): Promise<{ inviteId: string | null }> {
  requirePermission(ctx, 'invites.write')
  const row = await inAgency(ctx, (tx) => requireInvite(tx, ctx, input.inviteId))
  const inviteId = input.answer === 'new_link' ? await openLink(ctx, row) : null
  await inAgency(ctx, async (tx) => {
    const locked = await requireInvite(tx, ctx, row.id)
    if (!locked.askedAgainAt) return
    await writeInvite(tx, ctx, row.id, { askedAgainAt: null })
    await audit(tx, ctx, {
      action: 'invite.answer',
      targetType: 'invite',
      targetId: row.id,
      before: { askedAgainAt: locked.askedAgainAt.toISOString() },
      after: { answer: input.answer, inviteId },
    })
  })
  return { inviteId }
}

async function openLink(ctx: Ctx, row: InviteRow): Promise<string> {
  switch (inviteState(row, ctx.now())) {
    case 'open':
      return row.id
    case 'expired':
      await extendInvite(ctx, { inviteId: row.id, expiresInHours: DEFAULT_HOURS })
      if (row.pausedAt) await resumeInvite(ctx, { inviteId: row.id })
      return row.id
    case 'paused':
      await resumeInvite(ctx, { inviteId: row.id })
      return row.id
    default:
      return (await again(ctx, row)).inviteId
  }
}

/** The same once more. */
function again(ctx: Ctx, row: InviteRow): Promise<{ inviteId: string }> {
  if (row.connectionId) return askCreator(ctx, { connectionId: row.connectionId })
  return createInvite(
    ctx,
    inviteInput.parse({
      creatorId: row.creatorId,
      expectedUsername: row.expectedUsername ?? '',
      country: row.country ?? '',
      state: row.region ?? '',
      city: row.city ?? '',
      language: LOCALES.find((locale) => locale === row.language) ?? 'en',
      note: row.note,
      maxUses: row.maxUses,
    }),
  )
}
