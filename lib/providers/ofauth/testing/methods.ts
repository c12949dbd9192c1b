import type { ProviderAdapter } from '../../adapter-types'
import type { LoginDriver } from '../../login-types'
import { SECRET, sessionOf } from './fake'

export const CONNECTION = 'conn_CANARYCONNECTION'

export const LOGIN = {
  method: 'password',
  credentials: { email: 'CANARY@creator.sandbox.com', password: 'CANARYPASSWORD' },
  rememberCredentials: false,
  referenceId: 'ref',
  displayName: 'Jane',
  connectionId: null,
  geolocation: null,
} as const

function driver({ login }: ProviderAdapter): LoginDriver {
  if (!login) throw new Error('not set up for white-label')
  return login
}

const whitelabel = sessionOf(SECRET, 'whitelabel')

/** Every method that calls OFAuth, with what it may do: reads are retried, changes never. */
export const METHODS = {
  startSession: {
    kind: 'init',
    run: (adapter: ProviderAdapter) =>
      adapter.startSession({ mode: 'redirect', redirectUrl: 'http://localhost/cb', referenceId: 'ref' }),
  },
  readSession: { kind: 'status', run: (adapter: ProviderAdapter) => adapter.readSession(sessionOf(SECRET)) },
  readOwnSession: { kind: 'status', run: (adapter: ProviderAdapter) => adapter.readSession(whitelabel) },
  begin: { kind: 'init', run: (adapter: ProviderAdapter) => driver(adapter).begin(LOGIN) },
  submitCode: {
    kind: 'step',
    run: (adapter: ProviderAdapter) => driver(adapter).submitCode(whitelabel, 'CANARYCODE'),
  },
  sendCode: {
    kind: 'step',
    run: (adapter: ProviderAdapter) => driver(adapter).sendCode(whitelabel, 'sms'),
  },
  endSession: { kind: 'delete', run: (adapter: ProviderAdapter) => adapter.endSession(sessionOf(SECRET)) },
  prove: {
    kind: 'prove',
    run: (adapter: ProviderAdapter) =>
      adapter.prove({
        ...sessionOf(SECRET),
        purpose: 'connect',
        startedAt: new Date(),
        expected: null,
        deadline: new Date(Date.now() + 5_000),
      }),
  },
  listConnections: {
    kind: 'account',
    run: (adapter: ProviderAdapter) => adapter.listConnections({ offset: 0, limit: 100 }),
  },
  deleteConnection: {
    kind: 'delete',
    run: (adapter: ProviderAdapter) => adapter.deleteConnection(CONNECTION),
  },
  invalidateConnection: {
    kind: 'invalidate',
    run: (adapter: ProviderAdapter) => adapter.invalidateConnection(CONNECTION),
  },
  checkKey: { kind: 'account', run: (adapter: ProviderAdapter) => adapter.checkKey() },
  profile: { kind: 'self', run: (adapter: ProviderAdapter) => adapter.access.profile(CONNECTION) },
  counts: { kind: 'access', run: (adapter: ProviderAdapter) => adapter.access.counts(CONNECTION) },
  earnings: {
    kind: 'access',
    run: (adapter: ProviderAdapter) =>
      adapter.access.earnings(CONNECTION, { from: '2026-02-01', to: '2026-02-28' }),
  },
} as const

export type MethodKind = (typeof METHODS)[keyof typeof METHODS]['kind']

/** Sent once, whatever comes of it. */
export const CHANGES: MethodKind[] = ['init', 'step', 'delete', 'invalidate']
