'use server'

import { creatorAction } from '@/lib/connect/action'
import { acknowledgeAccount, undoConnect } from '@/lib/connect/answer-account'
import { askForNewLink } from '@/lib/connect/ask-for-new-link'
import { attemptAction } from '@/lib/connect/attempt-action'
import { continueConnect } from '@/lib/connect/continue-connect'
import { copyLink } from '@/lib/connect/copy-link'
import { leaveOwnFrame, openOwnFrame, takeOwnNews } from '@/lib/connect/framed'
import { continueInput, nothingInput, openedInput, sessionInput } from '@/lib/connect/input'
import { noteOpened } from '@/lib/connect/note-opened'
import { resumeConnect } from '@/lib/connect/resume-connect'
import { ownNewsInput } from '@/lib/embed/input'
import { ensureBrowser } from '@/lib/link-sessions/browser-cookie'
import { confirmSelfie, emailCreator, sendCode, submitCode } from '@/lib/login/answers'
import { attemptInput, codeInput, loginInput, sendCodeInput } from '@/lib/login/input'
import { submitLogin } from '@/lib/login/submit-login'

// The provider's address is a credential: neither of these two hands it out, and /connect/go leads there.
export const continueConnectAction = creatorAction(
  continueInput,
  async (visit, input) => {
    await continueConnect(visit, { ...input, browser: await ensureBrowser() })
  },
  { quiet: true, landing: '/connect?go=1' },
)
export const resumeConnectAction = creatorAction(
  nothingInput,
  async (visit) => {
    await resumeConnect(visit)
  },
  { quiet: true, landing: '/connect?go=1' },
)
// The dialog of a framed session: its address goes to the browser that began, into its frame and nowhere else.
export const openFrameAction = creatorAction(nothingInput, openOwnFrame, { quiet: true })
export const frameNewsAction = creatorAction(ownNewsInput, takeOwnNews)
export const leaveFrameAction = creatorAction(nothingInput, leaveOwnFrame, {
  quiet: true,
  landing: '/connect?go=1',
})
export const noteOpenedAction = creatorAction(
  openedInput,
  async (visit, input) => noteOpened(visit, { ...input, browser: await ensureBrowser() }),
  { quiet: true },
)
export const askForNewLinkAction = creatorAction(nothingInput, askForNewLink)
export const acknowledgeAccountAction = creatorAction(sessionInput, acknowledgeAccount)
export const undoConnectAction = creatorAction(sessionInput, undoConnect)
export const copyLinkAction = creatorAction(nothingInput, copyLink, { quiet: true })

// For the browser of an invite, and for one that joined an attempt of the team.
export const submitLoginAction = attemptAction(loginInput, submitLogin)
export const submitCodeAction = attemptAction(codeInput, submitCode)
export const confirmSelfieAction = attemptAction(attemptInput, confirmSelfie)
export const sendCodeAction = attemptAction(sendCodeInput, sendCode)
export const emailCreatorAction = attemptAction(attemptInput, emailCreator)
