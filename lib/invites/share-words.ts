import type { Locale } from '../i18n/locales'

export type ShareFacts = {
  agencyName: string
  /** The creator's name, as the team writes it. */
  creatorName: string
  purpose: 'connect' | 'reconnect'
  /** Without @; null when any account will do. */
  expectedUsername: string | null
  url: string
}

type Words = Record<ShareFacts['purpose'], (facts: ShareFacts) => string[]>

const account = (facts: ShareFacts) => (facts.expectedUsername ? ` (@${facts.expectedUsername})` : '')

const WORDS: Record<Locale, Words> = {
  en: {
    connect: (facts) => [
      `Hi ${facts.creatorName}, with this link you connect your OnlyFans account${account(facts)} with ${facts.agencyName}:`,
      facts.url,
      'It takes about two minutes. Have your phone at hand for the security code. We never see your password, and you can undo it at any time.',
    ],
    reconnect: (facts) => [
      `Hi ${facts.creatorName}, the connection of your OnlyFans account${account(facts)} with ${facts.agencyName} has to be renewed. With this link you do it yourself:`,
      facts.url,
      'It takes about two minutes. Have your phone at hand for the security code. We never see your password.',
    ],
  },
  es: {
    connect: (facts) => [
      `Hola, ${facts.creatorName}: con este enlace conectas tu cuenta de OnlyFans${account(facts)} con ${facts.agencyName}:`,
      facts.url,
      'Tarda unos dos minutos. Ten tu teléfono a mano para el código de seguridad. Nunca vemos tu contraseña y puedes deshacerlo cuando quieras.',
    ],
    reconnect: (facts) => [
      `Hola, ${facts.creatorName}: hay que renovar la conexión de tu cuenta de OnlyFans${account(facts)} con ${facts.agencyName}. Puedes hacerlo desde este enlace:`,
      facts.url,
      'Tarda unos dos minutos. Ten tu teléfono a mano para el código de seguridad. Nunca vemos tu contraseña.',
    ],
  },
}

/** What the team pastes into a chat, in the invite's language; the link stands on a line of its own. */
export function shareText(language: Locale, facts: ShareFacts): string {
  return WORDS[language][facts.purpose](facts).join('\n')
}

/** What it takes to hand a link over; read when somebody asks for it, and part of no page. */
export type SharedLink = {
  url: string
  /** The words for a chat, with the link in them. */
  text: string
  creatorName: string
  /** The language of page, words and mail, by its own name. */
  languageName: string
  expiresAt: Date
  /** False once it leads nowhere: paused, expired, used up or revoked. */
  open: boolean
  /** The address that is known for it. */
  mailTo: string | null
}
