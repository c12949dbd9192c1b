import { SearchX } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

export default function ConsoleNotFound() {
  return (
    <Card>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="There is nothing here"
        description="It does not exist, or you have no access to it. It may have been removed in the meantime."
        action={<LinkButton href="/">Go to the front page</LinkButton>}
      />
    </Card>
  )
}
