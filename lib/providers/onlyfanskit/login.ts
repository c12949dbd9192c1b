import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import { type Budget, withBudget } from '../budget'
import { timeoutsOf } from '../caller'
import type { LoginDriver, StartedLogin } from '../login-types'
import { ProviderError, type SessionReading, type SessionRef } from '../types'
import type { Attempt } from './api-types'
import type { OnlyfanskitClient } from './client'
import type { Manner } from './mapper'
import { settle } from './sessions'

/** The longest `code` that is documented. */
const LONGEST_CODE = 16

const unsupported = (what: string) =>
  new ProviderError('rejected', `OnlyFansKit ${what}: not offered`, { detail: 'method_not_supported' })

/** Logins through our own form. A start has no documented place for a reference, a proxy or an account to repair. */
export function createLogin(
  client: OnlyfanskitClient,
  manner: Manner,
  config: AdapterConfig,
  deps: AdapterDeps,
): LoginDriver {
  const inTime = <T>(run: (budget: Budget) => Promise<T>) =>
    withBudget(deps.now, timeoutsOf(config).changeMs, undefined, run)

  async function started(attempt: Attempt, budget: Budget): Promise<StartedLogin> {
    const reading = await settle(client, manner, attempt, budget)
    return { clientSecret: attempt.attempt_id, expiresAt: null, reading }
  }
  function answer(
    { clientSecret }: SessionRef,
    body: Parameters<OnlyfanskitClient['answer']>[1],
  ): Promise<SessionReading> {
    return inTime(async (budget) =>
      settle(client, manner, await client.answer(clientSecret, body, budget), budget),
    )
  }
  return {
    mode: 'polling',
    methods: ['password'],
    offersToRemember: true,
    reauthenticates: true,
    async begin({ method, credentials, rememberCredentials }) {
      if (method !== 'password' || !credentials) throw unsupported(`attempt.start by ${method}`)
      const { email, password } = credentials
      return inTime(async (budget) =>
        started(await client.start(email, password, rememberCredentials, budget), budget),
      )
    },
    reauthenticate: (connectionId) =>
      inTime(async (budget) => started(await client.reauthenticate(connectionId, budget), budget)),
    async submitCode(session, code) {
      if (code === '' || code.length > LONGEST_CODE) {
        throw new ProviderError('rejected', 'OnlyFansKit attempt.answer: not a code that it takes', {
          detail: 'wrong_code',
        })
      }
      return answer(session, { code })
    },
    async confirmSelfie(session) {
      if (!manner.selfie) throw unsupported('selfie')
      return answer(session, { selfie_verification_completed: true })
    },
    async sendCode({ clientSecret }, kind) {
      if (kind !== 'email') throw unsupported(`sending a code by ${kind}`)
      await client.sendEmail(clientSecret)
      return null
    },
    async emailCreator() {
      throw unsupported('an e-mail that is not a code')
    },
  }
}
