import { MonitorSmartphone, RefreshCw } from 'lucide-react'
import { Spinner } from '../ui/spinner'
import { bigButton, QUIET_LINK } from './big-button'
import { GoOn } from './go-on'
import { LocalTime } from './local-time'
import { Sign } from './sign'
import { StepForm } from './step-form'
import { StepHeading, type StepPlace } from './step-heading'
import { GO, type StepProps } from './step-props'

/** A plain link to this page: what it shows is always the server's state. */
function LookAgain({ words }: { words: string }) {
  return (
    <a href="/connect" className={QUIET_LINK}>
      <RefreshCw aria-hidden className="size-4 shrink-0" />
      {words}
    </a>
  )
}

/** She was sent to the provider and came back by hand. */
export function Away({
  view,
  t,
  errors,
  actions,
  place,
  way,
}: StepProps<'away'> & {
  place: StepPlace
  /** `renew`: the plain link led nowhere, so a press must open the provider's page anew. `go`: she asked to go on. */
  way: 'renew' | 'go' | null
}) {
  const provider = view.providerName
  return (
    <div className="flex flex-col gap-6">
      {way === 'go' && <GoOn />}
      <StepHeading place={place} title={t('away.title', { provider })}>
        <p>{t('away.text', { provider })}</p>
        <p className="text-base text-muted">
          {t.rich('away.since', {
            time: () => <LocalTime at={view.startedAt.toISOString()} locale={view.language} />,
          })}
        </p>
      </StepHeading>
      <div className="flex flex-col gap-2">
        <div className={way === 'renew' ? undefined : 'noscript:hidden'}>
          <StepForm
            action={actions.resume}
            label={t('away.go', { provider })}
            busyLabel={t('welcome.busy', { provider })}
            errors={errors}
            to={GO}
          />
        </div>
        {way !== 'renew' && (
          <div className="hidden noscript:block">
            <a href={GO} className={bigButton()}>
              {t('away.go', { provider })}
            </a>
          </div>
        )}
        <LookAgain words={t('away.again')} />
      </div>
    </div>
  )
}

/** Another device or browser went on with it. */
export function TakenOver({ view, t }: StepProps<'taken_over'>) {
  return (
    <div className="flex flex-col gap-6">
      <StepHeading
        title={t('taken_over.title')}
        icon={
          <Sign tone="neutral">
            <MonitorSmartphone />
          </Sign>
        }
      >
        <p>{t('taken_over.text')}</p>
        <p>{t('taken_over.worry', { agency: view.asker.agencyName })}</p>
      </StepHeading>
      <a href="/connect?again=1" className={bigButton('secondary')}>
        {t('taken_over.here')}
      </a>
    </div>
  )
}

function CheckingSigns({
  t,
  provider,
  place,
}: Pick<StepProps<'checking'>, 't'> & { provider: string; place?: StepPlace }) {
  return (
    <>
      <StepHeading {...(place && { place })} title={t('checking.title', { provider })}>
        <p>{t('checking.text', { provider })}</p>
      </StepHeading>
      <p
        role="status"
        className="flex items-center gap-3 rounded-xl bg-accent-soft px-4 py-4 text-lg font-medium text-ink"
      >
        <Spinner className="size-5 shrink-0 text-accent-text" />
        {t('checking.busy')}
      </p>
    </>
  )
}

/** The same for a login of the team that she joined. */
export function JoinedChecking({ t, provider }: Pick<StepProps<'checking'>, 't'> & { provider: string }) {
  return (
    <div className="flex flex-col gap-6">
      <CheckingSigns t={t} provider={provider} />
    </div>
  )
}

/** The provider says done; Patchbay asks whether it is true. */
export function Checking({ view, t, place }: StepProps<'checking'> & { place: StepPlace }) {
  return (
    <div className="flex flex-col gap-6">
      <CheckingSigns t={t} provider={view.providerName} place={place} />
      <div className="flex flex-col gap-2">
        <p className="text-pretty text-muted">{t('checking.leave')}</p>
        <LookAgain words={t('checking.again')} />
      </div>
    </div>
  )
}
