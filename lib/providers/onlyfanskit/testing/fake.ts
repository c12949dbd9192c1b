import type { AdapterConfig, ProviderAdapter } from '../../adapter-types'
import type { LoginDriver, LoginRequest } from '../../login-types'
import { createAdapter } from '../../registry'
import { fakeApi, json } from '../../testing/fake-api'
import type { SessionRef } from '../../types'

export const KEY = 'ofk_CANARYKEY'
export const ATTEMPT = 'att_CANARYATTEMPT'
export const ACCOUNT = 'acc_CANARYACCOUNT'
export const BASE = 'https://api.example.test'

export const SESSION: SessionRef = {
  mode: 'polling',
  clientSecret: ATTEMPT,
  referenceId: 'ref',
  hintedConnectionId: null,
}

export const LOGIN: LoginRequest = {
  method: 'password',
  credentials: { email: 'CANARY@creator.sandbox.com', password: 'CANARYPASSWORD' },
  rememberCredentials: false,
  referenceId: 'ref',
  displayName: 'Jane',
  connectionId: null,
  geolocation: null,
}

export const config = (over: Partial<AdapterConfig> = {}): AdapterConfig => ({
  baseUrl: BASE,
  apiKey: KEY,
  apps: {},
  allowedModes: null,
  linkOrigins: [],
  selfie: false,
  ...over,
})

/** An attempt with every documented key. */
export const attempt = (state: string, over: Record<string, unknown> = {}) => ({
  attempt_id: ATTEMPT,
  state,
  account_id: null,
  polling_url: 'https://evil.example.test/v1/connect/login/other',
  verification_page_url: null,
  phone_url: null,
  embed_url: null,
  otp_channel: null,
  email_mask: null,
  next_actions: [],
  session: { cookie: 'CANARYCOOKIE', 'x-bc': 'CANARYBC' },
  ...over,
})

export const done = attempt('completed_success', { account_id: ACCOUNT })

export const account = {
  id: ACCOUNT,
  username: 'marawinter',
  name: 'Mara Winter',
  avatar: 'https://media.example.test/mara.jpg',
  onlyfans_id: 48213377,
  status: 'active',
  remember_credentials: true,
  created_at: '2026-01-05T09:30:00Z',
  last_used_at: '2026-03-01T11:00:00Z',
  cookie: 'CANARYCOOKIE',
}

/** OnlyFans' own answer: much more than may leave. */
export const self = {
  id: 48213377,
  username: 'marawinter',
  name: 'Mara Winter',
  avatar: null,
  isVerified: true,
  subscribersCount: 1240,
  postsCount: 311,
  email: 'CANARY@example.test',
  csrf: 'CANARYCSRF',
  wsAuthToken: 'CANARYWS',
}

export const problem = (status: number, over: Record<string, unknown> = {}) =>
  json({ type: 'about:blank', title: 'CANARYTITLE', status, detail: 'CANARYDETAIL', ...over }, status, {
    'content-type': 'application/problem+json',
  })

export const NOT_FOUND = problem(404, { title: 'Not found' })

export function setUp(routes: Record<string, unknown>, over: Partial<AdapterConfig> = {}) {
  const { deps, seen } = fakeApi(routes, { title: 'Not found', status: 404 })
  const adapter = createAdapter('onlyfanskit', config(over), deps)
  return { adapter, seen, sent: () => seen.map((each) => `${each.method} ${each.path}`) }
}

export function driver({ login }: ProviderAdapter): LoginDriver {
  if (!login) throw new Error('no login driver')
  return login
}

export const paths = {
  start: 'POST /v1/connect/login',
  poll: `GET /v1/connect/login/${ATTEMPT}`,
  answer: `PUT /v1/connect/login/${ATTEMPT}`,
  email: `POST /v1/connect/login/${ATTEMPT}/send-email-to-creator`,
  reauthenticate: `POST /v1/accounts/${ACCOUNT}/reauthenticate`,
  list: 'GET /v1/accounts',
  account: `GET /v1/accounts/${ACCOUNT}`,
  self: `GET /v1/accounts/${ACCOUNT}/me`,
  delete: `DELETE /v1/accounts/${ACCOUNT}`,
  me: 'GET /v1/me',
}
