import type { CreatorPage, PageConnection } from '@/lib/creator-page/get-page'
import type { PageLocale } from '@/lib/i18n/locales'
import type { Translate } from '@/lib/i18n/translate'
import { QUIET_LINK } from '../connect/big-button'
import { StepHeading } from '../connect/step-heading'
import { AccountCard } from './account-card'
import { AccountSection } from './account-section'
import { datesIn } from './dates'
import { History, People } from './people-and-history'
import { type SaidAction, SaidForm } from './said-form'

export type MineActions = Record<'reconnect' | 'revoke' | 'make' | 'link' | 'close', SaidAction>

/** Her open page: accounts, people, history, and what she can do about each. */
export function MinePage({
  t,
  language,
  page,
  slug,
  others,
  canLink,
  grants,
  actions,
}: {
  t: Translate<'mine'>
  language: PageLocale
  page: CreatorPage
  slug: string
  /** Pages at other agencies that are open here as well. */
  others: { slug: string; agencyName: string }[]
  canLink: boolean
  grants: (connection: PageConnection) => string[]
  actions: MineActions
}) {
  const dates = datesIn(language, page.timeZone)
  return (
    <div className="flex flex-col gap-8">
      <StepHeading title={t('heading', { agency: page.agencyName })}>
        <p>{t('intro')}</p>
        <p className="text-base text-muted">{t('signedInAs', { email: page.email })}</p>
      </StepHeading>
      <section aria-labelledby="accounts" className="flex flex-col gap-3">
        <h2 id="accounts" className="text-xl font-semibold">
          {t('accounts.heading')}
        </h2>
        {page.connections.length === 0 && <p className="text-lg text-ink-2">{t('accounts.none')}</p>}
        {page.connections.map((connection) => (
          <AccountCard
            key={connection.id}
            t={t}
            language={language}
            dates={dates}
            agencyName={page.agencyName}
            slug={slug}
            connection={connection}
            grants={grants(connection)}
            actions={{ reconnect: actions.reconnect, revoke: actions.revoke }}
          />
        ))}
      </section>
      <People t={t} agencyName={page.agencyName} people={page.people} />
      <History t={t} lines={page.history} dates={dates} />
      <AccountSection
        t={t}
        language={language}
        slug={slug}
        email={page.email}
        hasAccount={page.hasAccount}
        canLink={canLink}
        actions={{ make: actions.make, link: actions.link }}
      />
      {others.length > 0 && (
        <nav aria-label={t('choose')}>
          <h2 className="text-xl font-semibold">{t('choose')}</h2>
          <ul>
            {others.map((other) => (
              <li key={other.slug}>
                <a href={`/connect/mine?agency=${other.slug}`} className={QUIET_LINK}>
                  <bdi>{other.agencyName}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="flex flex-col gap-2 border-t border-line pt-5">
        <SaidForm
          action={actions.close}
          hidden={{ language, agency: slug }}
          submit={t('close')}
          tone="secondary"
        />
        <p className="text-muted">{t('closeHint')}</p>
      </div>
    </div>
  )
}
