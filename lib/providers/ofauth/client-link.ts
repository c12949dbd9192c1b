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
import { KNOWN_STATES } from './vocabulary'

/** Every current option of POST /v2/link/init; the deprecated ones are not known here. */
type LinkInit = {
  clientAppId: string
  /** White-label sessions have none. */
  redirectUrl?: string | undefined
  clientReferenceId: string
  connectionId?: string | undefined
  geolocation?: Geolocation | undefined
}

/** A status as it leaves the client. It has no place for the raw OnlyFans session that a completed one can hold. */
export type LinkStatus =
  | { status: 'awaiting_2fa'; twoFactor: TwoFactor | null }
  | { status: 'completed'; completed: Completed | null }
  /** `word`: what it says instead, as far as it can be shown. */
  | { status: 'unknown'; word: string | null }
  | { status: 'initialized' | 'pending' | 'denied' | 'invalid_credentials' | 'failed' | 'not_found' }

export type LinkClient = {
  init(body: LinkInit, budget?: Budget): Promise<LinkInitReply>
  status(clientSecret: string, budget?: Budget): Promise<LinkStatus>
  /** The same of a white-label session; the shape is assumed to be the same. */
  whitelabelStatus(clientSecret: string, budget?: Budget): Promise<LinkStatus>
  delete(clientSecret: string, budget?: Budget): Promise<void>
}

function toStatus(reply: { status: string; data?: unknown }): LinkStatus {
  const status = KNOWN_STATES.find((known) => known === reply.status)
  switch (status) {
    case undefined:
      return { status: 'unknown', word: /^[A-Za-z0-9_-]{1,40}$/.test(reply.status) ? reply.status : null }
    case 'completed':
      return { status, completed: completedData.safeParse(reply.data).data ?? null }
    case 'awaiting_2fa':
      return { status, twoFactor: twoFactorData.safeParse(reply.data).data ?? null }
    default:
      return { status }
  }
}

/** Link sessions; scope LINK. */
export function createLinkClient(caller: OfauthCaller): LinkClient {
  const ofSession = (
    name: string,
    method: 'GET' | 'DELETE',
    clientSecret: string,
    suffix = '',
  ): OfauthCall => {
    const label = `OFAuth link.${name}`
    return { label, family: 'link', method, path: `/v2/link/${pathSafe(clientSecret, label)}${suffix}` }
  }
  async function read(call: OfauthCall, budget: Budget | undefined): Promise<LinkStatus> {
    return toStatus(await caller.read(call, linkStatusReply, budget))
  }
  return {
    init(body, budget) {
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
        budget,
      )
    },
    async status(clientSecret, budget) {
      return read(ofSession('status', 'GET', clientSecret), budget)
    },
    async whitelabelStatus(clientSecret, budget) {
      return read(ofSession('whitelabelStatus', 'GET', clientSecret, '/whitelabel/status'), budget)
    },
    async delete(clientSecret, budget) {
      await caller.change(ofSession('delete', 'DELETE', clientSecret), budget)
    },
  }
}
