/** Logins and repairs through our own form. Nothing here is ever sent twice. */
import type { LoginDriver, LoginRequest, StartedLogin } from '../login-types'
import { type Geolocation, ProviderError, type SessionReading, type SessionRef } from '../types'
import type { OnlyfansapiClient } from './client'
import type { Credentials } from './client-login'
import { attemptOf, secretOf } from './ids'
import { maskedAddress, mobileAppReading } from './mapper'

const STARTED: SessionReading = { state: 'authenticating', lastError: null, progress: 'started' }

/** The countries in which the vendor has proxies of its own; elsewhere it chooses. */
export function proxyCountry(geolocation: Geolocation | null | undefined): 'us' | 'uk' | undefined {
  switch (geolocation?.country.toUpperCase()) {
    case 'US':
      return 'us'
    case 'GB':
    case 'UK':
      return 'uk'
    default:
      return undefined
  }
}

function credentialsOf({ method, credentials }: LoginRequest): Credentials {
  if (method === 'mobile_app') return { auth_type: 'mobile_app' }
  if (credentials) return { auth_type: 'email_password', ...credentials }
  throw new ProviderError('rejected', 'OnlyFansAPI authenticate.start: no e-mail and password given')
}

async function begin(client: OnlyfansapiClient, request: LoginRequest): Promise<StartedLogin> {
  const credentials = credentialsOf(request)
  const country = proxyCountry(request.geolocation)
  const reply =
    request.connectionId === null
      ? await client.login.start({
          ...credentials,
          name: request.displayName,
          ...(country ? { proxyCountry: country } : {}),
        })
      : await client.login.replaceCredentials(request.connectionId, credentials)
  const link = request.method === 'mobile_app' ? reply.mobile_auth_session_deeplink : null
  return {
    clientSecret: secretOf({ id: reply.attempt_id, deeplink: link }),
    expiresAt: null,
    reading: link === null ? STARTED : mobileAppReading(link),
  }
}

/** The attempt of a session. Throws `rejected` for a session of the widget, which has none. */
function attemptIn(session: SessionRef, label: string): string {
  if (session.mode === 'polling') return attemptOf(session.clientSecret, label).id
  throw new ProviderError('rejected', `${label}: the provider's own page does this`, {
    detail: 'method_not_supported',
  })
}

/** OnlyFansAPI keeps every login's credentials and gives no choice about it. */
export function createLoginDriver(client: OnlyfansapiClient): LoginDriver {
  return {
    mode: 'polling',
    methods: ['password', 'mobile_app'],
    offersToRemember: false,
    reauthenticates: true,
    begin: (request) => begin(client, request),
    async reauthenticate(connectionId) {
      const id = await client.login.reauthenticate(connectionId)
      return { clientSecret: secretOf({ id, deeplink: null }), expiresAt: null, reading: STARTED }
    },
    async submitCode(session, code) {
      await client.login.submit(attemptIn(session, 'OnlyFansAPI authenticate.code'), { code })
      return null
    },
    async confirmSelfie(session) {
      const attempt = attemptIn(session, 'OnlyFansAPI authenticate.selfie')
      await client.login.submit(attempt, { selfie_verification_completed: true })
      return null
    },
    async sendCode() {
      throw new ProviderError('rejected', 'OnlyFansAPI sends no codes on request', {
        detail: 'method_not_supported',
      })
    },
    async emailCreator(session) {
      const attempt = attemptIn(session, 'OnlyFansAPI authenticate.email')
      return { sentTo: maskedAddress(await client.login.emailCreator(attempt)) }
    },
  }
}
