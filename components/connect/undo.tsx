import { QUIET_LINK } from './big-button'
import type { ErrorWords, StepAction } from './step-form'
import { StepForm } from './step-form'

/** Takes back what she just gave, in two presses: the first one says what it does. Works without JavaScript. */
export function Undo({
  summary,
  text,
  label,
  busy,
  linkSessionId,
  action,
  errors,
}: {
  summary: string
  text: string
  label: string
  busy: string
  linkSessionId: string
  action: StepAction
  errors: ErrorWords
}) {
  return (
    <details className="group">
      <summary className={QUIET_LINK}>{summary}</summary>
      <div className="mt-2 flex flex-col gap-4 rounded-xl border border-line bg-canvas p-4">
        <p className="text-lg text-pretty text-ink-2">{text}</p>
        <StepForm
          action={action}
          fields={{ linkSessionId }}
          label={label}
          busyLabel={busy}
          look="danger"
          errors={errors}
        />
      </div>
    </details>
  )
}
