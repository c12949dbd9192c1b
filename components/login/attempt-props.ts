import type { ReactNode } from 'react'
import type { PageLocale } from '@/lib/i18n/locales'
import type { Translate } from '@/lib/i18n/translate'
import type { AttemptView } from '@/lib/login/view'
import type { ErrorWords } from '../connect/step-form'
import type { Look } from './look'
import type { AnswerAction } from './use-answer'

/** What can be done about a live attempt; on the team's side with the agency bound in. */
export type AttemptActions = {
  login: AnswerAction
  code: AnswerAction
  confirmSelfie: AnswerAction
  sendCode: AnswerAction
  emailCreator: AnswerAction
}

/** What the screens of an attempt are made of, on both sides. */
export type AttemptProps = {
  attempt: AttemptView
  t: Translate<'login'>
  look: Look
  language: PageLocale
  /** The creator's words for refusals; null in the console, where the actions' own are shown. */
  errors: ErrorWords | null
  actions: AttemptActions
  agencyName: string
  providerName: string
  /** Why the login form is shown once more, in words. */
  lastError: { what: string; next: string } | null
  /** Help for the browser that she is in, where a link opens an app. */
  help: ReactNode
}
