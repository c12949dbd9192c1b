import type { Budget } from '../budget'
import { ProviderError, type ProviderFailure, type ProviderFailureDetail } from '../types'
import { pathSafe } from '../wire'
import {
  type Completed,
  completedConnection,
  type TwoFactor,
  twoFactorData,
  type WhitelabelReply,
  whitelabelReply,
} from './api-types'
import type { OfauthCall, OfauthCaller } from './call'

type Credentials = { email: string; password: string }

/** What came of a code. It has no place for the raw OnlyFans session that an answer can hold. */
export type CodeAnswer =
  | { result: 'completed'; completed: Completed }
  | { result: 'challenge'; twoFactor: TwoFactor | null; isWrong: boolean }
  | { result: 'failed' }
  /** Taken; the next status tells. */
  | { result: 'taken' }

export type WhitelabelClient = {
  /** Throws `rejected` with detail `invalid_credentials` where it is refused at once. */
  login(clientSecret: string, credentials: Credentials, budget: Budget): Promise<void>
  submitCode(clientSecret: string, code: string): Promise<CodeAnswer>
  sendSms(clientSecret: string): Promise<void>
}

const CODES: Record<string, [ProviderFailure, ProviderFailureDetail?]> = {
  INVALID_CREDENTIALS: ['rejected', 'invalid_credentials'],
  INVALID_2FA_CODE: ['rejected', 'wrong_code'],
  // White-label mode was not approved for the account.
  ACCESS_DENIED: ['rejected', 'method_not_supported'],
  SESSION_EXPIRED: ['not_found'],
}

/** The code of a refusal; some answers have it as their text. */
const codeOf = ({ code, error }: WhitelabelReply) => code ?? error

function refusalOf(reply: WhitelabelReply, { label }: OfauthCall): ProviderError {
  const code = codeOf(reply)
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined
  if (known) return new ProviderError(known[0], `${label}: ${code}`, { detail: known[1], httpStatus: 200 })
  const detail = /^invalid (e-?mail|password|credentials|login)/i.test(reply.error)
    ? 'invalid_credentials'
    : /not available/i.test(reply.error)
      ? 'method_not_supported'
      : null
  return new ProviderError('rejected', `${label}: answered success false`, { detail, httpStatus: 200 })
}

function toAnswer(reply: WhitelabelReply, call: OfauthCall): CodeAnswer {
  const twoFactor = twoFactorData.safeParse(reply.data).data ?? null
  if (reply.status === 'failed') return { result: 'failed' }
  if (reply.status === 'awaiting_2fa' || twoFactor || codeOf(reply) === 'INVALID_2FA_CODE') {
    return { result: 'challenge', twoFactor, isWrong: !reply.success }
  }
  if (!reply.success) throw refusalOf(reply, call)
  const completed = completedConnection.safeParse(reply.connection).data
  return completed ? { result: 'completed', completed } : { result: 'taken' }
}

/** The steps of a white-label session; scope LINK. Their bodies were published for 2025's "API mode" alone. */
export function createWhitelabelClient(caller: OfauthCaller): WhitelabelClient {
  async function step(
    call: { name: string; method: 'POST' | 'PATCH'; path: string; body?: object },
    clientSecret: string,
    budget?: Budget,
  ): Promise<{ reply: WhitelabelReply; sent: OfauthCall }> {
    const { name, method, path, body } = call
    const label = `OFAuth whitelabel.${name}`
    const sent: OfauthCall = {
      label,
      family: 'link',
      readsRefusal: true,
      method,
      path: `/v2/link/${pathSafe(clientSecret, label)}/whitelabel/${path}`,
      ...(body ? { body } : {}),
    }
    return { reply: await caller.read(sent, whitelabelReply, budget), sent }
  }
  return {
    async login(clientSecret, { email, password }, budget) {
      // Base64 is how it wants a password, no protection of it.
      const body = { email, password: Buffer.from(password, 'utf8').toString('base64') }
      const call = { name: 'login', method: 'POST', path: 'login', body } as const
      const { reply, sent } = await step(call, clientSecret, budget)
      if (!reply.success) throw refusalOf(reply, sent)
    },
    async submitCode(clientSecret, code) {
      const call = { name: 'code', method: 'POST', path: '2fa/code', body: { code } } as const
      const { reply, sent } = await step(call, clientSecret)
      return toAnswer(reply, sent)
    },
    async sendSms(clientSecret) {
      const call = { name: 'sms', method: 'PATCH', path: '2fa/sms' } as const
      const { reply, sent } = await step(call, clientSecret)
      if (!reply.success) throw refusalOf(reply, sent)
    },
  }
}
