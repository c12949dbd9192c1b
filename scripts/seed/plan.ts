import type { ConnectionStatus, StatusReason } from '../../lib/connections/words'
import { ALL_PERMISSIONS, dice, type Person, person, TAGS } from './people'

const DAY = 86_400_000

export type PlannedConnection = {
  person: Person
  status: ConnectionStatus
  reason: StatusReason
  /** What the sandbox says of it; null when it is not there (any more). */
  remote: 'active' | 'expired' | 'awaiting_2fa' | null
  permissions: string[]
  createdAt: Date
  brokenSince: Date | null
  lastProvenAt: Date
  tags: string[]
  note: string
  /** Index into the agency's staff. */
  owner: number
  /** Days after its start on which it was reconnected. */
  reconnects: Date[]
}

type Kind = { status: ConnectionStatus; reason: StatusReason; remote: PlannedConnection['remote'] }

const KINDS: Record<string, Kind> = {
  active: { status: 'active', reason: 'proven', remote: 'active' },
  expiring: { status: 'expiring', reason: 'renewal_due', remote: 'active' },
  expired: { status: 'needs_reauth', reason: 'provider_expired', remote: 'expired' },
  ended: { status: 'needs_reauth', reason: 'session_expired', remote: 'expired' },
  twofa: { status: 'awaiting_2fa', reason: 'provider_awaiting_2fa', remote: 'awaiting_2fa' },
  review: { status: 'needs_review', reason: 'other_user', remote: 'active' },
  gone: { status: 'disconnected', reason: 'by_team', remote: null },
}

const NOTES = [
  '',
  '',
  '',
  'Prefers Telegram. Mornings only.',
  'Has a second phone for codes: ask her first.',
  'Manager is Kim; copy her on everything.',
]

/** Plans an agency's connections: `mix` says how many of each kind. */
export function plan(mix: Record<string, number>, first: number, now: Date): PlannedConnection[] {
  const roll = dice(first + 1)
  const kinds = Object.entries(mix).flatMap(([name, count]) =>
    Array.from({ length: count }, () => KINDS[name]),
  )
  return kinds.flatMap((kind, i) => {
    if (!kind) return []
    const ago = (days: number) => new Date(now.getTime() - days * DAY)
    const age = 12 + Math.floor(roll() * 78)
    const broken = kind.status !== 'active' && kind.status !== 'expiring' ? 0.05 + roll() * 9 : null
    const tags = TAGS.filter(() => roll() < 0.22)
    return [
      {
        ...kind,
        person: person(first + i),
        permissions:
          roll() < 0.15 ? ALL_PERMISSIONS.filter((name) => name !== 'earnings:read') : ALL_PERMISSIONS,
        createdAt: ago(age + roll()),
        brokenSince: broken === null || kind.status === 'disconnected' ? null : ago(broken),
        // Working connections are looked at every six hours, and the next look would find no renewal due.
        lastProvenAt: broken === null ? ago(roll() * 0.1) : ago(broken + 0.2 + roll() * 0.6),
        tags,
        note: NOTES[Math.floor(roll() * NOTES.length)] ?? '',
        owner: Math.floor(roll() * 3),
        reconnects: age > 45 && roll() < 0.45 ? [ago(age - 25 - roll() * 10)] : [],
      },
    ]
  })
}
