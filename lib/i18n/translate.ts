import { createTranslator } from 'use-intl/core'
import { type Locale, type PageLocale, PSEUDO_LOCALE } from './locales'
import enConnect from './messages/en/connect.json'
import enMail from './messages/en/mail.json'
import enMine from './messages/en/mine.json'
import enWords from './messages/en/words.json'
import esConnect from './messages/es/connect.json'
import esMail from './messages/es/mail.json'
import esMine from './messages/es/mine.json'
import esWords from './messages/es/words.json'
import { pseudo } from './pseudo'

const en = { connect: enConnect, mail: enMail, mine: enMine, words: enWords }
const es: typeof en = { connect: esConnect, mail: esMail, mine: esMine, words: esWords }
const MESSAGES: Record<Locale, typeof en> = { en, es }

/** The groups of messages: the connect page, mails, the creator's own page, and words for states and errors. */
export type Namespace = keyof typeof en

function make<N extends Namespace>(locale: PageLocale, namespace: N) {
  const messages = locale === PSEUDO_LOCALE ? pseudo(en) : MESSAGES[locale]
  return createTranslator<typeof en, N>({ locale, messages, namespace })
}

/** Reading ICU costs, so a translator keeps what it has read. */
const made = new Map<string, unknown>()

/** Text by key, with ICU arguments. A missing key is logged and shown as it is; tests format every message. */
export function translator<N extends Namespace>(locale: PageLocale, namespace: N): Translate<N> {
  const id = `${locale} ${namespace}`
  const known = made.get(id) as Translate<N> | undefined
  if (known) return known
  const fresh = make(locale, namespace)
  made.set(id, fresh)
  return fresh
}

/** A translator of one group, as a parameter. */
export type Translate<N extends Namespace> = ReturnType<typeof make<N>>

/** All messages by language, for the tests that hold their keys together. */
export const ALL_MESSAGES: Record<Locale, unknown> = MESSAGES
