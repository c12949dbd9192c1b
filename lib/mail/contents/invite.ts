import type { PageLocale } from '../../i18n/locales'
import type { Translate } from '../../i18n/translate'
import type { Block, MailContent } from '../content'
import { when } from '../when'

/** What the mails about an invite tell its creator. */
export type InviteFacts = {
  kind: 'invite' | 'reminder' | 'reconnect'
  purpose: 'connect' | 'reconnect'
  agencyName: string
  /** Who made it; null when that person has left the team. */
  personName: string | null
  /** Without @; null when any account will do. */
  username: string | null
  url: string
  expiresAt: Date
  timeZone: string
}

type T = Translate<'mail'>

/** Who asks, by name where somebody can be named. */
const asks = (t: T, kind: 'invite' | 'reconnect', facts: InviteFacts) => {
  const values = { agency: facts.agencyName, username: facts.username ?? '' }
  return facts.personName === null
    ? t(`${kind}.team`, values)
    : t(`${kind}.person`, { ...values, person: facts.personName })
}

function story(t: T, facts: InviteFacts): string[] {
  const agency = facts.agencyName
  if (facts.kind === 'reconnect' && facts.username !== null)
    return [asks(t, 'reconnect', facts), t('reconnect.why', { agency }), t('reconnect.how', { agency })]
  const expected = facts.username === null ? [] : [t('invite.expected', { username: facts.username })]
  if (facts.kind === 'reminder') {
    const key = facts.purpose === 'connect' ? 'reminder.text' : 'reminder.again'
    return [t(key, { agency }), ...expected, t('reminder.how')]
  }
  return [asks(t, 'invite', facts), ...expected, t('invite.how', { agency })]
}

/** The invite, its reminder, or the request to log in again. */
export function inviteContent(t: T, locale: PageLocale, facts: InviteFacts): MailContent {
  const { agencyName: agency, kind } = facts
  const until = t('invite.until', { date: when(facts.expiresAt, locale, facts.timeZone) })
  const label = facts.purpose === 'connect' ? t('invite.button') : t('reconnect.button')
  const blocks: Block[] = [
    ...story(t, facts).map((text): Block => ({ kind: 'paragraph', text })),
    { kind: 'button', label, url: facts.url },
    { kind: 'hint', text: kind === 'reminder' ? `${t('reminder.once')} ${until}` : until },
  ]
  return {
    locale,
    subject: t(`${kind}.subject`, { agency }),
    preview: t(`${kind}.preview`),
    agencyName: agency,
    title: t(`${kind}.title`, { agency }),
    blocks,
    footer: [t('hers.why', { agency }), t('hers.ignore', { agency })],
  }
}
