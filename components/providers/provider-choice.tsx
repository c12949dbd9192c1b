import { Plus } from 'lucide-react'
import { SETUP_WORDS } from '@/lib/provider-accounts/words'
import { PROVIDER_IDS, type ProviderId } from '@/lib/providers/types'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { LinkButton } from '../ui/link-button'

/** The providers that an account can be added for. */
export function ProviderChoice({ slug }: { slug: string }) {
  return (
    <ul className="grid gap-3 md:grid-cols-3">
      {PROVIDER_IDS.map((id: ProviderId) => (
        <li key={id} className="flex flex-col gap-2 rounded-lg border border-line p-4">
          <p className="font-medium text-ink">{PROVIDER_NAMES[id]}</p>
          <p className="flex-1 text-sm text-ink-2">{SETUP_WORDS[id].about}</p>
          <LinkButton href={`/a/${slug}/settings/providers/new?provider=${id}`} className="self-start">
            <Plus aria-hidden />
            Add <span className="sr-only">{PROVIDER_NAMES[id]}</span>
          </LinkButton>
        </li>
      ))}
    </ul>
  )
}
