import type { ProviderProblem } from '@/lib/attention/list-problems'
import { problemPlace } from '../attention/problem-place'
import { CopyButton } from '../ui/copy-button'
import { LinkButton } from '../ui/link-button'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'

/** One banner for each thing that is wrong with a whole provider account, however many connections it touches. */
export function ProviderProblems({ slug, problems }: { slug: string; problems: ProviderProblem[] }) {
  if (problems.length === 0) return null
  return (
    <div className="mb-6 flex flex-col gap-2">
      {problems.map((problem) => (
        <Problem key={`${problem.accountId} ${problem.problem}`} slug={slug} problem={problem} />
      ))}
    </div>
  )
}

function Problem({ slug, problem }: { slug: string; problem: ProviderProblem }) {
  const since = <RelativeTime at={problem.since} />
  const place = problemPlace(slug, problem)
  const repair = place && (
    <LinkButton size="sm" href={place.href}>
      {place.label}
      <span className="sr-only"> of {problem.label}</span>
    </LinkButton>
  )
  if (problem.problem === 'key_refused')
    return (
      <Notice tone="danger" title={`${problem.label} refuses this agency’s API key`} actions={repair}>
        First seen {since}. Nothing can be connected or updated until an owner or admin has checked the key.
        No connection was changed.
      </Notice>
    )
  if (problem.problem === 'unavailable')
    return (
      <Notice tone="warning" title={`${problem.label} does not answer at the moment`}>
        First seen {since}. Every status stands as it was last proven; we keep trying, and there is nothing to
        do.
      </Notice>
    )
  if (problem.problem === 'held')
    return (
      <Notice
        tone="danger"
        title={`Too many connections of ${problem.label} end at once`}
        actions={
          <LinkButton size="sm" href={`/a/${slug}/attention`}>
            See what to do
          </LinkButton>
        }
      >
        First seen {since}. So many ({problem.count}) are rather a fault at the provider, so Patchbay ends no
        more of them by itself. An owner or admin looks at the provider, then lets it go on.
      </Notice>
    )
  if (problem.problem === 'clock')
    return (
      <Notice
        tone="warning"
        title={`Webhooks of ${problem.label} are refused: the clocks differ`}
        actions={repair}
      >
        Last seen {since}. They have a good signature, but of a time more than five minutes from this
        server’s: whoever runs it should check its clock. Until then Patchbay asks the provider itself, which
        takes longer.
      </Notice>
    )
  return (
    <Notice tone="danger" title={`${problem.label} does not know our callback address`} actions={repair}>
      First seen {since}. An owner or admin must add this address to the client app’s allowed redirect URLs at
      the provider; until then nobody can connect.
      <span className="mt-2 flex max-w-full items-center gap-1 self-start rounded border border-line bg-surface py-0.5 pr-0.5 pl-2.5">
        <code className="min-w-0 flex-1 font-mono text-sm break-all text-ink">{problem.callbackUrl}</code>
        <CopyButton value={problem.callbackUrl} label="Copy the callback address" />
      </span>
    </Notice>
  )
}
