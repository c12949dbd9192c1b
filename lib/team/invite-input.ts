import { z } from 'zod'
import { normalizeEmail } from '../auth/email'
import { TEAM_ROLES } from './words'

/** An e-mail address in its normal form. */
export const emailField = z.string().transform((value, context) => {
  const normal = normalizeEmail(value)
  if (!normal) context.addIssue('Enter an e-mail address, such as kim@agency.com.')
  return normal ?? ''
})

export const teamInviteInput = z.strictObject({
  role: z.enum(TEAM_ROLES),
  /** Sees only the creators assigned to them; with staff alone. */
  assignedOnly: z.boolean(),
  /** Where to mail it; absent when the link is handed over in another way. */
  email: emailField.optional(),
})

export const teamInviteIdInput = z.strictObject({ teamInviteId: z.uuid() })
