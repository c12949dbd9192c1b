import type { WhoMustAct } from '@/lib/connections/words'
import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import type { LinkState } from '@/lib/link-sessions/states'
import { askedWords } from '@/lib/login/words'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { attemptWords } from './attempt-words'
import type { SessionTone, SessionWords } from './session-says'

type Session = Pick<
  LinkSessionView,
  | 'state'
  | 'purpose'
  | 'provider'
  | 'creator'
  | 'attempt'
  | 'startedBy'
  | 'startedByMe'
  | 'canResume'
  | 'challenge'
  | 'outcome'
  | 'review'
  | 'connection'
  | 'callbackUrl'
  | 'resultConnectionId'
>

type Ended = Extract<LinkState, 'cancelled' | 'failed' | 'expired' | 'revoked' | 'dropped'>

/** Who must act on a failure depends on its cause, which its own words name. */
const ENDED: Record<Ended, { title: string; tone: SessionTone; who: WhoMustAct }> = {
  cancelled: { title: 'The login was cancelled', tone: 'warning', who: 'team' },
  failed: { title: 'It did not work', tone: 'danger', who: 'nobody' },
  expired: { title: 'The session ran out of time', tone: 'warning', who: 'team' },
  revoked: { title: 'This session was stopped', tone: 'neutral', who: 'nobody' },
  dropped: { title: 'The account was not kept', tone: 'neutral', who: 'team' },
}

const nameOf = (session: Pick<Session, 'provider'>) => PROVIDER_NAMES[session.provider]

function openWords(session: Session): SessionWords {
  const provider = nameOf(session)
  const base = { tone: 'info', title: `Waiting for the login at ${provider}`, who: 'creator' } as const
  const what = `The login page is open at ${provider}. This page notices by itself when the login is finished.`
  if (session.canResume)
    return {
      ...base,
      what,
      next: 'Log in there together with the creator. If the page was closed, continue below.',
    }
  if (session.startedByMe)
    return {
      ...base,
      what: 'You started this in another browser. It can only go on there.',
      next: 'Finish it in that browser, or stop it and start again in this one.',
    }
  const starter = session.startedBy ?? 'Somebody else'
  return {
    ...base,
    what: `${starter} started this, and the login goes on in their browser. This page notices when it is finished.`,
    next: `Leave it to them. If ${session.startedBy ?? 'they'} can’t go on, stop it and start again here.`,
  }
}

function challengeState(session: Session): SessionWords {
  const { challenge } = session
  const hint = challenge?.hint ? ` It goes to the phone that ends in ${challenge.hint}.` : ''
  const left = challenge?.attemptsLeft
  const tries = typeof left === 'number' ? ` ${left} ${left === 1 ? 'try is' : 'tries are'} left.` : ''
  return {
    tone: 'warning',
    title: 'OnlyFans asks for a second factor',
    what: `The creator is asked for ${askedWords(challenge?.kinds ?? [])}.${hint}${tries}`,
    next: `The creator enters it on ${nameOf(session)}’s page, never here. Wrong codes can lock the account, so take the time.`,
    who: 'creator',
  }
}

/** A reconnect that ended, after a review, in a connection of its own for the account that logged in. */
export function becameNew(session: Pick<Session, 'state' | 'connection' | 'resultConnectionId'>): boolean {
  return (
    session.state === 'completed' &&
    session.connection !== null &&
    session.resultConnectionId !== session.connection.id
  )
}

function completedWords(session: Session): SessionWords {
  if (becameNew(session))
    return {
      tone: 'success',
      title: 'Kept as a new connection',
      what: `The account that logged in is a connection of its own now. @${session.connection?.username} was not reconnected.`,
      next: null,
      who: 'nobody',
    }
  const again = session.purpose === 'reconnect'
  const provider = nameOf(session)
  return {
    tone: 'success',
    title: again ? 'The connection works again' : 'The account is connected',
    what: again
      ? `${provider} proved the login. It is the same connection as before, with its tags, note and history.`
      : `${provider} proved the login, and a first read with it worked.`,
    next: null,
    who: 'nobody',
  }
}

/** What a Link session's page says in each state: what happened, what to do next, who must act. */
export function sessionWords(session: Session): SessionWords {
  const provider = nameOf(session)
  if (session.attempt && session.state !== 'created')
    return attemptWords(session.attempt, {
      creator: session.creator.name,
      provider,
      startedBy: session.startedBy,
      startedByMe: session.startedByMe,
    })
  switch (session.state) {
    case 'created':
      return {
        tone: 'info',
        title: `Asking ${provider} for a login session`,
        what: 'This takes a second or two.',
        next: 'If it stays like this, stop it and start again.',
        who: 'nobody',
      }
    case 'open':
      return openWords(session)
    case 'authenticating':
      return {
        tone: 'info',
        title: 'Logging in at OnlyFans',
        what: `${provider} is signing in with what the creator typed. That usually takes less than a minute.`,
        next: `If a second factor is asked for, the creator sees it on ${provider}’s page.`,
        who: 'nobody',
      }
    case 'challenge':
      return challengeState(session)
    case 'verifying':
      return {
        tone: 'info',
        title: `Checking the result with ${provider}`,
        what: `The login seems finished. Nothing counts as connected until ${provider} has proved it.`,
        next: 'You can leave this page: Patchbay goes on by itself.',
        who: 'nobody',
      }
    case 'completed':
      return completedWords(session)
    case 'needs_review':
      return {
        tone: 'danger',
        title: 'Somebody must decide',
        what: session.review?.words.what ?? 'This result waits for a decision.',
        next: session.review?.words.next ?? null,
        who: 'team',
      }
    default:
      return endedWords(session, session.state)
  }
}

function endedWords(session: Session, state: Ended): SessionWords {
  return {
    ...ENDED[state],
    ...(session.callbackUrl ? { who: 'admin' } : {}),
    what: session.outcome?.what ?? 'This session is over.',
    next: session.outcome?.next ?? null,
  }
}
