import { z } from 'zod'
import { WEBHOOK_SCHEMES } from '../providers/webhook-types'
import { MOST_OVERLAP_HOURS } from './words'

export const setSecretInput = z.strictObject({
  providerAccountId: z.uuid(),
  secret: z
    .string()
    .trim()
    .min(8, 'Paste the whole signing secret.')
    .max(400, 'That is too long for a signing secret.')
    .regex(/^[\x21-\x7e]+$/, 'A signing secret has letters, digits and signs, without spaces.'),
  scheme: z.enum(WEBHOOK_SCHEMES),
  overlapHours: z.coerce
    .number()
    .int('Give whole hours.')
    .min(0, 'Give 0 hours or more.')
    .max(MOST_OVERLAP_HOURS, 'Give a week at most.'),
})
export type SetSecretInput = z.infer<typeof setSecretInput>

export const secretInput = z.strictObject({ webhookSecretId: z.uuid() })
