import type { ReactNode } from 'react'
import { CalmNotice } from './calm-notice'
import { ConsentSections } from './consent-sections'
import { LocalTime } from './local-time'
import { StepForm } from './step-form'
import type { StepPlace } from './step-heading'
import { StepHeading } from './step-heading'
import { GO, type StepProps } from './step-props'

/** Who asks for what, and Continue. `help` stands first: it may save her a login that fails. */
export function Welcome({
  view,
  t,
  errors,
  actions,
  place,
  outcome,
  help,
}: StepProps<'welcome'> & {
  place: StepPlace
  /** How her last try ended. */
  outcome: { what: string; next: string } | null
  help: ReactNode
}) {
  const provider = view.providerName
  const go = view.isOurForm ? t('welcome.login') : t('welcome.continue', { provider })
  // Where a list is granted, the provider's page shows it and asks once more.
  const agreesThere = !view.isOurForm && view.access === 'listed'
  return (
    <div className="flex flex-col gap-5">
      <StepHeading place={place} title={view.consent.title} />
      {outcome && (
        <CalmNotice title={outcome.what}>
          <p>{outcome.next}</p>
          {view.lastReference && (
            <p>
              {t('receipt.reference')}: <span className="font-mono">{view.lastReference}</span>
            </p>
          )}
        </CalmNotice>
      )}
      {view.elsewhere && (
        <CalmNotice title={t('welcome.elsewhere.title')}>{t('welcome.elsewhere.text')}</CalmNotice>
      )}
      {view.loginFreeAt && (
        <CalmNotice title={t('welcome.spent.title')}>
          {t.rich('welcome.spent.text', {
            time: () => <LocalTime at={view.loginFreeAt?.toISOString() ?? ''} locale={view.language} />,
          })}
        </CalmNotice>
      )}
      {view.loginsLeft !== null && (
        <CalmNotice title={t('welcome.few.title', { count: view.loginsLeft })}>
          {t('welcome.few.text', { provider })}
        </CalmNotice>
      )}
      {help}
      <ConsentSections consent={view.consent} isOurForm={view.isOurForm} />
      <div className="sticky bottom-0 -mx-5 border-t border-line bg-surface px-5 pt-4 pb-4 sm:static sm:mx-0 sm:border-0 sm:p-0 [@media(max-height:560px)]:static">
        <StepForm
          action={actions.continue}
          fields={{ consentHash: view.consentHash }}
          withZone
          label={view.elsewhere ? t('welcome.here') : go}
          busyLabel={view.isOurForm ? t('welcome.loginBusy') : t('welcome.busy', { provider })}
          errors={errors}
          to={view.isOurForm || view.isFramed ? '/connect' : GO}
        />
      </div>
      <div className="flex flex-col gap-2 text-pretty text-muted">
        <p>{agreesThere ? t('welcome.agree', { provider }) : t('welcome.agreeHere')}</p>
        <p>
          {t.rich('welcome.until', {
            time: () => <LocalTime at={view.expiresAt.toISOString()} locale={view.language} />,
          })}
        </p>
        {view.canOpenPage && (
          <p>
            {t.rich('welcome.page', {
              page: (words) => (
                <a href="/connect/mine" className="link">
                  {words}
                </a>
              ),
            })}
          </p>
        )}
      </div>
    </div>
  )
}
