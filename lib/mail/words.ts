export type MailStatus = 'queued' | 'sent' | 'failed' | 'dropped'

type Words = { label: string; detail: string }

/** Why a mail could not be delivered, or not yet. */
export const MAIL_PROBLEMS = {
  not_configured: {
    label: 'No mail server',
    detail: 'No mail server is set up. Copy the link instead, or ask whoever runs Patchbay to set SMTP_URL.',
  },
  bad_address: {
    label: 'Not an address',
    detail: 'This is no address to which mail can be sent. Correct it and send again.',
  },
  address_refused: {
    label: 'Address refused',
    detail: 'The mail server refused this address. Check its spelling, or hand the link over in another way.',
  },
  sender_refused: {
    label: 'Sender refused',
    detail: 'The mail server refuses mail from MAIL_FROM. Whoever runs Patchbay has to correct it.',
  },
  message_refused: {
    label: 'Refused',
    detail: 'The mail server refused the message. Hand the link over in another way.',
  },
  login_refused: {
    label: 'Login refused',
    detail:
      'The mail server refused the login in SMTP_URL, or asks for one. Whoever runs Patchbay has to correct it.',
  },
  tls_failed: {
    label: 'No safe connection',
    detail: 'The mail server offers no encrypted connection. Whoever runs Patchbay has to look at it.',
  },
  unreachable: {
    label: 'Mail server not reached',
    detail: 'The mail server did not answer, or its certificate is not valid.',
  },
  put_off: { label: 'Put off', detail: 'The mail server asked to try again later.' },
  internal: { label: 'Not written', detail: 'The mail could not be written. The log says why.' },
} as const satisfies Record<string, Words>
export type MailProblem = keyof typeof MAIL_PROBLEMS

/** Why a mail was not sent in the end, because there was no need any more. */
export const DROP_REASONS = {
  invite_revoked: { label: 'Invite revoked', detail: 'The invite was revoked before the mail went out.' },
  invite_paused: { label: 'Invite paused', detail: 'The invite was paused when the mail should go out.' },
  invite_expired: { label: 'Invite expired', detail: 'The invite had expired before the mail went out.' },
  invite_used_up: { label: 'Invite used', detail: 'The invite was used before the mail went out.' },
  invite_opened: { label: 'Opened', detail: 'The link was opened before the reminder went out.' },
  repaired: { label: 'Works again', detail: 'The connection worked again before the mail went out.' },
  code_over: { label: 'Code over', detail: 'The code was used or had run out before the mail went out.' },
  link_over: {
    label: 'Link over',
    detail: 'The link was used, replaced or had run out before the mail went out.',
  },
  nothing_open: { label: 'Solved', detail: 'What it tells of was solved before the mail went out.' },
  no_access: { label: 'No access', detail: 'The person may not see this any more.' },
  gone: { label: 'Gone', detail: 'What it was about does not exist any more.' },
} as const satisfies Record<string, Words>
export type DropReason = keyof typeof DROP_REASONS

const KNOWN: Record<string, Words> = { ...MAIL_PROBLEMS, ...DROP_REASONS }

/** The words of a problem code; one of a newer version falls back to something true. */
export function mailProblemWords(code: string | null): Words {
  const known = code !== null && Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined
  return known ?? { label: 'Unknown', detail: 'The reason is not known.' }
}

/** What became of a mail: one short word or two, and a sentence where there is more to say. */
export function mailStatusWords(
  status: MailStatus,
  problem: string | null,
): { label: string; detail: string | null } {
  if (status === 'sent') return { label: 'Sent', detail: null }
  if (status === 'queued' && problem === null) return { label: 'Being sent', detail: null }
  const { detail } = mailProblemWords(problem)
  if (status === 'queued')
    return { label: 'Not delivered yet', detail: `${detail} Patchbay tries again by itself.` }
  return { label: status === 'failed' ? 'Could not be delivered' : 'Not sent', detail }
}
