import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import type { Budget } from '../budget'
import { createCaller, type Dialect } from '../caller'
import type { Profile } from '../types'
import { onlyfansSelf, pathSafe, toProfile } from '../wire'
import {
  type Account,
  type Attempt,
  account,
  accountReply,
  accountsReply,
  attempt,
  isUnfinished,
  meReply,
} from './api-types'
import { classify, type OnlyfanskitCall } from './errors'
import { PATHS, startBody } from './inferred'

const LIST_MAX_BYTES = 4_000_000

const DIALECT: Dialect<OnlyfanskitCall> = {
  authHeaders: (apiKey) => ({ authorization: `Bearer ${apiKey}` }),
  classify,
}

/** Of the answer to an attempt's step, `code` is at most 16 characters long. */
type Answer = { code: string } | { selfie_verification_completed: true }

export type AccountList = {
  items: Account[]
  /** Items that could not be read, and one for a rest that could not be asked for. */
  unreadable: number
}

export type OnlyfanskitClient = ReturnType<typeof createClient>

function attemptCall(
  name: string,
  method: OnlyfanskitCall['method'],
  id: string,
  more: { suffix?: string; body?: Answer } = {},
): OnlyfanskitCall {
  const label = `OnlyFansKit attempt.${name}`
  const path = `/v1/connect/login/${pathSafe(id, label)}${more.suffix ?? ''}`
  return { label, family: 'connect', method, path, ...(more.body ? { body: more.body } : {}) }
}

function accountCall(
  name: string,
  method: OnlyfanskitCall['method'],
  id: string,
  path: (id: string) => string,
  family: OnlyfanskitCall['family'] = 'account',
): OnlyfanskitCall {
  const label = `OnlyFansKit account.${name}`
  return { label, family, method, path: path(pathSafe(id, label)) }
}

/** The part of OnlyFansKit's API that Patchbay speaks. Every method throws ProviderError and nothing else. */
export function createClient(config: AdapterConfig, deps: AdapterDeps) {
  const caller = createCaller(config, deps, DIALECT)
  return {
    async start(email: string, password: string, remember: boolean, budget: Budget): Promise<Attempt> {
      const label = 'OnlyFansKit attempt.start'
      const body = startBody(email, password, remember)
      return caller.read(
        { label, family: 'connect', login: 'start', method: 'POST', path: PATHS.start, body },
        attempt,
        budget,
      )
    },
    async attempt(id: string, budget?: Budget): Promise<Attempt> {
      return caller.read(attemptCall('read', 'GET', id), attempt, budget)
    },
    async answer(id: string, body: Answer, budget: Budget): Promise<Attempt> {
      return caller.read(attemptCall('answer', 'PUT', id, { body }), attempt, budget)
    },
    /** Its answer is not documented. */
    async sendEmail(id: string): Promise<void> {
      await caller.change(attemptCall('sendEmail', 'POST', id, { suffix: '/send-email-to-creator' }))
    },
    async reauthenticate(id: string, budget: Budget): Promise<Attempt> {
      const call = accountCall('reauthenticate', 'POST', id, (safe) => `/v1/accounts/${safe}/reauthenticate`)
      return caller.read({ ...call, login: 'stored' }, attempt, budget)
    },
    async account(id: string, budget?: Budget): Promise<Account> {
      return caller.read(accountCall('read', 'GET', id, PATHS.account, 'access'), accountReply, budget)
    },
    async self(id: string, budget?: Budget): Promise<Profile> {
      return toProfile(
        await caller.read(accountCall('self', 'GET', id, PATHS.profile, 'access'), onlyfansSelf, budget),
      )
    },
    async deleteAccount(id: string): Promise<void> {
      await caller.change(accountCall('delete', 'DELETE', id, PATHS.account))
    },
    async accounts(budget?: Budget): Promise<AccountList> {
      const label = 'OnlyFansKit accounts.list'
      const { items, isCut } = await caller.read(
        { label, family: 'account', method: 'GET', path: PATHS.accounts, maxBytes: LIST_MAX_BYTES },
        accountsReply,
        budget,
      )
      const finished = items.filter((each) => !isUnfinished(each))
      const read = finished.flatMap((each) => account.safeParse(each).data ?? [])
      return { items: read, unreadable: finished.length - read.length + (isCut ? 1 : 0) }
    },
    async me() {
      return caller.read(
        { label: 'OnlyFansKit me', family: 'account', method: 'GET', path: '/v1/me' },
        meReply,
      )
    },
  }
}
