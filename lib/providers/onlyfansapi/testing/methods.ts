import type { ProviderAdapter } from '../../adapter-types'
import type { LoginDriver, LoginRequest } from '../../login-types'
import { ACCOUNT, embedded, polling, REFERENCE } from './fake'

export const PASSWORD = 'CANARY-PASSWORD'
export const CODE = 'CANARY-CODE'

const LOGIN: LoginRequest = {
  method: 'password',
  credentials: { email: 'CANARY-LOGIN@creator.example.test', password: PASSWORD },
  rememberCredentials: false,
  referenceId: REFERENCE,
  displayName: 'Mara',
  connectionId: null,
  geolocation: null,
}

function login(adapter: ProviderAdapter): LoginDriver {
  if (adapter.login) return adapter.login
  throw new Error('no login driver')
}

const proof = (adapter: ProviderAdapter, session: ReturnType<typeof polling>) =>
  adapter.prove({
    ...session,
    purpose: 'connect',
    startedAt: new Date(),
    expected: null,
    deadline: new Date(Date.now() + 5_000),
  })

/** Every method that calls OnlyFansAPI, with what its first call is about; reads are retried, changes never. */
export const METHODS = {
  startSession: {
    kind: 'start',
    run: (adapter: ProviderAdapter): Promise<unknown> =>
      adapter.startSession({ mode: 'embed', redirectUrl: 'http://localhost/cb', referenceId: REFERENCE }),
  },
  'login.begin': { kind: 'begin', run: (adapter: ProviderAdapter) => login(adapter).begin(LOGIN) },
  'login.begin for an account': {
    kind: 'credentials',
    run: (adapter: ProviderAdapter) => login(adapter).begin({ ...LOGIN, connectionId: ACCOUNT }),
  },
  'login.reauthenticate': {
    kind: 'stored',
    run: (adapter: ProviderAdapter) => login(adapter).reauthenticate(ACCOUNT),
  },
  'login.submitCode': {
    kind: 'code',
    run: (adapter: ProviderAdapter) => login(adapter).submitCode(polling(), CODE),
  },
  'login.confirmSelfie': {
    kind: 'code',
    run: (adapter: ProviderAdapter) => login(adapter).confirmSelfie(polling()),
  },
  'login.emailCreator': {
    kind: 'email',
    run: (adapter: ProviderAdapter) => login(adapter).emailCreator(polling()),
  },
  'readSession of a form': {
    kind: 'poll',
    run: (adapter: ProviderAdapter) => adapter.readSession(polling()),
  },
  'readSession of a widget': {
    kind: 'list',
    run: (adapter: ProviderAdapter) => adapter.readSession(embedded()),
  },
  'prove of a form': { kind: 'poll', run: (adapter: ProviderAdapter) => proof(adapter, polling()) },
  'prove of a widget': { kind: 'list', run: (adapter: ProviderAdapter) => proof(adapter, embedded()) },
  listConnections: {
    kind: 'list',
    run: (adapter: ProviderAdapter) => adapter.listConnections({ offset: 0, limit: 100 }),
  },
  deleteConnection: { kind: 'delete', run: (adapter: ProviderAdapter) => adapter.deleteConnection(ACCOUNT) },
  checkKey: { kind: 'key', run: (adapter: ProviderAdapter) => adapter.checkKey() },
  profile: { kind: 'data', run: (adapter: ProviderAdapter) => adapter.access.profile(ACCOUNT) },
  counts: { kind: 'data', run: (adapter: ProviderAdapter) => adapter.access.counts(ACCOUNT) },
} as const

export type MethodKind = (typeof METHODS)[keyof typeof METHODS]['kind']
export const CHANGES: MethodKind[] = ['start', 'begin', 'credentials', 'stored', 'code', 'email', 'delete']
