import type { ActionResult } from '@/lib/auth/action'
import type { ConnectView } from '@/lib/connect/view'
import type { FrameView } from '@/lib/embed/frame-view'
import type { FrameNews, FrameStep } from '@/lib/embed/protocol'
import type { Translate } from '@/lib/i18n/translate'
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

/** What the dialog with the provider's page needs. */
export type FrameActions = {
  open: (input: Record<string, never>) => Promise<ActionResult<FrameView>>
  news: (input: {
    news: FrameNews
    step: FrameStep | null
  }) => Promise<ActionResult<{ frame: FrameView | null }>>
  leave: (input: Record<string, never>) => Promise<ActionResult<void>>
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
