import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import { type Budget, withBudget } from '../budget'
import { timeoutsOf } from '../caller'
import type { LoginDriver, LoginRequest } from '../login-types'
import { ProviderError, type SessionReading } from '../types'
import type { OfauthClient } from './client'
import type { CodeAnswer } from './client-whitelabel'
import { isConnectionId } from './ids'
import { toChallenge, toReading, toWhitelabelSession } from './mapper'

/** For ending a session whose login failed: worth one short try, since it ends by itself. */
const CLEANUP_MS = 2_000

const STARTED: SessionReading = { state: 'authenticating', lastError: null, progress: null }

const unsupported = (what: string, detail: 'method_not_supported' | 'no_stored_credentials') =>
  new ProviderError('rejected', `OFAuth ${what}: not offered`, { detail })

function toAnswerReading(answer: CodeAnswer): SessionReading | null {
  switch (answer.result) {
    case 'taken':
      return null
    case 'failed':
      return { state: 'failed', code: '2fa_failed' }
    case 'challenge':
      return toChallenge(answer.twoFactor, { isOurs: true, isWrong: answer.isWrong })
    case 'completed':
      return toReading({ status: 'completed', completed: answer.completed }, true)
  }
}

/** Logins of white-label sessions. OFAuth keeps no credentials, so nothing is repaired without a person. */
export function createLogin(
  client: OfauthClient,
  clientAppId: string,
  config: AdapterConfig,
  deps: AdapterDeps,
): LoginDriver {
  const { changeMs } = timeoutsOf(config)

  function open(request: LoginRequest, budget: Budget) {
    const { referenceId, connectionId, geolocation } = request
    if (connectionId !== null && !isConnectionId(connectionId)) {
      // OFAuth would not refuse it but make a new connection.
      throw new ProviderError('rejected', 'OFAuth link.init: not a connection id')
    }
    const init = {
      clientAppId,
      clientReferenceId: referenceId,
      connectionId: connectionId ?? undefined,
      geolocation: geolocation ?? undefined,
    }
    return client.link.init(init, budget)
  }

  /** Nobody would ever look at it again. Best effort. */
  const abandon = (clientSecret: string) =>
    withBudget(deps.now, Math.min(CLEANUP_MS, changeMs), undefined, (budget) =>
      client.link.delete(clientSecret, budget),
    ).catch(() => {})

  return {
    mode: 'whitelabel',
    methods: ['password'],
    offersToRemember: false,
    reauthenticates: false,
    async begin(request) {
      const { method, credentials } = request
      if (method !== 'password' || !credentials) {
        throw unsupported(`whitelabel.login by ${method}`, 'method_not_supported')
      }
      return withBudget(deps.now, changeMs, undefined, async (budget) => {
        const session = toWhitelabelSession(await open(request, budget), deps.now())
        try {
          await client.whitelabel.login(session.clientSecret, credentials, budget)
        } catch (error) {
          await abandon(session.clientSecret)
          throw error
        }
        return { ...session, reading: STARTED }
      })
    },
    async reauthenticate() {
      throw unsupported('reauthenticate', 'no_stored_credentials')
    },
    async submitCode({ clientSecret }, code) {
      return toAnswerReading(await client.whitelabel.submitCode(clientSecret, code))
    },
    async confirmSelfie() {
      throw unsupported('whitelabel.selfie', 'method_not_supported')
    },
    async sendCode({ clientSecret }, kind) {
      if (kind !== 'sms') throw unsupported(`whitelabel.send by ${kind}`, 'method_not_supported')
      await client.whitelabel.sendSms(clientSecret)
      // Its answer leaves out the other channels: the next reading has them all.
      return null
    },
    async emailCreator() {
      throw unsupported('whitelabel.email', 'method_not_supported')
    },
  }
}
