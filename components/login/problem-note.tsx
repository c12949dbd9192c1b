import { CircleAlert } from 'lucide-react'
import { LOOKS, type Look } from './look'
import type { Problem } from './use-answer'

/** Why an answer was refused. */
export function ProblemNote({ problem, look }: { problem: Problem | null; look: Look }) {
  if (!problem) return null
  return (
    <div role="alert" className="flex gap-3 rounded-xl border border-danger-line bg-danger-soft px-4 py-3">
      <CircleAlert aria-hidden className="mt-1 size-4 shrink-0 text-danger" />
      <p className={LOOKS[look].text}>
        <span className="text-ink">{problem.text}</span>
        {problem.reference && (
          <span className="block text-sm">
            Reference <span className="font-mono">{problem.reference}</span>
          </span>
        )}
      </p>
    </div>
  )
}
