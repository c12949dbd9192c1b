import { Check } from 'lucide-react'
import type { ShownAccount } from '@/lib/connect/view'
import type { Translate } from '@/lib/i18n/translate'
import { AccountPicture } from './account-picture'
import { Sign } from './sign'
import { StepHeading } from './step-heading'

type Props = { t: Translate<'connect'>; agencyName: string }

/** The end of a joined attempt that went well; `account` is null while the team still looks at it. */
export function JoinedReceipt({
  t,
  agencyName: agency,
  purpose,
  account,
}: Props & { purpose: 'connect' | 'reconnect'; account: ShownAccount | null }) {
  if (!account)
    return (
      <StepHeading title={t('handoff.review.title', { agency })}>
        <p>{t('handoff.review.text', { agency })}</p>
        <p>{t('handoff.ended.close', { agency })}</p>
      </StepHeading>
    )
  return (
    <div className="flex flex-col gap-6">
      <StepHeading
        title={t(purpose === 'reconnect' ? 'handoff.done.titleAgain' : 'handoff.done.title')}
        icon={
          <Sign tone="success">
            <Check />
          </Sign>
        }
      >
        <p>{t('handoff.done.text', { agency })}</p>
      </StepHeading>
      <AccountPicture account={account} />
    </div>
  )
}

/** The end of a joined attempt that did not go well. */
export function JoinedOver({
  t,
  agencyName: agency,
  outcome,
}: Props & { outcome: { what: string; next: string } }) {
  return (
    <StepHeading title={outcome.what}>
      <p>{t('handoff.ended.close', { agency })}</p>
    </StepHeading>
  )
}
