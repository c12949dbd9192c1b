/** What an invite can be. Pure words and rules: pages use them too. */
export const INVITE_STATES = ['open', 'paused', 'expired', 'used_up', 'revoked'] as const
export type InviteState = (typeof INVITE_STATES)[number]

export const INVITE_STATE_LABELS: Record<InviteState, string> = {
  open: 'Open',
  paused: 'Paused',
  expired: 'Expired',
  used_up: 'Used up',
  revoked: 'Revoked',
}

/** What decides about an invite's state. */
export type InviteFacts = {
  revokedAt: Date | null
  pausedAt: Date | null
  expiresAt: Date
  uses: number
  maxUses: number
  /** With purpose reconnect: when the connection was disconnected; the link then repairs nothing any more. */
  connectionEndedAt?: Date | null
}

/**
 * The state of an invite at a moment. What can't be taken back comes first: one that was revoked stays that, whatever
 * else is true of it.
 */
export function inviteState(invite: InviteFacts, now: Date): InviteState {
  if (invite.revokedAt || invite.connectionEndedAt) return 'revoked'
  if (invite.uses >= invite.maxUses) return 'used_up'
  if (invite.expiresAt <= now) return 'expired'
  return invite.pausedAt ? 'paused' : 'open'
}
