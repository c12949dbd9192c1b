import type { PageLocale } from '../../i18n/locales'
import type { Translate } from '../../i18n/translate'
import type { Block, MailContent } from '../content'
import { when } from '../when'

type LinkFacts = { agencyName: string; personName: string | null; url: string; expiresAt: Date }

export type TeamInviteFacts = LinkFacts & {
  role: 'owner' | 'admin' | 'staff' | 'creator'
  assignedOnly: boolean
}

/** The invitation into a team. Nobody knows yet where that person lives: its times are in UTC. */
export function teamInviteContent(
  t: Translate<'mail'>,
  locale: PageLocale,
  facts: TeamInviteFacts,
): MailContent {
  const { agencyName: agency, personName: person } = facts
  const role = t(`team_invite.roles.${facts.assignedOnly ? 'assigned' : facts.role}`)
  const text =
    person === null ? t('team_invite.team', { agency }) : t('team_invite.person', { agency, person })
  return {
    locale,
    subject:
      person === null
        ? t('team_invite.subjectTeam', { agency })
        : t('team_invite.subject', { agency, person }),
    preview: t('team_invite.preview'),
    agencyName: agency,
    title: t('team_invite.title', { agency }),
    blocks: [
      { kind: 'paragraph', text },
      { kind: 'facts', rows: [{ label: t('team_invite.role'), value: role }] },
      { kind: 'button', label: t('team_invite.button'), url: facts.url },
      { kind: 'hint', text: t('team_invite.until', { date: when(facts.expiresAt, locale, 'UTC') }) },
    ],
    footer: [t('team_invite.why', { agency })],
  }
}

export type ResetFacts = LinkFacts & { removesTotp: boolean }

/** The link to a new password. */
export function resetContent(t: Translate<'mail'>, locale: PageLocale, facts: ResetFacts): MailContent {
  const { agencyName: agency, personName: person } = facts
  const text = person === null ? t('reset.team', { agency }) : t('reset.person', { agency, person })
  const totp: Block[] = facts.removesTotp ? [{ kind: 'paragraph', text: t('reset.totp') }] : []
  return {
    locale,
    subject: t('reset.subject'),
    preview: t('reset.preview'),
    agencyName: agency,
    title: t('reset.title'),
    blocks: [
      { kind: 'paragraph', text },
      ...totp,
      { kind: 'button', label: t('reset.button'), url: facts.url },
      { kind: 'hint', text: t('reset.until', { date: when(facts.expiresAt, locale, 'UTC') }) },
    ],
    footer: [t('reset.why', { agency })],
  }
}
