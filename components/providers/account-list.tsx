import { ChevronRight } from 'lucide-react'
import type { AccountView } from '@/lib/provider-accounts/list-accounts'
import { MODE_WORDS } from '@/lib/provider-accounts/words'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { PageLink } from '../ui/page-link'
import { AccountState } from './account-state'

/** The agency's provider accounts, each a link to its page. */
export function AccountList({ slug, accounts }: { slug: string; accounts: AccountView[] }) {
  return (
    <ul className="divide-y divide-line">
      {accounts.map((account) => (
        <li key={account.id} className="relative flex items-center gap-3 px-4 py-3 hover:bg-sunken md:px-5">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <PageLink
                href={`/a/${slug}/settings/providers/${account.id}`}
                className="font-medium text-ink after:absolute after:inset-0"
              >
                {account.label}
              </PageLink>
              <AccountState account={account} />
            </p>
            <p className="mt-0.5 text-sm text-muted">
              {PROVIDER_NAMES[account.provider]} ·{' '}
              {account.keyHint ? `key ends in ${account.keyHint}` : 'key stored'} ·{' '}
              {account.connections === 1 ? '1 connection' : `${account.connections} connections`}
            </p>
            <p className="text-sm text-muted">
              {account.modes.length > 0
                ? account.modes.map((mode) => MODE_WORDS[mode].label).join(', ')
                : 'No way to log in is set up yet'}
            </p>
          </div>
          <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />
        </li>
      ))}
    </ul>
  )
}
