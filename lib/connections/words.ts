/** Pure words for connection statuses and reasons; shown to staff. */
export const CONNECTION_STATUSES = [
  'active',
  'expiring',
  'needs_reauth',
  'awaiting_2fa',
  'needs_review',
  'disconnected',
] as const
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number]

export const STATUS_LABELS: Record<ConnectionStatus, string> = {
  active: 'Active',
  expiring: 'Expiring',
  needs_reauth: 'Needs reconnect',
  awaiting_2fa: 'Awaiting 2FA',
  needs_review: 'Needs review',
  disconnected: 'Disconnected',
}

export type WhoMustAct = 'nobody' | 'creator' | 'team' | 'admin'

export const WHO_LABELS: Record<WhoMustAct, string> = {
  nobody: 'Nobody',
  creator: 'Creator',
  team: 'Team',
  admin: 'Admin',
}

/** Why a connection has its status: a short word for the row, a sentence for the page, and who must act. */
export const REASONS = {
  proven: { label: 'Proven', detail: 'The last read with this connection worked.', who: 'nobody' },
  renewal_due: {
    label: 'Renewal due',
    detail: 'It still works, but its login is old. Reconnect it before it ends.',
    who: 'creator',
  },
  session_expired: {
    label: 'Login ended',
    detail:
      'OnlyFans ended the login: it ran out, or the password was changed. Data is not updated until it is reconnected.',
    who: 'creator',
  },
  session_missing: {
    label: 'Login missing',
    detail: 'The provider holds no login for this connection any more. Reconnect it to store a new one.',
    who: 'creator',
  },
  signed_out: {
    label: 'Signed out',
    detail: 'The provider answers that nobody is signed in with this connection. Reconnect it.',
    who: 'creator',
  },
  provider_expired: {
    label: 'Expired',
    detail: 'The provider marked this connection as expired. Reconnect it.',
    who: 'creator',
  },
  provider_awaiting_2fa: {
    label: 'Second factor',
    detail: 'OnlyFans asks for a second factor again. Reconnect it together with the creator.',
    who: 'creator',
  },
  other_user: {
    label: 'Other user',
    detail:
      'Another OnlyFans user answers than the one that was connected. Its data is blocked until somebody decides.',
    who: 'team',
  },
  by_team: {
    label: 'By the team',
    detail: 'Somebody in the agency disconnected it. It was deleted at the provider.',
    who: 'nobody',
  },
  by_creator: {
    label: 'By the creator',
    detail: 'The creator took her access back. It was deleted at the provider.',
    who: 'nobody',
  },
  other_user_refused: {
    label: 'Wrong account',
    detail: 'Another account had logged in and was refused. Reconnect it with the expected one.',
    who: 'creator',
  },
  closed_in_review: {
    label: 'Replaced',
    detail: 'It was closed in a review, because another OnlyFans user took its place.',
    who: 'nobody',
  },
} as const satisfies Record<string, { label: string; detail: string; who: WhoMustAct }>
export type StatusReason = keyof typeof REASONS

/** The words of a reason code; a code of a newer version falls back to something true. */
export function reasonWords(code: string): { label: string; detail: string; who: WhoMustAct } {
  return Object.hasOwn(REASONS, code)
    ? REASONS[code as StatusReason]
    : { label: code, detail: 'No explanation is known for this reason.', who: 'team' }
}

/** Statuses in which the connection does not deliver data. */
export function isBroken(status: ConnectionStatus): boolean {
  return status === 'needs_reauth' || status === 'awaiting_2fa' || status === 'needs_review'
}

/** Statuses in which it delivers data. */
export function isWorking(status: ConnectionStatus): boolean {
  return status === 'active' || status === 'expiring'
}
