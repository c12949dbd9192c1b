import { ProviderError } from '../types'

const CONNECTION_ID = /^conn_[A-Za-z0-9._~-]{1,195}$/
const CLIENT_SECRET = /^cs_[A-Za-z0-9._~-]{1,253}$/
/** Connection ids are opaque, yet they go into paths and headers: nothing that could change either. */
const PATH_SAFE = /^[A-Za-z0-9_-][A-Za-z0-9._~-]{0,199}$/

/** Only an id of this form may be reconnected; any other makes OFAuth create a new connection without a word. */
export const isConnectionId = (id: string): boolean => CONNECTION_ID.test(id)

export const isClientSecret = (secret: string): boolean => CLIENT_SECRET.test(secret)

export function pathSafe(id: string, label: string): string {
  if (!PATH_SAFE.test(id))
    throw new ProviderError('rejected', `${label}: not an id that OFAuth can have given`)
  return id
}
