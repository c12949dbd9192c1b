import type { PageLocale } from '../../i18n/locales'
import type { Translate } from '../../i18n/translate'
import type { MailContent } from '../content'

export type CodeFacts = {
  agencyName: string
  purpose: 'confirm_email' | 'open_page'
  /** Six digits. */
  code: string
  /** How long it works, from when it was asked for. */
  minutes: number
}

/** The one-time code. It stands in the mail alone: a subject is shown on locked screens. */
export function codeContent(t: Translate<'mail'>, locale: PageLocale, facts: CodeFacts): MailContent {
  const { agencyName: agency, minutes } = facts
  return {
    locale,
    subject: t('code.subject', { agency }),
    preview: t('code.preview', { minutes }),
    agencyName: agency,
    title: t('code.title'),
    blocks: [
      { kind: 'paragraph', text: t(`code.${facts.purpose}`, { agency }) },
      { kind: 'code', code: facts.code },
      { kind: 'paragraph', text: t('code.until', { minutes }) },
      { kind: 'hint', text: t('code.never', { agency }) },
    ],
    footer: [t('code.why')],
  }
}
