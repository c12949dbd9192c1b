import { ProviderFrame } from './provider-frame'
import { StepForm } from './step-form'
import { StepHeading, type StepPlace } from './step-heading'
import { GO, type StepProps } from './step-props'

/** On a desktop: the provider's page opens in a dialog over this one. */
export function Framed({ view, t, errors, actions, place }: StepProps<'frame'> & { place: StepPlace }) {
  const provider = view.providerName
  return (
    <div className="flex flex-col gap-6">
      <StepHeading place={place} title={t('frame_step.title', { provider })}>
        <p>{t('frame_step.text', { provider })}</p>
      </StepHeading>
      <div className="noscript:hidden">
        <ProviderFrame
          actions={actions.frame}
          label={t('frame_step.open', { provider })}
          busyLabel={t('welcome.busy', { provider })}
          errors={errors}
          hasPage={view.hasPage}
          words={{
            title: t('frame_step.dialog', { provider }),
            close: t('frame_step.close'),
            loading: t('frame_step.loading', { provider }),
            blockedTitle: t('frame_step.blocked.title', { provider }),
            blocked: t('frame_step.blocked.text'),
            onPage: t('frame_step.blocked.page', { provider }),
          }}
        />
      </div>
      {view.hasPage && (
        <div className="hidden noscript:block">
          <StepForm
            action={actions.leaveFrame}
            label={t('frame_step.blocked.page', { provider })}
            busyLabel={t('welcome.busy', { provider })}
            errors={errors}
            to={GO}
          />
        </div>
      )}
    </div>
  )
}
