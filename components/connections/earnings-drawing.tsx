'use client'

import { useId } from 'react'

export type DrawnEarnings = {
  /** The box of the drawing. */
  width: number
  height: number
  /** SVG paths of the area and of its upper edge. */
  fill: string
  stroke: string
  description: string
  /** What the pointer is told over each day's column. */
  days: { date: string; title: string }[]
}

/**
 * The curve itself. A client component only so that it arrives whole: React may send a long server-rendered
 * drawing in parts and hides those with a style attribute, which the content security policy refuses.
 */
export function EarningsDrawing({ width, height, fill, stroke, description, days }: DrawnEarnings) {
  const id = useId()
  const column = width / days.length
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      className="block h-40 w-full overflow-visible md:h-44"
    >
      <title id={`${id}-title`}>Earnings per day</title>
      <desc id={`${id}-desc`}>{description}</desc>
      {[0, height / 2, height].map((y) => (
        <line
          key={y}
          x1={0}
          x2={width}
          y1={y}
          y2={y}
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
      {days.map((day, index) => (
        <rect
          key={day.date}
          x={index * column}
          y={0}
          width={column}
          height={height}
          className="fill-transparent hover:fill-ink/8"
        >
          <title>{day.title}</title>
        </rect>
      ))}
    </svg>
  )
}
