import type { InviteCounts } from '@/lib/invites/count-invites'
import type { InviteListInput } from '@/lib/invites/input'
import { INVITE_STATE_LABELS, INVITE_STATES } from '@/lib/invites/states'
import { FilterTab, FilterTabs } from '../ui/filter-tabs'
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
    <FilterTabs label="Invites by state">
      {[undefined, ...INVITE_STATES].map((state) => {
        const count = counts[state ?? 'all']
        return (
          <FilterTab
            key={state ?? 'all'}
            href={inviteListHref(slug, input, { state })}
            current={input.state === state}
            count={`${NUMBER.format(count)}${counts.all >= CAP && count > 0 ? '+' : ''}`}
          >
            {state && <InviteStateIcon state={state} className="size-3.5" />}
            {state ? INVITE_STATE_LABELS[state] : 'All'}
          </FilterTab>
        )
      })}
    </FilterTabs>
  )
}
