import { scaleLinear, scaleUtc } from 'd3-scale'
import { area, curveMonotoneX, line } from 'd3-shape'
import type { Earnings } from '@/lib/providers/types'
import { type DrawnEarnings, EarningsDrawing } from './earnings-drawing'
import { dollars, exactDollars, shortDay } from './earnings-math'

const WIDTH = 900
const HEIGHT = 180

type Point = Earnings['points'][number]
const at = (point: Point) => new Date(`${point.date}T00:00:00Z`)

/** The top of the scale and the paths of the series within the fixed box of the drawing. */
function geometry(points: Point[]) {
  const dates = points.map(at)
  const x = scaleUtc([dates[0] ?? new Date(0), dates.at(-1) ?? new Date(0)], [0, WIDTH])
  const most = Math.max(1, ...points.map((point) => point.amount))
  const y = scaleLinear([0, most], [HEIGHT, 0]).nice(2)
  const px = (point: Point) => x(at(point))
  const py = (point: Point) => y(Math.max(0, point.amount))
  return {
    top: y.domain()[1] ?? most,
    fill: area<Point>(px, HEIGHT, py).curve(curveMonotoneX)(points) ?? '',
    stroke: line<Point>(px, py).curve(curveMonotoneX)(points) ?? '',
  }
}

/** What the drawing needs of the series: paths and words, worked out here so that no chart library is sent. */
function drawingOf(earnings: Earnings, { fill, stroke }: { fill: string; stroke: string }): DrawnEarnings {
  const { points, from, to, total } = earnings
  return {
    width: WIDTH,
    height: HEIGHT,
    fill,
    stroke,
    description: `From ${shortDay(from)} to ${shortDay(to)}, ${exactDollars(total)} in all. The table below has every day.`,
    days: points.map(({ date, amount }) => ({ date, title: `${shortDay(date)}: ${exactDollars(amount)}` })),
  }
}

/**
 * Daily earnings as an area, drawn on the server. The drawing stretches with its card; the words around it are
 * HTML, so they keep their size on a phone. Needs two days or more.
 */
export function EarningsChart({ earnings }: { earnings: Earnings }) {
  const { points } = earnings
  const { top, ...paths } = geometry(points)
  const days = [points[0], points[Math.floor(points.length / 2)], points.at(-1)]
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      <div aria-hidden className="-my-2 flex flex-col justify-between text-right text-xs text-muted">
        {[top, top / 2, 0].map((amount) => (
          <span key={amount}>{dollars(amount)}</span>
        ))}
      </div>
      <EarningsDrawing {...drawingOf(earnings, paths)} />
      <div aria-hidden className="col-start-2 flex justify-between text-xs text-muted">
        {days.map((point) => point && <span key={point.date}>{shortDay(point.date)}</span>)}
      </div>
    </div>
  )
}
