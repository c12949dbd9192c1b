import type { ReactNode } from 'react'
import type { ConnectView } from '@/lib/connect/view'
import type { Translate } from '@/lib/i18n/translate'
import type { AttemptProps } from '../login/attempt-props'
import { AttemptStep } from './attempt-step'
import { Closed } from './closed'
import { Framed } from './framed'
import { Account, Review } from './proven'
import { Receipt } from './receipt'
import type { ErrorWords } from './step-form'
import type { StepPlace } from './step-heading'
import type { ConnectActions } from './step-props'
import { Away, Checking, TakenOver } from './waiting'
import { Welcome } from './welcome'

/** The one step that the server's state asks for. */
export function ConnectStep({
  view,
  t,
  errors,
  actions,
  outcome,
  granted,
  way,
  help,
  ownPage,
  login,
}: {
  view: ConnectView
  t: Translate<'connect'>
  errors: ErrorWords
  actions: ConnectActions
  /** On the welcome: how her last try ended. */
  outcome: { what: string; next: string } | null
  /** On the receipt: the permissions in words; null when they are not known. */
  granted: { sees: string[]; does: string[] } | null
  /** Away: the plain link led nowhere, or the way on was just asked for. */
  way: 'renew' | 'go' | null
  /** Help for the browser that she is in. */
  help: ReactNode
  /** On the receipt: the way to her own page. */
  ownPage: ReactNode
  /** For the steps of our own form: words and actions; null in the other steps. */
  login: Omit<AttemptProps, 'attempt' | 'errors' | 'help'> | null
}) {
  const common = { t, errors, actions }
  const place = (now: StepPlace['now']): StepPlace => ({ now, words: t('frame.step', { now, all: 3 }) })
  switch (view.step) {
    case 'closed':
      return <Closed view={view} {...common} />
    case 'welcome':
      return <Welcome view={view} {...common} place={place(1)} outcome={outcome} help={help} />
    case 'away':
      return <Away view={view} {...common} place={place(2)} way={way} />
    case 'frame':
      return <Framed view={view} {...common} place={place(2)} />
    case 'login':
    case 'challenge':
    case 'working':
      return (
        login && (
          <AttemptStep
            {...login}
            attempt={view.attempt}
            errors={errors}
            help={help}
            place={place(2)}
            expectedUsername={view.expectedUsername}
          />
        )
      )
    case 'taken_over':
      return <TakenOver view={view} {...common} />
    case 'checking':
      return <Checking view={view} {...common} place={place(2)} />
    case 'review':
      return <Review view={view} {...common} place={place(3)} />
    case 'account':
      return <Account view={view} {...common} place={place(3)} />
    case 'receipt':
      return (
        <Receipt view={view} t={t} granted={granted}>
          {ownPage}
        </Receipt>
      )
  }
}
