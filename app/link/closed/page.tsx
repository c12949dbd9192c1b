import type { Metadata } from 'next'
import { PlainPage } from '@/components/shell/plain-page'
import { LinkButton } from '@/components/ui/link-button'

export const metadata: Metadata = { title: 'Not open in this browser' }

/** The one answer to a callback that matches nothing. It tells neither whether a session exists nor whose it is. */
export default function LinkClosedPage() {
  return (
    <PlainPage
      title="This Link session is not open in this browser"
      description="If you started it here a moment ago, go back to Patchbay and look at the session there. If you started it in another browser or on another device, finish it there."
    >
      <LinkButton href="/" variant="primary" className="w-full">
        Go to Patchbay
      </LinkButton>
    </PlainPage>
  )
}
