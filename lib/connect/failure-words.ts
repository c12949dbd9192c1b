import { LOCALES, type Locale } from '../i18n/locales'

type FailureWords = { title: string; text: string; again: string; reference: string }

/** Words for a page that could not be made. Apart from the messages: the browser must have them before anything fails. */
const WORDS: Record<Locale, FailureWords> = {
  en: {
    title: 'Something went wrong on our side',
    text: 'The page could not be shown. Nothing about your account was changed.',
    again: 'Try again',
    reference: 'Reference',
  },
  es: {
    title: 'Algo ha fallado por nuestra parte',
    text: 'No se ha podido mostrar la página. En tu cuenta no ha cambiado nada.',
    again: 'Probar otra vez',
    reference: 'Referencia',
  },
}

/** The words in the language of the document; English for one that is not known. */
export function failureWords(documentLanguage: string): FailureWords {
  const locale = LOCALES.find((one) => one === documentLanguage.slice(0, 2)) ?? 'en'
  return WORDS[locale]
}
