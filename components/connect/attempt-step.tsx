import { attemptHeading } from '../login/attempt-heading'
import type { AttemptProps } from '../login/attempt-props'
import { AttemptScreen } from '../login/attempt-screen'
import { StepHeading, type StepPlace } from './step-heading'

/** A step of a login that goes through our own form: the form, a second factor, or patience. */
export function AttemptStep({
  place,
  expectedUsername,
  ...props
}: AttemptProps & {
  place?: StepPlace
  /** Without @; null when any account will do. */
  expectedUsername: string | null
}) {
  const { t, attempt, providerName } = props
  const { title, text } = attemptHeading(t, attempt, providerName)
  return (
    <div className="flex flex-col gap-6">
      <StepHeading {...(place && { place })} title={title}>
        <p>{text}</p>
        {attempt.form && expectedUsername && <p>{t('form.expected', { username: expectedUsername })}</p>}
      </StepHeading>
      <AttemptScreen {...props} />
    </div>
  )
}
