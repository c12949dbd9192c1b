import { z } from 'zod'

const linkSessionId = z.uuid()

/** A box of a plain form says `on` when it is ticked, and is missing when it is not. */
const isTicked = (value: unknown) => (value === 'on' ? true : value)

/** The login form. What is typed lives for this one request. */
export const loginInput = z.discriminatedUnion('method', [
  z.strictObject({
    linkSessionId,
    method: z.literal('password'),
    email: z.string().trim().min(3, 'Type the e-mail of the OnlyFans account.').max(254).includes('@', {
      message: 'That is not an e-mail address.',
    }),
    password: z.string().min(1, 'Type the password of the OnlyFans account.').max(256),
    /** The creator's explicit choice. */
    remember: z.preprocess(isTicked, z.boolean().default(false)),
  }),
  z.strictObject({ linkSessionId, method: z.literal('mobile_app') }),
])
export type LoginInput = z.infer<typeof loginInput>

/** A code as people type and paste it: spaces and dashes are dropped, its length is the provider's business. */
export const codeInput = z.strictObject({
  linkSessionId,
  code: z
    .string()
    .transform((value) => value.replace(/[\s\-–—]/g, ''))
    .pipe(
      z.string().regex(/^[a-zA-Z0-9]{3,16}$/, 'Type the code as you received it: letters and digits only.'),
    ),
})
export type CodeInput = z.infer<typeof codeInput>

export const sendCodeInput = z.strictObject({ linkSessionId, kind: z.enum(['sms', 'email']) })
export type SendCodeInput = z.infer<typeof sendCodeInput>

/** For what needs no more: the face check is done, mail the creator. */
export const attemptInput = z.strictObject({ linkSessionId })
export type AttemptInput = z.infer<typeof attemptInput>

export const overrideInput = z.strictObject({
  creatorId: z.uuid(),
  reason: z.string().trim().min(3, 'Say why, for the audit log.').max(300),
})
export type OverrideInput = z.infer<typeof overrideInput>
