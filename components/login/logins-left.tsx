import { Gauge } from 'lucide-react'
import type { BudgetView } from '@/lib/login/view'
import { RelativeTime } from '../ui/relative-time'

/** "7 of 8", for the team; with none left, from when on there is one again. */
export function LoginsLeft({ logins: { used, most, freeAt, overridden } }: { logins: BudgetView }) {
  if (!freeAt)
    return (
      <>
        {most - used} of {most}
      </>
    )
  if (overridden) return <>One, which an admin allowed</>
  return (
    <>
      None, the next one <RelativeTime at={freeAt} />
    </>
  )
}

/** The same as a line before a button that leads to a login. */
export function LoginsLeftLine({ logins }: { logins: BudgetView }) {
  return (
    <p className="flex items-start gap-2 text-sm text-pretty text-muted">
      <Gauge aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        <span className="font-medium text-ink-2">
          Logins left today: <LoginsLeft logins={logins} />.
        </span>{' '}
        OnlyFans locks accounts after too many tries.
      </span>
    </p>
  )
}
