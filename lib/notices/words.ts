import { type ConnectionStatus, reasonWords } from '../connections/words'

export const NOTICE_CHANNELS = ['app', 'mail', 'both'] as const
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number]
export const NOTICE_CADENCES = ['instant', 'daily'] as const
export type NoticeCadence = (typeof NOTICE_CADENCES)[number]

export const CHANNEL_LABELS: Record<NoticeChannel, string> = {
  app: 'In Patchbay',
  mail: 'By mail',
  both: 'Both',
}
export const CADENCE_LABELS: Record<NoticeCadence, string> = {
  instant: 'At once',
  daily: 'Once a day, at 08:00 UTC',
}

/** What a notice says that something needs somebody; the rest of the statuses is told by their end. */
export const TOLD_STATUSES = ['expiring', 'needs_reauth', 'awaiting_2fa', 'needs_review'] as const
type Told = (typeof TOLD_STATUSES)[number]

const BROKEN: Record<Told | 'disconnected', { what: string; effect: string; button: string }> = {
  expiring: {
    what: 'will stop working',
    effect: 'It still works. Its data stops when the login ends.',
    button: 'Renew',
  },
  needs_reauth: {
    what: 'stopped working',
    effect: 'What is shown of it stands as it was last read.',
    button: 'Repair',
  },
  awaiting_2fa: {
    what: 'stopped working',
    effect: 'Its data is not updated until its creator has confirmed the login again.',
    button: 'Repair',
  },
  needs_review: {
    what: 'is blocked',
    effect: 'Nothing of it is read or shown meanwhile.',
    button: 'Review',
  },
  disconnected: {
    what: 'was disconnected',
    effect: 'Its data is not read any more. Its history stays.',
    button: 'Open',
  },
}

export type NoticeFacts = {
  kind: 'broken' | 'recovered'
  /** Status and reason after the change. */
  status: string
  reason: string
  username: string
}
export type NoticeWords = {
  /** One line with @username and cause; good as a subject. */
  title: string
  /** Why, as a sentence. */
  cause: string
  /** What it means for the team, as a sentence. */
  effect: string
  /** The one button; it leads to the connection. */
  button: string
}

/** True when people are told that a connection has this status. */
export function isTold(status: ConnectionStatus): status is Told {
  return (TOLD_STATUSES as readonly string[]).includes(status)
}

/** The words of a notice, for the page and for mails. */
export function noticeWords({ kind, status, reason, username }: NoticeFacts): NoticeWords {
  if (kind === 'recovered')
    return {
      title: `@${username} works again`,
      cause: 'The last read with this connection worked.',
      effect: 'Its data is updated again. There is nothing left to do.',
      button: 'Open',
    }
  const words = reasonWords(reason)
  const known = Object.hasOwn(BROKEN, status) ? BROKEN[status as keyof typeof BROKEN] : BROKEN.needs_reauth
  const label = words.label.charAt(0).toLowerCase() + words.label.slice(1)
  return {
    title: `@${username} ${known.what}: ${label}`,
    cause: words.detail,
    effect: known.effect,
    button: known.button,
  }
}
