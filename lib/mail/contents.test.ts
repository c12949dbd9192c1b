import { describe, expect, it } from 'vitest'
import { REASONS } from '../connections/words'
import { LOCALES, type PageLocale, PSEUDO_LOCALE } from '../i18n/locales'
import { ALL_MESSAGES, translator } from '../i18n/translate'
import { noticeWords } from '../notices/words'
import { noticeTexts } from './contents/notices'
import { layout } from './layout'
import { plainText } from './plain-text'
import { CODE, NAMES, ORIGIN, samples, TOKEN } from './testing/samples'

/** The paths of all texts in a tree of messages. */
function keys(tree: unknown, path = ''): string[] {
  if (typeof tree !== 'object' || tree === null) return [path]
  return Object.entries(tree).flatMap(([key, value]) => keys(value, `${path}.${key}`))
}

const mailOf = (locale: keyof typeof ALL_MESSAGES) => (ALL_MESSAGES[locale] as { mail: unknown }).mail
const MISSING = /\bmail\.[a-z_]+\.|[{}]|undefined|null|NaN|Invalid/

const EVERY: PageLocale[] = [...LOCALES, PSEUDO_LOCALE]

describe.each(EVERY)('mails in %s', (locale) => {
  const mails = Object.entries(samples(locale))

  it.each(mails)('%s says everything in both parts', (_, content) => {
    const html = layout(content)
    const text = plainText(content)
    const said = [content.subject, content.preview, content.title, ...content.footer]
    for (const part of [...said, text]) expect(part).not.toMatch(MISSING)
    expect(html).toContain(`<html lang="${locale}">`)
    const flat = text.replace(/\s+/g, ' ')
    for (const part of [content.title, ...content.footer]) {
      expect(html).toContain(part)
      expect(flat).toContain(part)
    }
    for (const block of content.blocks) {
      if (block.kind !== 'button') continue
      expect(html).toContain(`href="${block.url}"`)
      expect(text).toContain(`\n${block.url}\n`)
    }
  })

  it.each(mails)('%s loads nothing and leads only to our own origin', (_, content) => {
    const html = layout(content)
    expect(html).not.toMatch(/<(img|link|script|iframe|form|base)\b|url\(|@import/)
    const links = [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])
    for (const link of links) expect(link).toMatch(new RegExp(`^${ORIGIN}/`))
  })

  it.each(mails)('%s reads well as text: short lines, and no line of spaces', (_, content) => {
    const lines = plainText(content).split('\n')
    for (const line of lines) {
      if (!line.includes('://')) expect(line.length).toBeLessThanOrEqual(74)
      // The mark of a signature is the one that ends so.
      if (line !== '-- ') expect(line).toBe(line.trimEnd())
    }
    expect(plainText(content)).not.toMatch(/\n{3}/)
  })

  it('keep what a locked screen must not show out of subject and preview', () => {
    const { codeToConfirm, codeToOpen, ...rest } = samples(locale)
    for (const one of [codeToConfirm, codeToOpen]) {
      expect(`${one?.subject} ${one?.preview} ${one?.title}`).not.toContain(CODE)
      expect(plainText(one as never).match(new RegExp(CODE, 'g'))).toHaveLength(1)
    }
    for (const { subject, preview } of Object.values(rest)) expect(subject + preview).not.toContain(TOKEN)
    for (const name of ['invite', 'reminder', 'reconnect', 'receipt']) {
      const { subject = '', preview = '' } = rest[name] ?? {}
      expect(subject + preview).not.toMatch(/onlyfans|@/i)
    }
  })
})

describe('the languages', () => {
  it('have the same messages, with the same arguments', () => {
    const argumentsOf = (text: string) => [...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]).sort()
    const texts = (tree: unknown): string[] =>
      typeof tree === 'object' && tree !== null ? Object.values(tree).flatMap(texts) : [String(tree)]
    const [first = 'en', ...others] = LOCALES
    for (const other of others) {
      expect(keys(mailOf(other))).toEqual(keys(mailOf(first)))
      expect(texts(mailOf(other)).map(argumentsOf)).toEqual(texts(mailOf(first)).map(argumentsOf))
    }
  })

  it('differ: nothing was left in English', () => {
    const names = Object.keys(samples('en'))
    for (const name of names) expect(samples('es')[name]?.title).not.toBe(samples('en')[name]?.title)
  })
})

describe('notices', () => {
  const notice = { ...NAMES, at: new Date(0), url: ORIGIN }
  const STATUSES = ['expiring', 'needs_reauth', 'awaiting_2fa', 'needs_review', 'disconnected']

  it('say in English what the notices page says', () => {
    const t = translator('en', 'mail')
    for (const kind of ['broken', 'recovered'] as const)
      for (const status of STATUSES)
        for (const reason of [...Object.keys(REASONS), 'of_a_newer_version']) {
          const facts = { kind, status, reason, username: NAMES.username }
          expect(noticeTexts(t, { ...notice, ...facts }), `${status} ${reason}`).toEqual(noticeWords(facts))
        }
  })

  it('have words for every reason in every language', () => {
    for (const locale of LOCALES) {
      const t = translator(locale, 'mail')
      for (const reason of Object.keys(REASONS))
        expect(t.has(`notice.reason.${reason}.label` as never), `${locale} ${reason}`).toBe(true)
    }
  })
})

describe('a creator’s mail', () => {
  it('tells the time where she is, by name', () => {
    expect(plainText(samples('en').receipt as never).replace(/\s+/g, ' ')).toContain(
      'Sunday, 6 December 2026 at 08:05 (Eastern Standard Time)',
    )
    expect(plainText(samples('es').invite as never).replace(/\s+/g, ' ')).toContain(
      'domingo, 6 de diciembre de 2026, 14:05 (hora estándar de Europa central)',
    )
  })
})
