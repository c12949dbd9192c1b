import { RefreshCw } from 'lucide-react'
import { QUIET_LINK } from '../connect/big-button'

/** Without JavaScript no page moves on by itself: a plain link to this very page. */
export function LookAgain({ words }: { words: string }) {
  return (
    <p className="hidden noscript:block">
      <a href="?" className={QUIET_LINK}>
        <RefreshCw aria-hidden className="size-4 shrink-0" />
        {words}
      </a>
    </p>
  )
}
