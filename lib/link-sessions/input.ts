import { z } from 'zod'
import { LINK_MODES } from '../providers/types'
import { SURFACES } from './choose-mode'

/** A line of text that people type: trimmed, without control characters, cut off nowhere silently. */
export const line = (max: number, label: string) =>
  z
    .string()
    .trim()
    .max(max, `${label} can have at most ${max} characters.`)
    .regex(/^[\P{Cc}\n\r\t]*$/u, `${label} holds a character that cannot be stored.`)

/** The same, left out when it is empty. */
export const optional = (max: number, label: string) =>
  line(max, label)
    .optional()
    .transform((value) => value || undefined)

/** Where the creator is, for the provider's choice of a network address. */
export const place = {
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{2})?$/, 'Choose a country from the list.')
    .optional()
    .transform((value) => value || undefined),
  state: optional(80, 'State'),
  city: optional(80, 'City'),
}

const common = {
  /** One per rendered form. */
  idempotencyKey: z.uuid(),
  surface: z.enum(SURFACES).optional(),
  /** Asked for by hand; else it follows from the surface. */
  mode: z.enum(LINK_MODES).optional(),
}

export const connectInput = z
  .strictObject({
    ...common,
    creatorId: z.uuid().optional(),
    creatorName: optional(120, 'The name'),
    /** Through which provider account; the agency's first that is on when left out. */
    providerAccountId: z.uuid().optional(),
    ...place,
    note: line(2_000, 'The note').default(''),
  })
  .refine((value) => value.creatorId || value.creatorName, {
    path: ['creatorName'],
    message: 'Choose a creator, or type the name of a new one.',
  })
  .refine((value) => value.country || (!value.state && !value.city), {
    path: ['country'],
    message: 'Choose a country too, or leave state and city empty.',
  })
export type ConnectInput = z.infer<typeof connectInput>

export const reconnectInput = z.strictObject({
  ...common,
  connectionId: z.uuid(),
  /** End somebody else's live reconnect and start our own. */
  takeOver: z.boolean().default(false),
})
export type ReconnectInput = z.infer<typeof reconnectInput>
