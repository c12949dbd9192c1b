import { CircleCheck } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Freshness } from '@/lib/attention/needy-connections'

function Claim({ freshness }: { freshness: Freshness }) {
  const { active, stale, oldest } = freshness
  if (active === 0) return <>Nothing is connected yet. What breaks later appears here by itself.</>
  if (stale === 0)
    return (
      <>
        {active === 1 ? 'The one connection' : `Each of the ${active.toLocaleString('en-GB')} connections`}{' '}
        was read successfully within the last 24 hours. What breaks appears here by itself.
      </>
    )
  return (
    <>
      Nothing is known to be broken. {stale.toLocaleString('en-GB')} of {active.toLocaleString('en-GB')}{' '}
      {active === 1 ? 'connection was' : 'connections were'} last proven more than 24 hours ago
      {oldest && (
        <>
          , the oldest <RelativeTime at={oldest} />
        </>
      )}
      .
    </>
  )
}

/** An empty queue, and no more than is true about it. */
export function AllClear({ slug, freshness }: { slug: string; freshness: Freshness }) {
  const proven = freshness.active > 0 && freshness.stale === 0
  return (
    <Card>
      <EmptyState
        icon={<CircleCheck />}
        title={proven ? 'All proven within 24 h' : 'Nothing needs you'}
        description={<Claim freshness={freshness} />}
        action={
          freshness.active > 0 && (
            <LinkButton href={`/a/${slug}/connections?sort=proven`}>See when each was last proven</LinkButton>
          )
        }
      />
    </Card>
  )
}
