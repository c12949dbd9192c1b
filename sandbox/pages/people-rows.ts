import type { Action } from '../control/actions'
import type { AccountAction } from '../logins/account-actions'
import type { BookProvider, RemoteAccount } from '../logins/schema'
import type { Runtime } from '../runtime'
import { avatarOf } from '../state/avatars'
import type { Connection, Organisation, Person } from '../state/schema'

export const PROVIDER_NAMES = {
  ofauth: 'OFAuth',
  onlyfansapi: 'OnlyFansAPI',
  onlyfanskit: 'OnlyFansKit',
} as const
export type AnyProvider = keyof typeof PROVIDER_NAMES

/** A linked account of any provider as the list shows it. */
export type Row = {
  id: string
  provider: AnyProvider
  name: string
  username: string
  email: string
  picture: string | null
  tone: 'good' | 'warn' | 'bad'
  status: string
  marks: string[]
  /** The first three are buttons, the others a list to choose from. */
  actions: (readonly [action: string, label: string])[]
}

const LINK_ACTIONS: (readonly [Action, string])[] = [
  ['expire', 'Expire'],
  ['revoke', 'Revoke'],
  ['await-2fa', 'Ask for 2FA'],
  ['swap-user', 'Swap user'],
  ['sign-out', 'Sign out'],
  ['invalidate', 'Invalidate'],
]

const LOGIN_ACTIONS: (readonly [AccountAction, string])[] = [
  ['expire', 'Expire'],
  ['revoke', 'Revoke'],
  ['ask-sms', 'Ask for 2FA'],
  ['ask-app', 'Ask for an app code'],
  ['ask-email', 'Ask for a code by e-mail'],
  ['ask-face', 'Ask for a selfie'],
  ['change-password', 'Change the password'],
  ['swap-user', 'Swap user'],
  ['forget-login', 'Forget the kept login'],
  ['delete', 'Delete'],
]

const STATUS = {
  active: ['good', 'Active'],
  expired: ['bad', 'Expired'],
  awaiting_2fa: ['warn', 'Awaiting 2FA'],
} as const

const said = (marks: [boolean, string][]) => marks.filter(([holds]) => holds).map(([, text]) => text)

function pictureOf(runtime: Runtime, person: Pick<Person, 'avatar' | 'ofUserId'>): string | null {
  return person.avatar === 'generated' ? avatarOf(runtime, person) : null
}

function linkRow(runtime: Runtime, connection: Connection): Row {
  const [tone, status] = STATUS[connection.status]
  const { id, name, username, email } = connection
  return {
    id,
    name,
    username,
    email,
    provider: 'ofauth',
    picture: pictureOf(runtime, connection),
    tone,
    status,
    marks: said([
      [connection.kind === 'fan', 'fan'],
      [connection.revoked, 'session revoked'],
      [connection.signedOut, 'signed out'],
      [connection.swapNext, 'next login: another user'],
    ]),
    actions: LINK_ACTIONS,
  }
}

function loginRow(runtime: Runtime, provider: BookProvider, account: RemoteAccount): Row {
  const { id, person, authenticated, nextChallenge } = account
  const asked = nextChallenge !== null
  const onlyApi: Row['actions'] =
    provider === 'onlyfansapi' ? [['blip', 'Say expired, though it is not']] : []
  return {
    id,
    provider,
    name: person?.name ?? account.displayName,
    username: person?.username ?? 'nobody yet',
    email: account.email ?? 'not known yet',
    picture: person === null ? null : pictureOf(runtime, person),
    tone: authenticated ? 'good' : asked ? 'warn' : 'bad',
    status: authenticated ? 'Signed in' : asked ? `Asks: ${nextChallenge}` : 'Signed out',
    marks: said([
      [account.updating, 'logging in'],
      [account.revoked, 'session revoked'],
      [account.passwordChanged, 'password changed'],
      [account.swapNext, 'next login: another user'],
      [!account.remembers, 'login not kept'],
    ]),
    actions: [...LOGIN_ACTIONS, ...onlyApi],
  }
}

/** Every linked account of an organisation at all three providers. */
export function rowsOf(runtime: Runtime, organisation: Organisation): Row[] {
  const { connections, books } = organisation
  return [
    ...connections.map((connection) => linkRow(runtime, connection)),
    ...books.onlyfansapi.accounts.map((account) => loginRow(runtime, 'onlyfansapi', account)),
    ...books.onlyfanskit.accounts.map((account) => loginRow(runtime, 'onlyfanskit', account)),
  ]
}

export function rowMatches(row: Row, query: string): boolean {
  const text = `${row.name} ${row.username} ${row.email} ${row.id}`
  return text.toLowerCase().includes(query.trim().toLowerCase())
}
