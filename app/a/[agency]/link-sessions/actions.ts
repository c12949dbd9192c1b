'use server'

import { z } from 'zod'
import { agencyAction } from '@/lib/auth/action'
import { ensureBrowser, readBrowser } from '@/lib/link-sessions/browser-cookie'
import { connectInput, reconnectInput } from '@/lib/link-sessions/input'
import { resolveReview, reviewInput } from '@/lib/link-sessions/resolve-review'
import { resumeLinkSession } from '@/lib/link-sessions/resume'
import { stopLinkSession } from '@/lib/link-sessions/revoke'
import { startConnect } from '@/lib/link-sessions/start-connect'
import { startReconnect } from '@/lib/link-sessions/start-reconnect'

const sessionInput = z.strictObject({ linkSessionId: z.uuid() })

export const startConnectAction = agencyAction(connectInput, async (ctx, input) =>
  startConnect(ctx, { ...input, browser: await ensureBrowser() }),
)
export const startReconnectAction = agencyAction(reconnectInput, async (ctx, input) =>
  startReconnect(ctx, { ...input, browser: await ensureBrowser() }),
)
export const resumeLinkSessionAction = agencyAction(sessionInput, async (ctx, input) =>
  resumeLinkSession(ctx, { ...input, browser: await readBrowser() }),
)
export const stopLinkSessionAction = agencyAction(sessionInput, stopLinkSession)
export const resolveReviewAction = agencyAction(reviewInput, resolveReview)
