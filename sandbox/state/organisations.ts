import { createHash } from 'node:crypto'
import { isKeyOf, isSandboxKey, organisationKey } from '../config'
import { type BookProvider, emptyBooks } from '../logins/schema'
import type { Runtime } from '../runtime'
import { webhooksSchema } from '../webhooks/schema'
import type { Organisation } from './schema'
import { defaultSwitches } from './switches'

export function isAllowedKey(runtime: Runtime, apiKey: string): boolean {
  if (!isSandboxKey(apiKey)) return false
  const keys = runtime.store.state.keys
  return Object.hasOwn(keys, apiKey) ? keys[apiKey] === true : runtime.config.apiKeys.includes(apiKey)
}

/** Whether a key of OnlyFansAPI or OnlyFansKit is accepted: as the organisation's first key, unless it was refused alone. */
export function isAllowedBearer(runtime: Runtime, provider: BookProvider, key: string): boolean {
  if (!isKeyOf(provider, key)) return false
  const keys = runtime.store.state.keys
  return Object.hasOwn(keys, key) ? keys[key] === true : isAllowedKey(runtime, organisationKey(key))
}

/** The organisation behind a key; made when the key is seen first. */
export function organisationOf(runtime: Runtime, apiKey: string): Organisation {
  const { organisations } = runtime.store.state
  const known = Object.hasOwn(organisations, apiKey) ? organisations[apiKey] : undefined
  if (known !== undefined) return known
  const made: Organisation = {
    id: `org_${createHash('sha256').update(apiKey).digest('hex').slice(0, 20)}`,
    name: `Sandbox agency ${Object.keys(organisations).length + 1}`,
    switches: defaultSwitches(),
    connections: [],
    sessions: [],
    people: {},
    books: emptyBooks(),
    webhooks: webhooksSchema.parse({}),
  }
  organisations[apiKey] = made
  runtime.store.changed()
  return made
}

/** Enough of a key to tell two apart, not enough to use one. */
export function maskKey(apiKey: string): string {
  return `${apiKey.slice(0, 11)}…${apiKey.slice(-4)}`
}
