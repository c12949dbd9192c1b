import { Hourglass } from 'lucide-react'
import { AccountPicture } from './account-picture'
import { Sign } from './sign'
import { StepForm } from './step-form'
import { StepHeading, type StepPlace } from './step-heading'
import type { StepProps } from './step-props'
import { Undo } from './undo'

/** Proven, but not what was asked for: both sides wait, and she may take it back. */
export function Review({ view, t, errors, actions, place }: StepProps<'review'> & { place: StepPlace }) {
  const agency = view.asker.agencyName
  const { username } = view.account
  return (
    <div className="flex flex-col gap-6">
      <StepHeading
        place={place}
        title={view.expectedUsername ? t('review.title') : t('review.titleOpen', { agency })}
        icon={
          <Sign tone="warning">
            <Hourglass />
          </Sign>
        }
      >
        <p>{t('review.text', { agency })}</p>
      </StepHeading>
      <div className="flex flex-col gap-3">
        {view.expectedUsername && (
          <p className="rounded-xl border border-line px-4 py-3 text-lg">
            <span className="block text-base text-ink-2">{t('review.expected')}</span>
            <span className="font-semibold break-all">
              @<bdi>{view.expectedUsername}</bdi>
            </span>
          </p>
        )}
        <AccountPicture account={view.account} label={t('review.got')} strange />
      </div>
      <p className="text-lg text-pretty text-ink-2">{t('review.wait')}</p>
      <Undo
        summary={t('review.other')}
        text={t('review.otherText', { username, provider: view.providerName })}
        label={t('review.otherGo')}
        busy={t('account.busy')}
        linkSessionId={view.linkSessionId}
        action={actions.undo}
        errors={errors}
      />
    </div>
  )
}

/** Proven: she looks at the picture and says that it is hers. */
export function Account({ view, t, errors, actions, place }: StepProps<'account'> & { place: StepPlace }) {
  const { username } = view.account
  return (
    <div className="flex flex-col gap-6">
      <StepHeading place={place} title={t('account.title')}>
        <p>{t('account.text')}</p>
      </StepHeading>
      <AccountPicture account={view.account} />
      <div className="flex flex-col gap-2">
        <StepForm
          action={actions.acknowledge}
          fields={{ linkSessionId: view.linkSessionId }}
          label={t('account.yes')}
          busyLabel={t('account.busy')}
          errors={errors}
        />
        <Undo
          summary={t('account.no')}
          text={t('account.noText', { username, provider: view.providerName })}
          label={t('account.noGo')}
          busy={t('account.busy')}
          linkSessionId={view.linkSessionId}
          action={actions.undo}
          errors={errors}
        />
      </div>
    </div>
  )
}
