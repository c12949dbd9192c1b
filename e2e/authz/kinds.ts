/**
 * `pending`: an owner who gave the password and still owes the second step. `deactivated`: was an owner of this agency.
 * `creator`: has an account for her own page. `limited`: one of the staff to whom no creator is assigned.
 */
export const PRINCIPALS = [
  'anonymous',
  'disabled',
  'pending',
  'deactivated',
  'creator',
  'foreignOwner',
  'limited',
  'staff',
  'admin',
  'owner',
] as const
export type Principal = (typeof PRINCIPALS)[number]

/** `foreign`: an id that exists, in another agency (for sessions: of another user). */
export const ID_KINDS = ['own', 'foreign', 'random', 'malformed'] as const
export type IdKind = (typeof ID_KINDS)[number]

/** What an id points at; `world.ts` makes them. */
export type Target =
  | 'creator'
  | 'connection'
  | 'liveSession'
  | 'reviewSession'
  | 'deletion'
  | 'orphan'
  | 'invite'
  | 'member'
  | 'reset'
  | 'bulkJob'
  | 'notice'
  | 'teamInvite'
  | 'freshMember'
  | 'formerMember'
  | 'assignable'
  | 'providerAccount'
  | 'webhookSecret'
  | 'userSession'

type Member = 'staff' | 'admin' | 'owner'
export const ALL: readonly Member[] = ['staff', 'admin', 'owner']
export const ADMINS: readonly Member[] = ['admin', 'owner']

/** `ok`, or the code of the refusal. */
export type Outcome = string

export type AgencyAction = {
  kind: 'agency'
  /** Null for what takes no id. */
  target: Target | null
  /** A page that the action belongs to, below the agency. */
  page: string
  allowed: readonly Member[]
  input: (id: string, unique: () => string) => Record<string, unknown>
  /** What those who may get with an id of their own agency. */
  own: Outcome
  /** The same at an address that the provider does not know. */
  ownElsewhere?: Outcome
  /** What those who may not get with an id of another agency or of nothing: the role is checked before the row. */
  notAllowedElsewhere: Outcome
  /** True when it asks who is there before it does anything. */
  stepUp: boolean
}

export type UserAction = {
  kind: 'user'
  input: (id: string) => Record<string, unknown>
  /** With an id: by kind of id. Without: the same for all. */
  outcomes: Record<IdKind, Outcome> | Outcome
  /** True when it asks who is there before it does anything. */
  stepUp?: boolean
}

export type PublicAction = {
  kind: 'public'
  page: string
  fields: (unique: () => string) => Record<string, string>
  outcome: Outcome
  /** What a sign-in that waits for its second step gets, where that differs. */
  pending?: Outcome
  /** What the people of a team get, where that differs; of any agency. */
  member?: Outcome
}

/** For whoever holds a creator's link, signed in or not; without one it is the same for all: `not_found`. */
export type CreatorAction = {
  kind: 'creator'
  target: Target | null
  input: (id: string) => Record<string, unknown>
  /** With a link of the home agency, and an id of it that is not of the link's own. */
  withLink: Outcome
}

/** An action of the console; `more` says what is not as usual. */
export function agencyAction(
  target: Target | null,
  page: string,
  allowed: readonly Member[],
  input: AgencyAction['input'],
  more: Partial<Pick<AgencyAction, 'own' | 'ownElsewhere' | 'notAllowedElsewhere' | 'stepUp'>> = {},
): AgencyAction {
  return {
    kind: 'agency',
    target,
    page,
    allowed,
    input,
    own: 'ok',
    notAllowedElsewhere: 'forbidden',
    stepUp: false,
    ...more,
  }
}

/** What belongs to a creator, or to one person: not there for somebody to whom she is not assigned. */
export const SCOPED: readonly (Target | null)[] = [
  'creator',
  'connection',
  'liveSession',
  'reviewSession',
  'invite',
  'bulkJob',
  'notice',
]

/**
 * `agency`: for members alone, with an id where the path has one; who is not among `allowed` gets 403. `public`: the same for everybody, here the status.
 * `post`: what an empty POST gets, where a route takes that too.
 * `ask`: what to ask for instead of the path itself. `ownError`: Next's own error pages, never asked for by their path.
 */
export type PathEntry =
  | { kind: 'agency'; target?: Target; json?: boolean; allowed?: readonly Member[]; ask?: string }
  | { kind: 'public'; status: number; post?: number; ask?: string; pending?: number; deactivated?: number }
  | { kind: 'ownError' }

/** What the matrix renames its own agency to, before the paths are tried. */
export const RENAMED = 'Renamed Inc'
