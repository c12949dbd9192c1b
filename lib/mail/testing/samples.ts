import type { PageLocale } from '../../i18n/locales'
import { translator } from '../../i18n/translate'
import type { MailContent } from '../content'
import { codeContent } from '../contents/code'
import { inviteContent } from '../contents/invite'
import { type NoticeFacts, noticesContent } from '../contents/notices'
import { receiptContent } from '../contents/receipt'
import { resetContent, teamInviteContent } from '../contents/team'

export const ORIGIN = 'http://localhost:3999'
export const TOKEN = 'Tq3n9vX1yKcZ0aLmB7uWdE5rGh2sJf8oPi4tQkRwVxN'
export const CODE = '048213'

const at = new Date('2026-12-06T13:05:00Z')

/** What somebody else can choose: put into every value of every mail. */
export type Names = { agency: string; person: string; username: string; displayName: string; line: string }

export const NAMES: Names = {
  agency: 'Northlight',
  person: 'Ana Lindqvist',
  username: 'jane.doe',
  displayName: 'Jane Doe',
  line: 'Your earnings, transactions and chargebacks',
}

function noticeOf(names: Names, i: number, change: Partial<NoticeFacts> = {}): NoticeFacts {
  return {
    kind: 'broken',
    status: 'needs_reauth',
    reason: 'session_expired',
    username: i === 0 ? names.username : `${names.username}.${i}`,
    displayName: names.displayName,
    at,
    url: `${ORIGIN}/a/northlight/connections/${i}`,
    ...change,
  }
}

/** One mail of each sort, with these names. */
export function samples(locale: PageLocale, names: Names = NAMES): Record<string, MailContent> {
  const t = translator(locale, 'mail')
  const { agency: agencyName, person: personName, username, displayName } = names
  const url = `${ORIGIN}/connect/i/${TOKEN}`
  const invite = { agencyName, personName, username, url, expiresAt: at, timeZone: 'Europe/Madrid' }
  const team = { agencyName, personName, url: `${ORIGIN}/join/${TOKEN}`, expiresAt: at }
  const notices = { agencyName, more: 0, attentionUrl: `${ORIGIN}/a/northlight/attention` }
  const many = [
    noticeOf(names, 0),
    noticeOf(names, 1, { status: 'needs_review', reason: 'other_user' }),
    noticeOf(names, 2, { kind: 'recovered', status: 'active', reason: 'proven' }),
  ]
  return {
    invite: inviteContent(t, locale, { ...invite, kind: 'invite', purpose: 'connect' }),
    inviteOfTeam: inviteContent(t, locale, {
      ...invite,
      kind: 'invite',
      purpose: 'connect',
      personName: null,
      username: null,
      timeZone: 'UTC',
    }),
    reminder: inviteContent(t, locale, { ...invite, kind: 'reminder', purpose: 'connect' }),
    reminderToRenew: inviteContent(t, locale, { ...invite, kind: 'reminder', purpose: 'reconnect' }),
    reconnect: inviteContent(t, locale, { ...invite, kind: 'reconnect', purpose: 'reconnect' }),
    codeToConfirm: codeContent(t, locale, { agencyName, purpose: 'confirm_email', code: CODE, minutes: 15 }),
    codeToOpen: codeContent(t, locale, { agencyName, purpose: 'open_page', code: CODE, minutes: 15 }),
    receipt: receiptContent(t, locale, {
      agencyName,
      personName,
      purpose: 'connect',
      displayName,
      username,
      providerName: 'OFAuth',
      connectedAt: at,
      timeZone: 'America/New_York',
      agreed: [
        { heading: names.line, lines: [names.line, names.line] },
        { heading: names.line, lines: [names.line] },
      ],
      url,
    }),
    teamInvite: teamInviteContent(t, locale, { ...team, role: 'staff', assignedOnly: true }),
    teamInviteOfTeam: teamInviteContent(t, locale, {
      ...team,
      personName: null,
      role: 'admin',
      assignedOnly: false,
    }),
    reset: resetContent(t, locale, { ...team, url: `${ORIGIN}/reset/${TOKEN}`, removesTotp: true }),
    alert: noticesContent(t, locale, { ...notices, kind: 'alert', notices: [noticeOf(names, 0)] }),
    recovery: noticesContent(t, locale, { ...notices, kind: 'alert', notices: many.slice(2) }),
    alertOfMany: noticesContent(t, locale, { ...notices, kind: 'alert', notices: many }),
    digest: noticesContent(t, locale, { ...notices, kind: 'digest', notices: many, more: 3 }),
    goodDigest: noticesContent(t, locale, { ...notices, kind: 'digest', notices: many.slice(2) }),
  }
}
