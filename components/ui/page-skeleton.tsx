import { cx } from './cx'
import { Skeleton } from './skeleton'

type Blocks = readonly (readonly [name: string, height: string])[]

function Column({ blocks }: { blocks: Blocks }) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {blocks.map(([name, height]) => (
        <Skeleton key={name} className={cx('w-full rounded-lg', height)} />
      ))}
    </div>
  )
}

/** A page about one thing while it is read: its head, and a grey block in the place and height of each card. */
export function PageSkeleton({
  label,
  head,
  main,
  aside,
  className,
}: {
  /** For screen readers: what is being read. */
  label: string
  /** Height of the title with the line under it. */
  head: string
  /** Name and height of each card. */
  main: Blocks
  aside?: Blocks
  className?: string
}) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{label}</span>
      <div className="mb-5 flex flex-col gap-2 md:mb-6">
        <Skeleton className="h-5 w-28" />
        <Skeleton className={cx('w-64 max-w-full', head)} />
      </div>
      {aside ? (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <Column blocks={main} />
          <Column blocks={aside} />
        </div>
      ) : (
        <Column blocks={main} />
      )}
    </div>
  )
}
