import type { ProviderAdapter } from '../../adapter-types'
import { ACCOUNT, driver, LOGIN, SESSION } from './fake'

/** Every method that calls OnlyFansKit, with what it may do: reads are retried, changes never. */
export const METHODS = {
  begin: { kind: 'start', run: (adapter: ProviderAdapter) => driver(adapter).begin(LOGIN) },
  reauthenticate: {
    kind: 'stored',
    run: (adapter: ProviderAdapter) => driver(adapter).reauthenticate(ACCOUNT),
  },
  submitCode: {
    kind: 'answer',
    run: (adapter: ProviderAdapter) => driver(adapter).submitCode(SESSION, 'CANARYCODE'),
  },
  confirmSelfie: {
    kind: 'answer',
    run: (adapter: ProviderAdapter) => driver(adapter).confirmSelfie(SESSION),
  },
  sendCode: {
    kind: 'bodyless',
    run: (adapter: ProviderAdapter) => driver(adapter).sendCode(SESSION, 'email'),
  },
  readSession: { kind: 'poll', run: (adapter: ProviderAdapter) => adapter.readSession(SESSION) },
  prove: {
    kind: 'poll',
    run: (adapter: ProviderAdapter) =>
      adapter.prove({
        ...SESSION,
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
    run: (adapter: ProviderAdapter) => adapter.deleteConnection(ACCOUNT),
  },
  checkKey: { kind: 'account', run: (adapter: ProviderAdapter) => adapter.checkKey() },
  profile: { kind: 'access', run: (adapter: ProviderAdapter) => adapter.access.profile(ACCOUNT) },
} as const

export type MethodKind = (typeof METHODS)[keyof typeof METHODS]['kind']

/** Sent once, whatever comes of it. */
export const CHANGES: MethodKind[] = ['start', 'stored', 'answer', 'bodyless', 'delete']
