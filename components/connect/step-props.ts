import type { ConnectView } from '@/lib/connect/view'
import type { Translate } from '@/lib/i18n/translate'
import type { FrameActions } from './provider-frame'
import type { ErrorWords, StepAction } from './step-form'

/** The part of the view that one step shows. */
export type ViewOf<S extends ConnectView['step']> = Extract<ConnectView, { step: S }>

/** What every step gets: its view, words in her language, and the actions of the page. */
export type StepProps<S extends ConnectView['step']> = {
  view: ViewOf<S>
  t: Translate<'connect'>
  errors: ErrorWords
  actions: ConnectActions
}

export type ConnectActions = {
  /** Begins, or takes over from another device. Fields: consentHash. */
  continue: StepAction
  /** Opens the provider's page anew when it ran out. */
  resume: StepAction
  /** "Yes, this is mine." Fields: linkSessionId. */
  acknowledge: StepAction
  /** Deletes the access that she just gave. Fields: linkSessionId. */
  undo: StepAction
  askForNewLink: StepAction
  /** The provider's page in a dialog. */
  frame: FrameActions
  /** Out of the dialog, to the provider's own page; as a form too. */
  leaveFrame: StepAction
}

/** Leads on to the provider, for the browser that began. Its address never stands in a page. */
export const GO = '/connect/go'
