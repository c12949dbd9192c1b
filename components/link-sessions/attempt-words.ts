import { outcomeWords } from '@/lib/link-sessions/words'
import type { AttemptView } from '@/lib/login/view'
import { askedWords, progressWords, thingOf } from '@/lib/login/words'
import type { SessionWords } from './session-says'

/** Who an attempt belongs to, in words. */
type Names = { creator: string; provider: string; startedBy: string | null; startedByMe: boolean }

/** "Waiting for Jane’s SMS code": what the creator, or a colleague with her, is at. */
export function waitingFor(attempt: AttemptView, creator: string): string | null {
  const { challenge } = attempt
  if (!challenge) return attempt.form ? `Waiting for ${creator}’s login` : null
  return `Waiting for ${creator}’s ${thingOf(challenge.kinds[0])}`
}

/** "2 tries left"; null where the provider does not say. */
export function triesLeft(attempt: AttemptView): string | null {
  const left = attempt.challenge?.attemptsLeft ?? null
  if (left === null) return null
  return `${left} ${left === 1 ? 'try' : 'tries'} left`
}

function whoAnswers(attempt: AttemptView, { creator, startedBy, startedByMe }: Names): string {
  if (attempt.solver === 'creator') return `${creator} answers on her own device.`
  if (startedByMe) return 'You started this in another browser. It can only be answered there.'
  return `${startedBy ?? 'Somebody else'} started this, and it is answered in their browser.`
}

function formWords(attempt: AttemptView, names: Names): SessionWords {
  const lastError = attempt.form?.lastError ?? null
  return {
    tone: lastError ? 'warning' : 'info',
    title: 'Waiting for the login',
    what: `${lastError ? `${outcomeWords(lastError).what} ` : ''}${names.provider} has no login page of its own, so e-mail and password are typed in Patchbay. ${whoAnswers(attempt, names)}`,
    next: 'This page moves on by itself.',
    who: attempt.solver === 'creator' ? 'creator' : 'team',
  }
}

function challengeWords(attempt: AttemptView, names: Names): SessionWords {
  const { challenge } = attempt
  return {
    tone: 'warning',
    title: 'OnlyFans asks for a second factor',
    what: `${names.creator} is asked for ${askedWords(challenge?.kinds ?? [])}. ${whoAnswers(attempt, names)}`,
    next: challenge?.isChecking
      ? 'The last answer is being checked.'
      : 'You see here how it goes. The code itself is shown to nobody.',
    who: 'creator',
  }
}

/**
 * What a login through our own form says on its status page, where somebody else answers it; in this browser the
 * screens themselves do.
 */
export function attemptWords(attempt: AttemptView, names: Names): SessionWords {
  if (attempt.form) return formWords(attempt, names)
  if (attempt.challenge) return challengeWords(attempt, names)
  const progress = progressWords(attempt.progress)
  return {
    tone: 'info',
    title: 'Logging in at OnlyFans',
    what: `${names.provider} is logging in. That can take two minutes.${progress ? ` ${progress}.` : ''}`,
    next: 'You can leave this page: Patchbay goes on by itself.',
    who: 'nobody',
  }
}
