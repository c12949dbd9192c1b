import { scaleLinear, scaleUtc } from 'd3-scale'
import { area, curveMonotoneX, line } from 'd3-shape'
import { useId } from 'react'
import type { Earnings } from '@/lib/providers/types'
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

/** An invisible column per day, whose title names the day under the pointer. */
function Days({ points }: { points: Point[] }) {
  const width = WIDTH / points.length
  return points.map((point, index) => (
    <rect
      key={point.date}
      x={index * width}
      y={0}
      width={width}
      height={HEIGHT}
      className="fill-transparent hover:fill-ink/8"
    >
      <title>{`${shortDay(point.date)}: ${exactDollars(point.amount)}`}</title>
    </rect>
  ))
}

function Drawing({ earnings }: { earnings: Earnings }) {
  const id = useId()
  const { points } = earnings
  const { fill, stroke } = geometry(points)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      className="block h-40 w-full overflow-visible md:h-44"
    >
      <title id={`${id}-title`}>Earnings per day</title>
      <desc id={`${id}-desc`}>
        {`From ${shortDay(earnings.from)} to ${shortDay(earnings.to)}, ${exactDollars(earnings.total)} in all. The table below has every day.`}
      </desc>
      {[0, HEIGHT / 2, HEIGHT].map((height) => (
        <line
          key={height}
          x1={0}
          x2={WIDTH}
          y1={height}
          y2={height}
          vectorEffect="non-scaling-stroke"
          className="stroke-line"
        />
      ))}
      <path d={fill} className="fill-accent-text/12" />
      <path
        d={stroke}
        vectorEffect="non-scaling-stroke"
        className="fill-none stroke-accent-text stroke-[1.75]"
      />
      <Days points={points} />
    </svg>
  )
}

/**
 * Daily earnings as an area, drawn on the server. The drawing stretches with its card; the words around it are
 * HTML, so they keep their size on a phone. Needs two days or more.
 */
export function EarningsChart({ earnings }: { earnings: Earnings }) {
  const { points } = earnings
  const { top } = geometry(points)
  const days = [points[0], points[Math.floor(points.length / 2)], points.at(-1)]
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      <div aria-hidden className="-my-2 flex flex-col justify-between text-right text-xs text-muted">
        {[top, top / 2, 0].map((amount) => (
          <span key={amount}>{dollars(amount)}</span>
        ))}
      </div>
      <Drawing earnings={earnings} />
      <div aria-hidden className="col-start-2 flex justify-between text-xs text-muted">
        {days.map((point) => point && <span key={point.date}>{shortDay(point.date)}</span>)}
      </div>
    </div>
  )
}
