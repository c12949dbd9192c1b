import { z } from 'zod'
import { FRAME_NEWS, FRAME_STEPS } from './protocol'

export const frameInput = z.strictObject({ linkSessionId: z.uuid() })

/** What the dialog heard from its frame: a nudge to look, and never a fact. */
export const ownNewsInput = z.strictObject({
  news: z.enum(FRAME_NEWS),
  step: z.enum(FRAME_STEPS).nullable().default(null),
})

export const frameNewsInput = ownNewsInput.extend({ linkSessionId: z.uuid() })
