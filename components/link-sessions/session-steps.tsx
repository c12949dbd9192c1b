import { Check } from 'lucide-react'
import { cx } from '@/components/ui/cx'
import { Spinner } from '@/components/ui/spinner'
import type { LinkState } from '@/lib/link-sessions/states'

type Mark = 'done' | 'now' | 'later' | 'stopped'

/** Which of the four steps a state stands in; null for states that say nothing about that. */
const AT: Partial<Record<LinkState, number>> = {
  created: 0,
  open: 1,
  authenticating: 1,
  challenge: 1,
  verifying: 2,
  needs_review: 3,
  completed: 4,
}

const SIGNS: Record<Mark, string> = {
  done: 'bg-success-soft text-success',
  now: 'bg-accent text-on-accent',
  later: 'bg-sunken text-muted',
  stopped: 'bg-danger-soft text-danger',
}

const SAID: Record<Mark, string> = {
  done: 'done',
  now: 'in progress',
  later: 'not yet',
  stopped: 'waits for a decision',
}

function Sign({ mark, number }: { mark: Mark; number: number }) {
  return (
    <span
      aria-hidden
      className={cx(
        'flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-semibold',
        SIGNS[mark],
      )}
    >
      {mark === 'done' && <Check className="size-3.5" />}
      {mark === 'stopped' && '?'}
      {mark === 'now' && <Spinner className="size-3.5" />}
      {mark === 'later' && number}
    </span>
  )
}

/**
 * How far an attempt has come. Nothing for one that ended on the way: its words say where.
 * @param repaired its end is a connection that works again, not a new one
 */
export function SessionSteps({ state, repaired }: { state: LinkState; repaired: boolean }) {
  const at = AT[state]
  if (at === undefined) return null
  const names = [
    'Started',
    state === 'challenge' ? 'Second factor' : 'Login',
    'Proof',
    state === 'needs_review' ? 'Decision' : repaired ? 'Works again' : 'Connected',
  ]
  const markOf = (index: number): Mark => {
    if (index < at) return 'done'
    if (index > at) return 'later'
    return state === 'needs_review' ? 'stopped' : 'now'
  }
  return (
    <ol
      aria-label="Steps"
      className="mb-5 flex items-start justify-between sm:items-center sm:justify-start sm:gap-x-2"
    >
      {names.map((name, index) => {
        const mark = markOf(index)
        return (
          <li
            key={name}
            aria-current={mark === 'now' ? 'step' : undefined}
            className="flex min-w-0 flex-1 flex-col items-center gap-1.5 text-center sm:flex-none sm:flex-row sm:gap-2"
          >
            {index > 0 && <span aria-hidden className="hidden h-px w-8 bg-line-strong sm:block" />}
            <Sign mark={mark} number={index + 1} />
            <span
              className={cx('text-xs sm:text-sm', mark === 'later' ? 'text-muted' : 'font-medium text-ink')}
            >
              {name}
              <span className="sr-only">, {SAID[mark]}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
