import { Hourglass } from 'lucide-react'
import type { AttemptView } from '@/lib/login/view'
import { Countdown } from '../login/countdown'
import { triesLeft, waitingFor } from './attempt-words'

/** "Waiting for Jane’s SMS code, 02:41, 2 tries left": it ticks, and holds nothing of what is typed. */
export function WaitingLine({ attempt, creator }: { attempt: AttemptView; creator: string }) {
  const waiting = waitingFor(attempt, creator)
  if (!waiting) return null
  const until = attempt.challenge?.expiresAt ?? attempt.expiresAt.toISOString()
  const retryAt = attempt.form?.retryAt
  const tries = triesLeft(attempt)
  return (
    <p className="flex items-start gap-2.5 rounded-lg bg-sunken px-4 py-3 font-medium text-ink">
      <Hourglass aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span>
        {waiting}
        <Countdown until={until} now={attempt.now} words=", {time}" over=", its time is over" />
        {tries && `, ${tries}`}
        {retryAt && (
          <span className="block">
            <Countdown
              until={retryAt}
              now={attempt.now}
              words="A new try is possible in {time}."
              over="A new try is possible now."
            />
          </span>
        )}
      </span>
    </p>
  )
}
