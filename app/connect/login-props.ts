import type { AttemptProps } from '@/components/login/attempt-props'
import { outcomeWords } from '@/lib/connect/outcome-words'
import type { PageLocale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translate'
import type { AttemptView } from '@/lib/login/view'
import {
  confirmSelfieAction,
  emailCreatorAction,
  sendCodeAction,
  submitCodeAction,
  submitLoginAction,
} from './actions'

const ACTIONS = {
  login: submitLoginAction,
  code: submitCodeAction,
  confirmSelfie: confirmSelfieAction,
  sendCode: sendCodeAction,
  emailCreator: emailCreatorAction,
}

type Shown = {
  language: PageLocale
  asker: { agencyName: string }
  providerName: string
  attempt: AttemptView
}

/** What the screens of our own form need on a creator's page. */
export function loginProps(view: Shown): Omit<AttemptProps, 'attempt' | 'errors' | 'help'> {
  const lastError = view.attempt.form?.lastError
  return {
    t: translator(view.language, 'login'),
    look: 'page',
    language: view.language,
    actions: ACTIONS,
    agencyName: view.asker.agencyName,
    providerName: view.providerName,
    lastError: lastError ? outcomeWords(translator(view.language, 'words'), lastError) : null,
  }
}
