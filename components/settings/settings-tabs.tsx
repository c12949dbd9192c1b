import { cx } from '../ui/cx'
import { PageLink } from '../ui/page-link'

const TABS = [
  { id: 'agency', label: 'Agency', path: '' },
  { id: 'providers', label: 'Providers', path: '/providers' },
  { id: 'webhooks', label: 'Webhooks', path: '/webhooks' },
] as const

/** The parts of the settings. Members who may not change anything see the first one alone. */
export function SettingsTabs({
  slug,
  current,
  mayEdit,
}: {
  slug: string
  current: (typeof TABS)[number]['id']
  mayEdit: boolean
}) {
  if (!mayEdit) return null
  return (
    <nav aria-label="Settings" className="mb-4 border-b border-line">
      <ul className="flex gap-1">
        {TABS.map(({ id, label, path }) => (
          <li key={id}>
            <PageLink
              href={`/a/${slug}/settings${path}`}
              aria-current={id === current ? 'page' : undefined}
              className={cx(
                '-mb-px inline-flex h-11 items-center border-b-2 px-3 font-medium md:h-9',
                id === current
                  ? 'border-accent text-ink'
                  : 'border-transparent text-muted hover:border-line-strong hover:text-ink',
              )}
            >
              {label}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
