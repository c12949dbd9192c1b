/** How OnlyFansAPI is called: a bearer key, its refusals. Base URL https://app.onlyfansapi.com. */
import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import { type Call, type Caller, createCaller } from '../caller'
import { type CallName, classify, refusal } from './errors'

export type OnlyfansapiCall = Call & CallName
export type OnlyfansapiCaller = Caller<OnlyfansapiCall>

/** Builds the caller. Throws TypeError when the base URL is not an http(s) URL. */
export function createOnlyfansapiCaller(config: AdapterConfig, deps: AdapterDeps): OnlyfansapiCaller {
  return createCaller<OnlyfansapiCall>(config, deps, {
    authHeaders: (key) => ({ authorization: `Bearer ${key}` }),
    classify,
    refusal,
  })
}
