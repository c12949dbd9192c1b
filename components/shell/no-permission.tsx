import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'

/** What a page shows to somebody whose role does not allow it: why, and whom to ask. */
export function NoPermission({ slug, children }: { slug: string; children: ReactNode }) {
  return (
    <Card>
      <EmptyState
        icon={<Lock />}
        title="Your role does not allow this"
        description={children}
        action={<LinkButton href={`/a/${slug}`}>Back to the start</LinkButton>}
      />
    </Card>
  )
}
