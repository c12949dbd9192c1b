/** Pure words for bulk jobs; shown to staff. */
export const BULK_KINDS = ['ask_creator', 'verify', 'tag', 'assign'] as const
export type BulkKind = (typeof BULK_KINDS)[number]

export const KIND_LABELS: Record<BulkKind, string> = {
  ask_creator: 'Ask the creators',
  verify: 'Verify',
  tag: 'Tag',
  assign: 'Assign',
}

/** What one job is, with the number of its connections: "Verify 12 connections". */
export function jobTitle(kind: BulkKind, total: number): string {
  const accounts =
    total === 1 ? '1 connection' : `${new Intl.NumberFormat('en-US').format(total)} connections`
  if (kind === 'ask_creator') return total === 1 ? 'Ask 1 creator' : `Ask the creators of ${accounts}`
  return `${KIND_LABELS[kind]} ${accounts}`
}

/** The most connections of one job. */
export const MOST_ITEMS = 2_000

export type BulkState = 'running' | 'done' | 'cancelled'
export const STATE_LABELS: Record<BulkState, string> = {
  running: 'Running',
  done: 'Done',
  cancelled: 'Stopped',
}

export const ITEM_STATES = ['waiting', 'running', 'done', 'failed', 'skipped', 'cancelled'] as const
export type ItemState = (typeof ITEM_STATES)[number]
export const ITEM_LABELS: Record<ItemState, string> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  skipped: 'Left as it is',
  cancelled: 'Not done',
}

type Ended = Extract<ItemState, 'done' | 'failed' | 'skipped' | 'cancelled'>

/** What became of one row: how it ended, and why, in the words of the people who read it. */
export const BULK_RESULTS = {
  works: { state: 'done', words: 'It works: proven just now.' },
  needs_reconnect: { state: 'done', words: 'It does not work: it needs to be reconnected.' },
  needs_review: { state: 'done', words: 'Another OnlyFans user answers: somebody must decide.' },
  asked: { state: 'done', words: 'The link is ready. Hand it to the creator.' },
  asked_by_mail: { state: 'done', words: 'The link is on its way by mail.' },
  no_address: { state: 'done', words: 'The link is ready, but no address is known. Hand it over.' },
  already_asked: { state: 'done', words: 'Asked before: the same link is still open.' },
  changed: { state: 'done', words: 'Changed.' },
  unchanged: { state: 'skipped', words: 'Nothing to change.' },
  not_broken: { state: 'skipped', words: 'It works: there is nothing to ask for.' },
  team_decides: { state: 'skipped', words: 'The creator cannot help: the team must decide first.' },
  gone: { state: 'skipped', words: 'It was disconnected meanwhile.' },
  provider_unavailable: { state: 'failed', words: 'The provider did not answer. Try it again.' },
  key_refused: { state: 'failed', words: 'The provider refuses the API key. An admin must check it.' },
  refused: { state: 'failed', words: 'The provider refused it.' },
  too_many_tags: { state: 'failed', words: 'It would have more than 20 tags.' },
  owner_may_not_see: { state: 'failed', words: 'The new person may not see this creator.' },
  not_asked: { state: 'failed', words: 'No link could be made. Try it again.' },
  internal: { state: 'failed', words: 'Something went wrong on our side. Try it again.' },
  no_access: { state: 'failed', words: 'Whoever started this may not see it any more.' },
  not_allowed: { state: 'cancelled', words: 'Whoever started this may not do it any more.' },
  stopped: { state: 'cancelled', words: 'Stopped before its turn.' },
} as const satisfies Record<string, { state: Ended; words: string }>
export type BulkResult = keyof typeof BULK_RESULTS

/** The words of a result; a code of a newer version is shown as it is. */
export function resultWords(code: string | null): string {
  if (code === null) return ''
  return Object.hasOwn(BULK_RESULTS, code) ? BULK_RESULTS[code as BulkResult].words : code
}

/** A text that changes whenever a row of the job moves on. */
export const progressVersion = (counts: Record<ItemState, number>): string =>
  ITEM_STATES.map((state) => counts[state]).join('.')
