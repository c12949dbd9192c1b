import { Link2Off, PauseCircle, Repeat } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ClosedReason } from '@/lib/connect/view'
import { QUIET_LINK } from './big-button'
import { CalmNotice } from './calm-notice'
import { Sign } from './sign'
import { StepForm } from './step-form'
import { StepHeading } from './step-heading'
import type { StepProps } from './step-props'

const SIGNS: Partial<Record<ClosedReason, ReactNode>> = { paused: <PauseCircle />, rotated: <Repeat /> }

/** Why a link leads no further, and what she can do about it. */
export function Closed({ view, t, errors, actions }: StepProps<'closed'>) {
  const { reason } = view
  const agency = view.asker?.agencyName ?? ''
  return (
    <div className="flex flex-col gap-6">
      <StepHeading
        title={t(`closed.${reason}.title`)}
        icon={<Sign tone="neutral">{SIGNS[reason] ?? <Link2Off />}</Sign>}
      >
        <p>{t(`closed.${reason}.text`, { agency })}</p>
        {!view.asked && <p>{t(`closed.${reason}.next`, { agency })}</p>}
      </StepHeading>
      {view.asked && (
        <CalmNotice good title={t('closed.asked.title', { agency })}>
          {t('closed.asked.text')}
        </CalmNotice>
      )}
      {view.canAsk && !view.asked && (
        <StepForm
          action={actions.askForNewLink}
          label={t('closed.ask', { agency })}
          busyLabel={t('closed.asking')}
          look={reason === 'paused' ? 'secondary' : 'primary'}
          errors={errors}
        />
      )}
      {view.canOpenPage && (
        <div className="border-t border-line pt-4">
          <p className="text-lg text-pretty text-ink-2">{t('closed.pageText')}</p>
          <a href="/connect/mine" className={QUIET_LINK}>
            {t('closed.page')}
          </a>
        </div>
      )}
    </div>
  )
}
