/** How OFAuth is called: its key header, the connection's header, its refusals. Base URL https://api.ofauth.com. */
import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import { type Call, type Caller, createCaller, type Dialect } from '../caller'
import { ProviderError } from '../types'
import { type CallName, classify } from './errors'

export type OfauthCall = Call & CallName
export type OfauthCaller = Caller<OfauthCall>

const DIALECT: Dialect<OfauthCall> = {
  authHeaders: (apikey) => ({ apikey }),
  classify,
  refusal(value, reply, call) {
    if (call.readsRefusal || !(value instanceof Object) || !('success' in value) || value.success !== false) {
      return null
    }
    return new ProviderError('rejected', `${call.label}: answered success false`, {
      httpStatus: reply.status,
    })
  },
}

/** Builds the caller. Throws TypeError when the base URL is not an http(s) URL. */
export function createOfauthCaller(config: AdapterConfig, deps: AdapterDeps): OfauthCaller {
  return createCaller(config, deps, DIALECT)
}
