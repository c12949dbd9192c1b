import { z } from 'zod'

const keyScopeSchema = z.enum(['ACCOUNT', 'LINK', 'ACCESS'])
export type KeyScope = z.infer<typeof keyScopeSchema>

const schema = z.object({
  /** What a reconnect does with the reference id that came with it. */
  referenceOnReconnect: z.enum(['kept', 'replaced']),
  /** Whether the status of a hosted session may be read at all. */
  hostedStatus: z.enum(['allowed', 'refused']),
  unknownConnectionId: z.enum(['creates_new', 'refused']),
  /** `drop`: the person is never sent back after the end, and an embedded page never tells of it. */
  callback: z.enum(['deliver', 'drop']),
  otherUserOnReconnect: z.enum(['accepted', 'refused']),
  /** How many sessions may be open at once; null for no limit. */
  sessionLimit: z.number().int().min(0).nullable(),
  /** The completed status of a hosted session carries raw session material, which a hosted app should never get. */
  rawSession: z.boolean(),
  /** What the organisation's client apps ask for. */
  permissions: z.array(z.string()),
  /** The families of calls that the key may make; each other one answers 403. */
  keyScopes: z.array(keyScopeSchema),
  /** `blocked`: the page of an embed app lets nobody frame it. */
  embedFrame: z.enum(['allowed', 'blocked']),
  /** `ignored`: an embedded page that is asked to close says nothing. */
  embedExit: z.enum(['answered', 'ignored']),
  /** How long a text message must be waited for before a whitelabel app may ask for another. */
  smsWaitSeconds: z.number().int().min(0).max(3_600),
})
export type Switches = z.infer<typeof schema>

const PLAIN: Switches = {
  referenceOnReconnect: 'kept',
  hostedStatus: 'allowed',
  unknownConnectionId: 'creates_new',
  callback: 'deliver',
  otherUserOnReconnect: 'accepted',
  sessionLimit: null,
  rawSession: false,
  embedFrame: 'allowed',
  embedExit: 'answered',
  smsWaitSeconds: 30,
  keyScopes: ['ACCOUNT', 'LINK', 'ACCESS'],
  permissions: [
    'profile:read',
    'posts:read',
    'messages:read',
    'subscribers:read',
    'subscriptions:read',
    'analytics:read',
    'earnings:read',
    'notifications:read',
  ],
}

export function defaultSwitches(): Switches {
  return { ...PLAIN, permissions: [...PLAIN.permissions], keyScopes: [...PLAIN.keyScopes] }
}

/** What the control API may change. */
export const switchChangeSchema = schema.partial()

/** As remembered; an older state file lacks the newer ones. */
export const switchesSchema = z.preprocess(
  (known) => (typeof known === 'object' ? { ...defaultSwitches(), ...known } : known),
  schema,
)
