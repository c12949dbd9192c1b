import type { PageLocale } from '../../i18n/locales'
import type { Translate } from '../../i18n/translate'
import type { Block, MailContent } from '../content'
import { when } from '../when'

export type ReceiptFacts = {
  agencyName: string
  personName: string | null
  purpose: 'connect' | 'reconnect'
  displayName: string
  username: string
  providerName: string
  connectedAt: Date
  timeZone: string
  /** What she agreed to, in the words that she saw. */
  agreed: { heading: string; lines: string[] }[]
  /** The link through which her page opens; null when there was none. */
  url: string | null
}

function rows(t: Translate<'mail'>, locale: PageLocale, facts: ReceiptFacts) {
  const account = t('receipt.accountValue', { name: facts.displayName, username: facts.username })
  const person = facts.personName === null ? [] : [{ label: t('receipt.person'), value: facts.personName }]
  return [
    { label: t('receipt.account'), value: account },
    { label: t('receipt.agency'), value: facts.agencyName },
    ...person,
    { label: t('receipt.when'), value: when(facts.connectedAt, locale, facts.timeZone) },
    { label: t('receipt.provider'), value: facts.providerName },
  ]
}

/** How she takes it back: on her own page, or without one. */
function undo(t: Translate<'mail'>, { agencyName: agency, url }: ReceiptFacts): Block[] {
  if (url === null) return [{ kind: 'paragraph', text: t('receipt.undoAsk', { agency }) }]
  return [
    { kind: 'paragraph', text: t('receipt.undo', { agency }) },
    { kind: 'button', label: t('receipt.button'), url },
    { kind: 'hint', text: t('receipt.code') },
  ]
}

/** What, who, when, and how to take it back. */
export function receiptContent(t: Translate<'mail'>, locale: PageLocale, facts: ReceiptFacts): MailContent {
  const { agencyName: agency } = facts
  return {
    locale,
    subject: t('receipt.subject', { agency }),
    preview: t('receipt.preview'),
    agencyName: agency,
    title: t(`receipt.title.${facts.purpose}`),
    blocks: [
      { kind: 'paragraph', text: t('receipt.text') },
      { kind: 'facts', rows: rows(t, locale, facts) },
      ...facts.agreed.map((one): Block => ({ kind: 'section', ...one })),
      ...undo(t, facts),
    ],
    footer: [t('receipt.why', { agency })],
  }
}
