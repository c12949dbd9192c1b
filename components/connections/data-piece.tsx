import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DataPiece } from '@/lib/connections/get-connection'
import { readErrorWords } from './read-error-words'

/** How old a piece of user data is, for the corner of its card. */
export function DataAge({ piece }: { piece: DataPiece<unknown> }) {
  if (!piece.fetchedAt) return null
  return (
    <span className="text-sm text-muted">
      as of <RelativeTime at={piece.fetchedAt} />
    </span>
  )
}

/** A piece of user data, with why it is missing or why it is not newer. */
export function DataBody<T>({ piece, children }: { piece: DataPiece<T>; children: (data: T) => ReactNode }) {
  // No failure, and no later try will change it.
  const notOffered = piece.error === 'method_not_supported'
  if (notOffered && !piece.data) return <p className="text-ink-2">{readErrorWords('method_not_supported')}</p>
  return (
    <div className="flex flex-col gap-4">
      {piece.error && (
        <p className="flex items-start gap-2 text-ink-2">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
          <span>
            {readErrorWords(piece.error)}{' '}
            <span className="text-muted">
              Last try <RelativeTime at={piece.errorAt} />
              {piece.data && '; below is the last good copy'}.
            </span>
          </span>
        </p>
      )}
      {piece.data && children(piece.data)}
      {!piece.data && !piece.error && (
        <p className="text-ink-2">Not read yet. It is read at the next check.</p>
      )}
    </div>
  )
}
