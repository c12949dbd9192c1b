import { Card } from '@/components/ui/card'
import type { ConnectionView } from '@/lib/connections/get-connection'
import type { Earnings } from '@/lib/providers/types'
import { DataAge, DataBody } from './data-piece'
import { EarningsChart } from './earnings-chart'
import { dollars, exactDollars, shortDay, summarise } from './earnings-math'
import { Stat } from './stat'

const FEWEST_DAYS = 2

function EarningsTable({ points }: { points: Earnings['points'] }) {
  return (
    <details>
      <summary className="inline-flex cursor-pointer rounded text-sm link">Show every day as a table</summary>
      <div className="mt-2 overflow-hidden rounded-md border border-line">
        <table aria-label="Earnings per day" className="w-full text-sm">
          <thead className="bg-canvas text-left text-muted">
            <tr>
              <th scope="col" className="px-3 py-1.5 font-medium">
                Day
              </th>
              <th scope="col" className="px-3 py-1.5 text-right font-medium">
                Earned
              </th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map((point) => (
              <tr key={point.date} className="border-t border-line">
                <td className="px-3 py-1">
                  <time dateTime={point.date}>{shortDay(point.date)}</time>
                </td>
                <td className="px-3 py-1 text-right">{exactDollars(point.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function Summary({ earnings }: { earnings: Earnings }) {
  const { last30, change, best } = summarise(earnings.points)
  const compared =
    change === null
      ? null
      : `${change > 0 ? '+' : change < 0 ? '−' : '±'}${Math.abs(change)} % on the 30 days before`
  return (
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
      <Stat label="Last 30 days" value={dollars(last30)} detail={compared} />
      <Stat label={`Since ${shortDay(earnings.from)}`} value={dollars(earnings.total)} />
      <Stat label="Best day" value={best && dollars(best.amount)} detail={best && shortDay(best.date)} />
    </dl>
  )
}

/** Ninety days of earnings: the sums, the curve, and the table behind it. */
export function EarningsCard({ piece }: { piece: NonNullable<ConnectionView['data']>['earnings'] }) {
  return (
    <Card title="Earnings" description="US dollars per day" actions={<DataAge piece={piece} />}>
      <DataBody piece={piece}>
        {(earnings) => (
          <>
            <Summary earnings={earnings} />
            {earnings.points.length < FEWEST_DAYS ? (
              <p className="text-ink-2">There are too few days to draw a curve.</p>
            ) : (
              <>
                <EarningsChart earnings={earnings} />
                <EarningsTable points={earnings.points} />
              </>
            )}
          </>
        )}
      </DataBody>
    </Card>
  )
}
