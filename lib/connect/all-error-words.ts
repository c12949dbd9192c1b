import { ERROR_CODES, type ErrorCode } from '../errors'
import type { PageLocale } from '../i18n/locales'
import { translator } from '../i18n/translate'
import { errorWords } from './outcome-words'

/** Every refusal in the creator's language, for the forms of a page; `offline`: it could not be asked at all. */
export function allErrorWords(language: PageLocale): Record<ErrorCode | 'offline', string> {
  const t = translator(language, 'words')
  const words = ERROR_CODES.map((code) => [code, errorWords(t, code)])
  return { ...Object.fromEntries(words), offline: translator(language, 'connect')('offline') }
}
