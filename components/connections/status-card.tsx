import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ConnectionView } from '@/lib/connections/get-connection'
import { STATUS_LABELS } from '@/lib/connections/words'
import { FactLine } from './facts'
import { StatusIcon } from './status'

/** What state the connection is in, and since when. Why it is so stands in the card below. */
export function StatusCard({ connection }: { connection: ConnectionView }) {
  return (
    <Card title="Status">
      <p className="flex items-center gap-2 font-semibold text-ink">
        <StatusIcon status={connection.status} className="size-5" />
        <span>
          {STATUS_LABELS[connection.status]}{' '}
          <span className="font-normal text-muted">· {connection.reason}</span>
        </span>
      </p>
      <dl className="mt-4 grid grid-cols-2 gap-x-4 gap-y-3 border-t border-line pt-4 sm:grid-cols-3">
        <FactLine label="Last proven">
          <RelativeTime at={connection.lastProvenAt} />
        </FactLine>
        <FactLine label="Last checked">
          <RelativeTime at={connection.lastCheckedAt} />
        </FactLine>
        <FactLine label={connection.brokenSince ? 'Broken since' : 'In this state since'}>
          <RelativeTime at={connection.brokenSince ?? connection.statusChangedAt} />
        </FactLine>
      </dl>
    </Card>
  )
}
