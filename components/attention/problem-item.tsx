import { CloudAlert } from 'lucide-react'
import type { AgencyAction } from '@/components/connections/use-agency-action'
import { CopyButton } from '@/components/ui/copy-button'
import { LinkButton } from '@/components/ui/link-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ProblemItem as Item } from '@/lib/attention/items'
import type { ProviderProblem } from '@/lib/attention/list-problems'
import { AttentionRow, RowFacts } from './attention-row'
import { problemPlace } from './problem-place'
import { ReleaseHoldButton } from './release-hold-button'

const WORDS: Record<ProviderProblem['problem'], { what: string; who: string }> = {
  key_refused: {
    what: 'The provider refuses this agency’s API key. Nothing can be connected or updated until it has been checked; no connection was changed.',
    who: 'admin',
  },
  unavailable: {
    what: 'The provider does not answer at the moment. Every status stands as it was last proven; Patchbay keeps trying.',
    who: 'nobody',
  },
  misconfigured: {
    what: 'The provider does not know our callback address, so nobody can connect. Add this address to the client app’s allowed redirect URLs there.',
    who: 'admin',
  },
  clock: {
    what: 'Its webhooks have a good signature, but of another time, so they are refused. Check this server’s clock. Until then Patchbay asks the provider, which takes longer.',
    who: 'whoever runs this server',
  },
  held: {
    what: '',
    who: 'admin',
  },
}

function HeldWords({ problem }: { problem: ProviderProblem }) {
  return (
    <p className="text-pretty text-ink">
      {problem.count} connections seem to have ended at once: look at the provider, then go on. Until then
      Patchbay ends no more of them by itself; a check that somebody makes still counts.
      {!problem.mayRepair && ' An owner or admin decides.'}
    </p>
  )
}

/** Something about a provider as a whole: one item, however many connections it touches. */
export function ProblemItem({
  slug,
  item,
  release,
}: {
  slug: string
  item: Item
  release: AgencyAction<void>
}) {
  const { problem } = item
  const words = WORDS[problem.problem]
  const place = problemPlace(slug, problem) ?? {
    href: `/a/${slug}/connections?sort=proven`,
    label: 'See last proofs',
  }
  return (
    <AttentionRow
      subject={
        <span className="flex min-w-0 items-center gap-3">
          <span
            aria-hidden
            className="flex size-8 shrink-0 items-center justify-center rounded-full bg-danger-soft text-danger"
          >
            <CloudAlert className="size-4" />
          </span>
          <span className="min-w-0 truncate font-medium text-ink">{problem.label}</span>
        </span>
      }
      actions={
        <>
          {problem.problem === 'held' && problem.mayRepair && (
            <ReleaseHoldButton slug={slug} problem={problem} action={release} />
          )}
          <LinkButton size="sm" href={place.href}>
            {place.label}
            <span className="sr-only"> of {problem.label}</span>
          </LinkButton>
        </>
      }
    >
      {problem.problem === 'held' ? (
        <HeldWords problem={problem} />
      ) : (
        <p className="text-pretty text-ink">{words.what}</p>
      )}
      {problem.problem === 'misconfigured' && (
        <p className="mt-1 flex min-w-0 items-center gap-1">
          <code className="min-w-0 font-mono text-sm break-all text-ink">{problem.callbackUrl}</code>
          <CopyButton value={problem.callbackUrl} label="Copy the callback address" />
        </p>
      )}
      <RowFacts>
        <span>
          {problem.problem === 'clock' ? 'Last' : 'First'} seen <RelativeTime at={item.since} />
        </span>
        <span>Must act: {words.who}</span>
      </RowFacts>
    </AttentionRow>
  )
}
