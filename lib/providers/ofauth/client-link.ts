import type { Budget } from '../budget'
import type { Geolocation } from '../types'
import { pathSafe } from '../wire'
import {
  type Completed,
  completedData,
  type LinkInitReply,
  linkInitReply,
  linkStatusReply,
  type TwoFactor,
  twoFactorData,
} from './api-types'
import type { OfauthCall, OfauthCaller } from './call'

/** Every current option of POST /v2/link/init; the deprecated ones are not known here. */
type LinkInit = {
  clientAppId: string
  redirectUrl: string
  clientReferenceId: string
  connectionId?: string | undefined
  geolocation?: Geolocation | undefined
}

/** A status as it leaves the client. It has no place for the raw OnlyFans session that a completed one can hold. */
export type LinkStatus =
  | { status: 'awaiting_2fa'; twoFactor: TwoFactor | null }
  | { status: 'completed'; completed: Completed | null }
  | {
      status:
        | 'initialized'
        | 'pending'
        | 'denied'
        | 'invalid_credentials'
        | 'failed'
        | 'not_found'
        | 'unknown'
    }

export type LinkClient = {
  init(body: LinkInit): Promise<LinkInitReply>
  status(clientSecret: string, budget?: Budget): Promise<LinkStatus>
  delete(clientSecret: string): Promise<void>
}

/** Link sessions; scope LINK. */
export function createLinkClient(caller: OfauthCaller): LinkClient {
  const ofSession = (name: string, method: 'GET' | 'DELETE', clientSecret: string): OfauthCall => {
    const label = `OFAuth link.${name}`
    return { label, family: 'link', method, path: `/v2/link/${pathSafe(clientSecret, label)}` }
  }
  return {
    init(body) {
      return caller.read(
        {
          label: 'OFAuth link.init',
          family: 'link',
          isInit: true,
          method: 'POST',
          path: '/v2/link/init',
          body,
        },
        linkInitReply,
      )
    },
    async status(clientSecret, budget) {
      const reply = await caller.read(ofSession('status', 'GET', clientSecret), linkStatusReply, budget)
      if (reply.status === 'completed') {
        return { status: reply.status, completed: completedData.safeParse(reply.data).data ?? null }
      }
      if (reply.status === 'awaiting_2fa') {
        return { status: reply.status, twoFactor: twoFactorData.safeParse(reply.data).data ?? null }
      }
      return { status: reply.status }
    },
    async delete(clientSecret) {
      await caller.change(ofSession('delete', 'DELETE', clientSecret))
    },
  }
}
