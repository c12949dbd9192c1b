'use client'

import { useState } from 'react'
import type { NoticePreferences as Preferences } from '@/lib/notices/preferences'
import { CADENCE_LABELS, CHANNEL_LABELS, NOTICE_CADENCES, NOTICE_CHANNELS } from '@/lib/notices/words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { FormError } from '../ui/form-error'
import { useToast } from '../ui/toast'

function Choice<T extends string>({
  legend,
  name,
  options,
  labels,
  value,
  disabled,
  onPick,
}: {
  legend: string
  name: string
  options: readonly T[]
  labels: Record<T, string>
  value: T
  disabled?: boolean
  onPick: (value: T) => void
}) {
  return (
    <fieldset disabled={disabled} className="min-w-0 disabled:opacity-55">
      <legend className="mb-1.5 font-medium text-ink">{legend}</legend>
      <div className="flex flex-col gap-1">
        {options.map((option) => (
          <label key={option} className="flex min-h-9 cursor-pointer items-center gap-2.5">
            <input
              type="radio"
              name={name}
              value={option}
              checked={value === option}
              onChange={() => onPick(option)}
              className="size-4 accent-accent"
            />
            {labels[option]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** How the viewer hears of connections that break, in this agency. */
export function NoticePreferences({
  slug,
  agencyName,
  preferences,
  action,
}: {
  slug: string
  agencyName: string
  preferences: Preferences
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending, error } = useAgencyAction(slug, action)
  const [values, setValues] = useState(preferences)
  const save = () => run(values, { onDone: () => toast.show({ tone: 'success', title: 'Saved' }) })
  return (
    <div id="notices" className="scroll-mt-20">
      <Card
        title="When a connection breaks"
        description={`You hear of those that you look after at ${agencyName}. Owners and admins also hear of those that nobody looks after.`}
      >
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <FormError error={error} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Choice
              legend="Where"
              name="channel"
              options={NOTICE_CHANNELS}
              labels={CHANNEL_LABELS}
              value={values.channel}
              onPick={(channel) => setValues({ ...values, channel })}
            />
            <Choice
              legend="Mails come"
              name="cadence"
              options={NOTICE_CADENCES}
              labels={CADENCE_LABELS}
              value={values.cadence}
              disabled={values.channel === 'app'}
              onPick={(cadence) => setValues({ ...values, cadence })}
            />
          </div>
          <Button type="submit" pending={pending} className="self-start">
            Save
          </Button>
        </form>
      </Card>
    </div>
  )
}
