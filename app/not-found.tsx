import type { Metadata } from 'next'
import { PlainPage } from '@/components/shell/plain-page'
import { LinkButton } from '@/components/ui/link-button'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <PlainPage
      title="There is nothing here"
      description="The page does not exist, or you have no access to it. Check the address, or begin at the front page."
    >
      <LinkButton href="/" variant="primary">
        Go to the front page
      </LinkButton>
    </PlainPage>
  )
}
