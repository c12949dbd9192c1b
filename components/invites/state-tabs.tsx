import Link from 'next/link'
import type { InviteCounts } from '@/lib/invites/count-invites'
import type { InviteListInput } from '@/lib/invites/input'
import { INVITE_STATE_LABELS, INVITE_STATES } from '@/lib/invites/states'
import { cx } from '../ui/cx'
import { InviteStateIcon } from './invite-state'
import { inviteListHref } from './list-url'

const CAP = 10_000
const NUMBER = new Intl.NumberFormat('en-US')

/** The states with their counts, as links; each keeps the search. */
export function InviteStateTabs({
  slug,
  input,
  counts,
}: {
  slug: string
  input: InviteListInput
  counts: InviteCounts
}) {
  return (
    <nav aria-label="Invites by state" className="-mx-4 overflow-x-auto px-4 pb-1 md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-1.5 md:min-w-0 md:flex-wrap">
        {[undefined, ...INVITE_STATES].map((state) => {
          const current = input.state === state
          const count = counts[state ?? 'all']
          return (
            <li key={state ?? 'all'}>
              <Link
                href={inviteListHref(slug, input, { state })}
                prefetch={false}
                aria-current={current ? 'page' : undefined}
                className={cx(
                  'inline-flex h-9 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap md:h-8',
                  current
                    ? 'border-accent bg-accent-soft font-medium text-accent-text'
                    : 'border-line bg-surface text-ink-2 hover:border-line-strong hover:text-ink',
                )}
              >
                {state && <InviteStateIcon state={state} className="size-3.5" />}
                {state ? INVITE_STATE_LABELS[state] : 'All'}
                <span className={current ? undefined : 'text-muted'}>
                  {NUMBER.format(count)}
                  {counts.all >= CAP && count > 0 && '+'}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
