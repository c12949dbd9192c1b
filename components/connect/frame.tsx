import type { ReactNode } from 'react'
import type { Asker } from '@/lib/connect/view'
import type { PageLocale } from '@/lib/i18n/locales'
import type { Translate } from '@/lib/i18n/translate'
import { Mark } from '../shell/mark'
import { AskerMark } from './asker-mark'

/** Another language of this page: a plain link, so that it works everywhere. */
export type LanguageLink = { locale: string; name: string; href: string }

function Languages({ label, links }: { label: string; links: LanguageLink[] }) {
  return (
    <nav aria-label={label} className="print:hidden">
      <ul className="flex gap-1">
        {links.map(({ locale, name, href }) => (
          <li key={locale}>
            <a
              href={href}
              lang={locale}
              hrefLang={locale}
              className="inline-flex min-h-11 items-center rounded-lg px-2 font-medium text-accent-text hover:bg-sunken"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The frame of everything that a creator sees: who asks on top, one quiet sheet, and one line at the end. */
export function ConnectFrame({
  t,
  language,
  asker,
  languages,
  children,
}: {
  t: Translate<'connect'>
  language: PageLocale
  /** Null where nothing may be told: then the page stands under Patchbay's own name. */
  asker: Pick<Asker, 'agencyName' | 'logoUrl'> | null
  languages: LanguageLink[]
  children: ReactNode
}) {
  return (
    <div lang={language} className="mx-auto w-full max-w-xl px-4 pb-10 sm:px-6 sm:pb-16 print:max-w-none">
      <header className="flex items-center justify-between gap-3 py-4 sm:py-6">
        <div className="flex min-w-0 items-center gap-3">
          {asker ? (
            <AskerMark name={asker.agencyName} logoUrl={asker.logoUrl} />
          ) : (
            <Mark className="size-11 shrink-0" />
          )}
          <bdi className="min-w-0 text-xl font-semibold tracking-tight break-words">
            {asker?.agencyName ?? 'Patchbay'}
          </bdi>
        </div>
        <Languages label={t('frame.languages')} links={languages} />
      </header>
      <main className="rounded-2xl border border-line bg-surface px-5 py-6 shadow-xs sm:px-9 sm:py-9 print:border-0 print:p-0 print:shadow-none">
        {children}
      </main>
      <footer className="flex items-start gap-2.5 px-5 pt-5 text-pretty text-muted sm:px-9 print:hidden">
        {asker && <Mark className="mt-0.5 size-4 shrink-0" />}
        <p>{asker ? t('frame.foot', { agency: asker.agencyName }) : t('frame.plain')}</p>
      </footer>
    </div>
  )
}
