import type { Budget } from '../budget'
import {
  type Account,
  account,
  accountsReply,
  clientSessionReply,
  type Me,
  meReply,
  type Whoami,
  whoamiReply,
} from './api-types'
import type { OnlyfansapiCaller } from './call'
import { checkedAccount } from './ids'

/** All accounts of a team come at once, each with its whole profile of some 5 kB. */
const LIST_MAX_BYTES = 20_000_000

/** The body of POST /api/client-sessions. */
export type ClientSession = {
  display_name: string
  client_reference_id: string
  proxy_country?: 'us' | 'uk'
}

export type TeamClient = {
  whoami(): Promise<Whoami>
  accounts(budget?: Budget): Promise<{ items: Account[]; unreadable: number }>
  deleteAccount(id: string): Promise<void>
  /** Costs one credit; never cached by the vendor. */
  me(id: string, budget?: Budget): Promise<Me>
  /** @returns the token of the widget's page */
  openClientSession(body: ClientSession): Promise<string>
}

/** The team's accounts, what is read with one, and the sessions of the embedded widget. */
export function createTeamClient(caller: OnlyfansapiCaller): TeamClient {
  return {
    whoami: () =>
      caller.read(
        { label: 'OnlyFansAPI whoami', about: 'team', method: 'GET', path: '/api/whoami' },
        whoamiReply,
      ),
    async accounts(budget) {
      const list = await caller.read(
        {
          label: 'OnlyFansAPI accounts.list',
          about: 'team',
          method: 'GET',
          path: '/api/accounts',
          maxBytes: LIST_MAX_BYTES,
        },
        accountsReply,
        budget,
      )
      const items = list.flatMap((item) => account.safeParse(item).data ?? [])
      return { items, unreadable: list.length - items.length }
    },
    async deleteAccount(id) {
      const label = 'OnlyFansAPI accounts.delete'
      const path = `/api/accounts/${checkedAccount(id, label)}`
      await caller.change({ label, about: 'account', method: 'DELETE', path })
    },
    async me(id, budget) {
      const label = 'OnlyFansAPI me'
      const path = `/api/${checkedAccount(id, label)}/me`
      const reply = await caller.read({ label, about: 'data', method: 'GET', path }, meReply, budget)
      return reply.data
    },
    async openClientSession(body) {
      const reply = await caller.read(
        {
          label: 'OnlyFansAPI client-sessions.create',
          about: 'team',
          method: 'POST',
          path: '/api/client-sessions',
          body,
        },
        clientSessionReply,
      )
      return reply.data.token
    },
  }
}
