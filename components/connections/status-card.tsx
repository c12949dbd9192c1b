import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ConnectionView } from '@/lib/connections/get-connection'
import { STATUS_LABELS, WHO_LABELS } from '@/lib/connections/words'
import { FactLine } from './facts'
import { StatusIcon } from './status'

/** What state the connection is in, why, since when, and who must act. */
export function StatusCard({ connection }: { connection: ConnectionView }) {
  return (
    <Card title="Status">
      <div className="flex gap-3">
        <StatusIcon status={connection.status} className="mt-0.5 size-5" />
        <div className="min-w-0">
          <p className="font-semibold text-ink">
            {STATUS_LABELS[connection.status]}{' '}
            <span className="font-normal text-muted">· {connection.reason}</span>
          </p>
          <p className="mt-0.5 text-pretty text-ink-2">{connection.reasonDetail}</p>
        </div>
      </div>
      <dl className="mt-4 grid grid-cols-2 gap-x-4 gap-y-3 border-t border-line pt-4 sm:grid-cols-4">
        <FactLine label="Who must act">{WHO_LABELS[connection.whoMustAct]}</FactLine>
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
