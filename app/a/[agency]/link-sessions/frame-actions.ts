'use server'

import { agencyAction } from '@/lib/auth/action'
import { frameInput, frameNewsInput } from '@/lib/embed/input'
import { leaveFrame } from '@/lib/embed/leave-frame'
import { openFrame } from '@/lib/embed/open-frame'
import { takeNews } from '@/lib/embed/take-news'
import { ensureBrowser, readBrowser } from '@/lib/link-sessions/browser-cookie'

export const openFrameAction = agencyAction(frameInput, async (ctx, input) =>
  openFrame(ctx, { ...input, browser: await readBrowser() }),
)
export const frameNewsAction = agencyAction(frameNewsInput, async (ctx, input) =>
  takeNews(ctx, { ...input, browser: await readBrowser() }),
)
export const leaveFrameAction = agencyAction(frameInput, async (ctx, input) =>
  leaveFrame(ctx, { ...input, browser: await ensureBrowser() }),
)
