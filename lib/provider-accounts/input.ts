import { z } from 'zod'
import { LINK_MODES, PROVIDER_IDS } from '../providers/types'
import { APP_ID } from './words'

const apiKey = z
  .string()
  .trim()
  .min(8, 'Paste the whole API key.')
  .max(400, 'That is too long for an API key.')
  .regex(/^[\x21-\x7e]+$/, 'An API key has letters, digits and signs, without spaces.')

const appId = z
  .string()
  .trim()
  .regex(APP_ID, 'A client app id looks like app_…')
  .or(z.literal(''))
  .optional()
  .transform((value) => value || undefined)

const label = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(60, 'The name can have at most 60 characters.')
  .regex(/^\P{Cc}*$/u, 'The name holds a character that cannot be stored.')

const apps = { redirect: appId, embed: appId, whitelabel: appId }

export const newAccountInput = z.strictObject({ provider: z.enum(PROVIDER_IDS), label, apiKey, ...apps })
export type NewAccountInput = z.infer<typeof newAccountInput>

const accountId = z.uuid()
export const accountInput = z.strictObject({ accountId })
export const replaceKeyInput = z.strictObject({ accountId, apiKey })
export const editAccountInput = z.strictObject({ accountId, label, ...apps })
export const enableInput = z.strictObject({ accountId, enabled: z.boolean() })
export const modesInput = z.strictObject({
  accountId,
  modes: z.array(z.enum(LINK_MODES)).max(LINK_MODES.length),
})
