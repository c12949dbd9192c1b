import type { ReviewChoice } from '@/lib/link-sessions/decide'

export type ChoiceWords = {
  label: string
  /** One sentence: what it does. */
  does: string
  /** What cannot be undone; asked for again before it is done. */
  confirm: string | null
}

/** The words of each choice in a review. Names are usernames without @; `provider` is its own name. */
export function choiceWords(
  choice: ReviewChoice,
  candidate: string,
  expected: string | null,
  provider: string,
): ChoiceWords {
  const other = `@${candidate}`
  const ours = expected ? `@${expected}` : 'the connection'
  const all: Record<ReviewChoice, ChoiceWords> = {
    confirm: {
      label: 'Yes, connect it',
      does: `${other} is the account that was meant, and becomes a connection.`,
      confirm: null,
    },
    keep_new: {
      label: expected ? `Keep ${other} too` : `Keep ${other}`,
      does: expected
        ? `${other} becomes a connection of its own; ${ours} stays as it is and still has to be reconnected.`
        : `${other} becomes a connection of this creator.`,
      confirm: null,
    },
    delete: {
      label: `Delete it at ${provider}`,
      does: `Nothing of ${other} is kept, here or at ${provider}.`,
      confirm: `The login of ${other} is deleted at ${provider}. To use that account later, its creator has to log in again.`,
    },
    repair: {
      label: `Keep ${ours}`,
      does: `${other} is logged out at ${provider}, and ${ours} waits to be reconnected with the right account.`,
      confirm: null,
    },
    close_and_open: {
      label: `Switch to ${other}`,
      does: `${ours} is closed, and a new connection is opened for ${other}.`,
      confirm: `${ours} is closed for good: its user data is removed from Patchbay, its timeline stays. To use it again, its creator has to log in anew.`,
    },
  }
  return all[choice]
}
