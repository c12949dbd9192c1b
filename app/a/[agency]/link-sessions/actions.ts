'use server'

import { z } from 'zod'
import { agencyAction } from '@/lib/auth/action'
import { createHandoff } from '@/lib/handoffs/create-handoff'
import { revokeHandoff } from '@/lib/handoffs/revoke-handoff'
import { ensureBrowser, readBrowser } from '@/lib/link-sessions/browser-cookie'
import { connectInput, reconnectInput } from '@/lib/link-sessions/input'
import { resolveReview, reviewInput } from '@/lib/link-sessions/resolve-review'
import { resumeLinkSession } from '@/lib/link-sessions/resume'
import { stopLinkSession } from '@/lib/link-sessions/revoke'
import { startConnect } from '@/lib/link-sessions/start-connect'
import { confirmSelfie, emailCreator, sendCode, submitCode } from '@/lib/login/answers'
import { grantLogin } from '@/lib/login/grant-login'
import { attemptInput, codeInput, loginInput, overrideInput, sendCodeInput } from '@/lib/login/input'
import { teamParty } from '@/lib/login/party'
import { repairConnection } from '@/lib/login/repair-connection'
import { submitLogin } from '@/lib/login/submit-login'

const sessionInput = z.strictObject({ linkSessionId: z.uuid() })

export const startConnectAction = agencyAction(connectInput, async (ctx, input) =>
  startConnect(ctx, { ...input, browser: await ensureBrowser() }),
)
export const startReconnectAction = agencyAction(reconnectInput, async (ctx, input) =>
  repairConnection(ctx, { ...input, browser: await ensureBrowser() }),
)
export const resumeLinkSessionAction = agencyAction(sessionInput, async (ctx, input) =>
  resumeLinkSession(ctx, { ...input, browser: await readBrowser() }),
)
export const stopLinkSessionAction = agencyAction(sessionInput, stopLinkSession)
export const resolveReviewAction = agencyAction(reviewInput, resolveReview)

// Logins of our own form: what is typed goes to the verb alone, and what comes back is the session's state.
export const submitLoginAction = agencyAction(loginInput, async (ctx, input) =>
  submitLogin(teamParty(ctx, await readBrowser()), input),
)
export const submitCodeAction = agencyAction(codeInput, async (ctx, input) =>
  submitCode(teamParty(ctx, await readBrowser()), input),
)
export const confirmSelfieAction = agencyAction(attemptInput, async (ctx, input) =>
  confirmSelfie(teamParty(ctx, await readBrowser()), input),
)
export const sendCodeAction = agencyAction(sendCodeInput, async (ctx, input) =>
  sendCode(teamParty(ctx, await readBrowser()), input),
)
export const emailCreatorAction = agencyAction(attemptInput, async (ctx, input) =>
  emailCreator(teamParty(ctx, await readBrowser()), input),
)
export const createHandoffAction = agencyAction(attemptInput, async (ctx, input) =>
  createHandoff(ctx, { ...input, browser: await readBrowser() }),
)
export const revokeHandoffAction = agencyAction(attemptInput, async (ctx, input) =>
  revokeHandoff(ctx, { ...input, browser: await readBrowser() }),
)
export const grantLoginAction = agencyAction(overrideInput, grantLogin)
