import { z } from 'zod'
import { normalizeEmail } from '../auth/email'
import { LOCALES } from '../i18n/locales'
import { line, optional, place } from '../link-sessions/input'
import { INVITE_STATES } from './states'

/** Fourteen days, and the bounds of one hour and ninety days. */
export const DEFAULT_HOURS = 336
const MOST_HOURS = 2_160

const hours = z.coerce
  .number('Give the time in hours.')
  .int('Give the time in whole hours.')
  .min(1, 'A link is open for one hour at least.')
  .max(MOST_HOURS, 'A link is open for ninety days at most.')

/** An address as a form sends it; empty means none. */
const address = z
  .string()
  .max(300)
  .transform((value, context) => {
    const email = normalizeEmail(value)
    if (!email) context.addIssue('This is not an e-mail address.')
    return email ?? ''
  })

const noAddress = z
  .string()
  .trim()
  .length(0)
  .transform(() => undefined)

/** Lower case, without @; empty means that any account will do. */
const username = z
  .string()
  .trim()
  .toLowerCase()
  .transform((value) => value.replace(/^@/, ''))
  .pipe(
    z
      .string()
      .regex(/^([a-z0-9._-]{1,50})?$/, 'A username has letters, digits, dots, dashes and underscores.'),
  )
  .transform((value) => value || undefined)

export const inviteInput = z
  .strictObject({
    /** One per rendered form: sending it twice makes one invite. */
    idempotencyKey: z.uuid().optional(),
    creatorId: z.uuid().optional(),
    creatorName: optional(120, 'The name'),
    purpose: z.enum(['connect', 'reconnect']).default('connect'),
    /** With purpose reconnect: the connection to repair. */
    connectionId: z.uuid().optional(),
    expectedUsername: username.optional(),
    /** Through which provider account; the agency's first that is on when left out. Not with a connection to repair. */
    providerAccountId: z.uuid().optional(),
    ...place,
    language: z.enum(LOCALES).default('en'),
    note: line(2_000, 'The note').default(''),
    mailTo: z.union([noAddress, address]).optional(),
    expiresInHours: hours.default(DEFAULT_HOURS),
    maxUses: z.coerce.number().int().min(1).max(50, 'One link connects 50 accounts at most.').default(1),
  })
  .refine((value) => value.purpose === 'reconnect' || value.creatorId || value.creatorName, {
    path: ['creatorName'],
    message: 'Choose a creator, or type the name of a new one.',
  })
  .refine((value) => (value.purpose === 'reconnect') === (value.connectionId !== undefined), {
    path: ['connectionId'],
    message: 'Choose the connection that is to be repaired.',
  })
  .refine((value) => value.country || (!value.state && !value.city), {
    path: ['country'],
    message: 'Choose a country too, or leave state and city empty.',
  })
export type InviteInput = z.infer<typeof inviteInput>

export const inviteIdInput = z.strictObject({ inviteId: z.uuid() })
export const inviteIdsInput = z.strictObject({ inviteIds: z.array(z.uuid()).min(1).max(200) })
export const extendInput = z.strictObject({ inviteId: z.uuid(), expiresInHours: hours })
export const mailInviteInput = z.strictObject({ inviteId: z.uuid(), mailTo: address })
export const askCreatorInput = z.strictObject({ connectionId: z.uuid() })

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const soft = <S extends z.ZodType>(schema: S) => z.preprocess(first, schema.optional().catch(undefined))

/** The list of invites as it stands in the URL. A value that makes no sense is left out, never an error. */
export const inviteListInput = z.object({
  state: soft(z.enum(INVITE_STATES)),
  q: soft(
    z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}*$/u),
  ),
  creatorId: soft(z.uuid()),
  cursor: soft(z.string().max(300)),
})
export type InviteListInput = z.infer<typeof inviteListInput>
