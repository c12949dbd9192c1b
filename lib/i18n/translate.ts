import { createTranslator } from 'use-intl/core'
import { type Locale, type PageLocale, PSEUDO_LOCALE } from './locales'
import enConnect from './messages/en/connect.json'
import enLogin from './messages/en/login.json'
import teamLogin from './messages/en/login-team.json'
import enMail from './messages/en/mail.json'
import enMine from './messages/en/mine.json'
import enWords from './messages/en/words.json'
import esConnect from './messages/es/connect.json'
import esLogin from './messages/es/login.json'
import esMail from './messages/es/mail.json'
import esMine from './messages/es/mine.json'
import esWords from './messages/es/words.json'
import { pseudo } from './pseudo'

const en = { connect: enConnect, login: enLogin, mail: enMail, mine: enMine, words: enWords }
const es: typeof en = { connect: esConnect, login: esLogin, mail: esMail, mine: esMine, words: esWords }
const MESSAGES: Record<Locale, typeof en> = { en, es }

/** The groups of messages: the connect page, the login screens, mails, the creator's own page, and words for states and errors. */
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

/** `base` with the texts of `own` in place of its own. */
function over<T>(base: T, own: unknown): T {
  if (typeof base !== 'object' || base === null) return (typeof own === 'string' ? own : base) as T
  const texts = (own ?? {}) as Record<string, unknown>
  return Object.fromEntries(Object.entries(base).map(([key, text]) => [key, over(text, texts[key])])) as T
}

const forTeam = createTranslator<typeof en, 'login'>({
  locale: 'en',
  messages: { ...en, login: over(enLogin, teamLogin) },
  namespace: 'login',
})

/** The words of the login screens where a member of the team answers, beside the creator or for her. */
export function teamTranslator(): Translate<'login'> {
  return forTeam
}

/** What the team's words say otherwise, for the test that holds their keys and arguments together. */
export const TEAM_LOGIN: unknown = teamLogin

/** A translator of one group, as a parameter. */
export type Translate<N extends Namespace> = ReturnType<typeof make<N>>

/** All messages by language, for the tests that hold their keys together. */
export const ALL_MESSAGES: Record<Locale, unknown> = MESSAGES
