import type { PageLocale } from '../i18n/locales'

/** One part of a mail, from top to bottom. All texts are plain. */
export type Block =
  | { kind: 'paragraph'; text: string }
  /** Smaller: conditions and hints. */
  | { kind: 'hint'; text: string }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'code'; code: string }
  | { kind: 'facts'; rows: { label: string; value: string }[] }
  | { kind: 'section'; heading: string; lines: string[] }
  | { kind: 'items'; items: { title: string; text: string; label: string; url: string }[] }

/** What a mail says. The designed part and the plain text are both made of it, so they say the same. */
export type MailContent = {
  locale: PageLocale
  subject: string
  /** What a list of mails shows after the subject. Holds nothing that a locked screen must not show. */
  preview: string
  /** Whose mail it is: the name at its head. */
  agencyName: string
  title: string
  blocks: Block[]
  /** Why it came, and what to do when it came to the wrong person. */
  footer: string[]
}
