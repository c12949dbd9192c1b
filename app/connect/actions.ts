'use server'

import { creatorAction } from '@/lib/connect/action'
import { acknowledgeAccount, undoConnect } from '@/lib/connect/answer-account'
import { askForNewLink } from '@/lib/connect/ask-for-new-link'
import { continueConnect } from '@/lib/connect/continue-connect'
import { continueInput, nothingInput, openedInput, sessionInput } from '@/lib/connect/input'
import { noteOpened } from '@/lib/connect/note-opened'
import { resumeConnect } from '@/lib/connect/resume-connect'
import { ensureBrowser } from '@/lib/link-sessions/browser-cookie'

export const continueConnectAction = creatorAction(continueInput, async (visit, input) =>
  continueConnect(visit, { ...input, browser: await ensureBrowser() }),
)
export const resumeConnectAction = creatorAction(nothingInput, resumeConnect)
export const askForNewLinkAction = creatorAction(nothingInput, askForNewLink)
export const noteOpenedAction = creatorAction(openedInput, async (visit, input) =>
  noteOpened(visit, { ...input, browser: await ensureBrowser() }),
)
export const acknowledgeAccountAction = creatorAction(sessionInput, acknowledgeAccount)
export const undoConnectAction = creatorAction(sessionInput, undoConnect)
