import { z } from 'zod'

/** The browser's IANA time zone; one that is none is left out by the verbs. */
const timeZone = z.string().max(64).nullable().default(null)

export const continueInput = z.strictObject({
  /** Of the text that stood on the page. */
  consentHash: z.string().regex(/^[0-9a-f]{64}$/),
  timeZone,
})
export const openedInput = z.strictObject({ timeZone })
export const nothingInput = z.strictObject({})
export const sessionInput = z.strictObject({ linkSessionId: z.uuid() })
