import { emitAccountEvent } from '../onlyfansapi/events'
import { removeAccount } from './accounts'
import type { ChallengeKind, RemoteAccount } from './schema'
import type { World } from './world'

/** What people and tests can do to an account at OnlyFansAPI or OnlyFansKit. */
const ACTIONS = [
  /** The session is dead and the provider knows; OnlyFansAPI says so by webhook. */
  'expire',
  /** The session is dead and the provider has not noticed: it does at the next read, or within the hour. */
  'revoke',
  /** OnlyFansAPI only: it says that the session expired, although it is good. */
  'blip',
  /** The session is dead and OnlyFans asks for this at the next login. */
  'ask-sms',
  'ask-app',
  'ask-email',
  'ask-face',
  /** The kept login is wrong from now on. */
  'change-password',
  /** The next login is another OnlyFans user. Once more undoes it. */
  'swap-user',
  /** The provider forgets the login that it keeps. */
  'forget-login',
  /** Removed at the provider's own dashboard. */
  'delete',
] as const
export type AccountAction = (typeof ACTIONS)[number]

export function isAccountAction(text: string): text is AccountAction {
  return ACTIONS.some((action) => action === text)
}

const ASKED: Partial<Record<AccountAction, ChallengeKind>> = {
  'ask-sms': 'sms',
  'ask-app': 'app',
  'ask-email': 'email',
  'ask-face': 'face',
}

/** OnlyFansKit has no lifecycle events. */
function tell(world: World, account: RemoteAccount, event: Parameters<typeof emitAccountEvent>[2]): void {
  if (world.provider === 'onlyfansapi') emitAccountEvent(world, account, event)
}

/** The provider knows that the session is dead. Doing it twice changes nothing. */
export function expire(world: World, account: RemoteAccount): void {
  if (!account.authenticated) return
  Object.assign(account, {
    authenticated: false,
    revoked: false,
    progress: 'session_expired',
    updatedAt: world.runtime.store.now(),
  })
  world.runtime.store.changed()
  tell(world, account, 'accounts.session_expired')
}

function askNext(world: World, account: RemoteAccount, kind: ChallengeKind): void {
  Object.assign(account, {
    authenticated: false,
    revoked: false,
    nextChallenge: kind,
    progress: 'waiting_for_otp',
    updatedAt: world.runtime.store.now(),
  })
  tell(world, account, kind === 'face' ? 'accounts.face_otp_required' : 'accounts.otp_code_required')
}

export function act(world: World, account: RemoteAccount, action: AccountAction): void {
  const asked = ASKED[action]
  if (asked !== undefined) askNext(world, account, asked)
  if (action === 'expire') expire(world, account)
  if (action === 'revoke') Object.assign(account, { revoked: true, updatedAt: world.runtime.store.now() })
  if (action === 'blip') tell(world, account, 'accounts.session_expired')
  if (action === 'change-password') account.passwordChanged = true
  if (action === 'swap-user') account.swapNext = !account.swapNext
  if (action === 'forget-login') account.remembers = false
  if (action === 'delete') {
    removeAccount(world, account.id)
    tell(world, account, 'accounts.disconnected')
  }
  world.runtime.store.changed()
}
