import { createHash } from 'node:crypto'
import type { ConsentText, ConsentTopic } from '@/db/schema/consents'
import type { PageLocale } from '../i18n/locales'
import { type Translate, translator } from '../i18n/translate'
import type { CredentialUse } from '../providers/words'
import { grantLines } from './permission-words'

export type ConsentFacts = {
  agencyName: string
  /** The member of the team who made the invite, or null. */
  personName: string | null
  providerName: string
  /** The password is typed on our own page, not on the provider's. */
  isOurForm: boolean
  /** What the provider does with the password, wherever it is typed. */
  credentials: CredentialUse
  /** Whether the creator grants a list of permissions, or the account as a whole. */
  access: 'listed' | 'whole'
  purpose: 'connect' | 'reconnect'
  /** What the agency's key may read and do at the provider, so the most that can be granted; null when not known. */
  permissions: string[] | null
  /** Without @; null when any account will do. */
  expectedUsername: string | null
  /** She can open a page of her own, for which a code must reach her by mail. */
  hasOwnPage: boolean
}

type Words = Translate<'connect'>
type Section = ConsentText['sections'][number]

/** What may be seen and what may be changed at most. */
function grantSections(t: Words, facts: ConsentFacts): Section[] {
  const { agencyName: agency, providerName: provider } = facts
  const section = (about: 'sees' | 'does', lines: string[]): Section => ({
    about,
    heading: t(`consent.${about}.heading`, { agency }),
    lines,
  })
  if (facts.access === 'whole')
    return [
      section('sees', [t('consent.sees.whole', { agency, provider })]),
      section('does', [t('consent.does.whole')]),
    ]
  const { sees, does } = grantLines(t, facts.permissions ?? [], provider)
  if (sees.length + does.length === 0)
    return [
      section('sees', [
        facts.isOurForm
          ? t('consent.sees.unknownForm', { agency, provider })
          : t('consent.sees.unknown', { provider }),
      ]),
      section('does', [
        facts.isOurForm ? t('consent.does.unknownForm') : t('consent.does.unknown', { provider }),
      ]),
    ]
  const most = facts.isOurForm ? t('consent.sees.mostForm') : t('consent.sees.most', { provider })
  return [
    section('sees', sees.length > 0 ? [most, ...sees] : [t('consent.sees.none')]),
    section('does', does.length > 0 ? [t('consent.does.most'), ...does] : [t('consent.does.none')]),
  ]
}

function askSection(t: Words, facts: ConsentFacts): Section {
  const { agencyName: agency, personName: person, expectedUsername: username } = facts
  return {
    about: 'asks',
    heading: t('consent.asks.heading'),
    lines: [
      person ? t('consent.asks.person', { person, agency }) : t('consent.asks.team', { agency }),
      ...(facts.purpose === 'reconnect' ? [t('consent.asks.reconnect')] : []),
      username ? t('consent.asks.expected', { username, agency }) : t('consent.asks.anyone'),
    ],
  }
}

function passwordLines(t: Words, facts: ConsentFacts): string[] {
  const { agencyName: agency, providerName: provider } = facts
  const becomesOf = t(`consent.password.${facts.credentials}`, { provider })
  if (facts.isOurForm)
    return [t('consent.password.form', { provider, agency }), becomesOf, t('consent.password.codesForm')]
  const where = t('consent.password.redirect', { provider, agency })
  return [where, ...(facts.credentials === 'used' ? [] : [becomesOf]), t('consent.password.codes')]
}

/**
 * What she is asked to agree to, sentence by sentence, made from what will really happen: the agency's permissions at
 * the provider, where she logs in, and what becomes of her password. Pure. `hash` is the SHA-256 of the text in hex; the
 * form sends it back, so that what is stored is what stood there.
 */
export function consentText(language: PageLocale, facts: ConsentFacts): { text: ConsentText; hash: string } {
  const t = translator(language, 'connect')
  const { agencyName: agency, providerName: provider } = facts
  const section = (about: ConsentTopic, heading: string, lines: string[]): Section => ({
    about,
    heading,
    lines,
  })
  const text: ConsentText = {
    title: t(`consent.title.${facts.purpose}`, { agency }),
    sections: [
      askSection(t, facts),
      section('password', t('consent.password.heading'), passwordLines(t, facts)),
      ...grantSections(t, facts),
      section('lasts', t('consent.lasts.heading'), [
        t('consent.lasts.open', { agency }),
        t(`consent.lasts.breaks.${facts.credentials}`, { agency, provider }),
      ]),
      section('undo', t('consent.undo.heading'), [
        ...(facts.hasOwnPage ? [t('consent.undo.page', { provider })] : []),
        t('consent.undo.ask', { agency }),
        t('consent.undo.onlyfans'),
      ]),
      section('stored', t('consent.stored.heading'), [
        t('consent.stored.account', { agency }),
        t('consent.stored.evidence'),
        t('consent.stored.never'),
      ]),
    ],
  }
  return { text, hash: createHash('sha256').update(JSON.stringify(text)).digest('hex') }
}
