import type { ProviderProblem } from '@/lib/attention/list-problems'

const LABELS: Partial<Record<ProviderProblem['problem'], string>> = {
  key_refused: 'Check the key',
  misconfigured: 'See the addresses',
}

/** The page on which the viewer can repair it, and what to do there; null where there is none for them. */
export function problemPlace(
  slug: string,
  { problem, accountId, mayRepair }: ProviderProblem,
): { href: string; label: string } | null {
  const label = LABELS[problem]
  if (!mayRepair) return null
  if (problem === 'clock')
    return { href: `/a/${slug}/settings/webhooks?account=${accountId}`, label: 'See the webhooks' }
  return label ? { href: `/a/${slug}/settings/providers/${accountId}`, label } : null
}
