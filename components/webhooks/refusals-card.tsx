import { ShieldAlert } from 'lucide-react'
import type { RefusalItem } from '@/lib/webhooks/list-webhooks'
import { refusalWords } from '@/lib/webhooks/words'
import { Card } from '../ui/card'
import { RelativeTime } from '../ui/relative-time'

/** What was not believed, by cause: how often, when last, and what to do. Its content was not kept. */
export function RefusalsCard({ refusals }: { refusals: RefusalItem[] }) {
  if (refusals.length === 0) return null
  return (
    <Card
      title="Refused in the last seven days"
      description="None of these was believed, and nothing of their content was kept."
      flush
    >
      <ul aria-label="Refused" className="divide-y divide-line">
        {refusals.map((item) => {
          const words = refusalWords(item.reason)
          return (
            <li key={`${item.accountId} ${item.reason}`} className="flex gap-3 px-4 py-3 md:px-5">
              <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <span className="font-medium text-ink">{words.label}</span>
                  <span className="text-ink-2 tabular-nums">
                    {item.count === 1 ? 'once' : `${item.count.toLocaleString('en-GB')} times`}
                  </span>
                  <span className="text-sm text-muted">
                    {item.accountLabel} · last <RelativeTime at={item.lastAt} />
                  </span>
                </p>
                <p className="mt-0.5 max-w-prose text-pretty text-ink-2">{words.todo}</p>
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
