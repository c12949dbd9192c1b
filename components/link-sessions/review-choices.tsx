'use client'

import { useState } from 'react'
import { type AgencyAction, useAgencyAction } from '@/components/connections/use-agency-action'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { FormError } from '@/components/ui/form-error'
import type { ReviewChoice } from '@/lib/link-sessions/decide'
import type { ReviewResult } from '@/lib/link-sessions/resolve-review'
import { choiceWords } from './review-words'

/** The choices of a review, each with what it does. What cannot be undone is asked for a second time. */
export function ReviewChoices({
  slug,
  linkSessionId,
  choices,
  candidate,
  expected,
  provider,
  action,
}: {
  slug: string
  linkSessionId: string
  choices: ReviewChoice[]
  /** Usernames without @. */
  candidate: string
  expected: string | null
  /** The provider's name. */
  provider: string
  action: AgencyAction<ReviewResult>
}) {
  const { run, pending, error } = useAgencyAction(slug, action)
  const [chosen, setChosen] = useState<ReviewChoice | null>(null)
  const [asking, setAsking] = useState<ReviewChoice | null>(null)
  const decide = (choice: ReviewChoice) => {
    setChosen(choice)
    setAsking(null)
    run({ linkSessionId, choice })
  }
  const question = asking && choiceWords(asking, candidate, expected, provider)
  return (
    <div className="flex flex-col gap-3">
      <FormError error={error} />
      <ul className="flex flex-col gap-3">
        {choices.map((choice, index) => {
          const words = choiceWords(choice, candidate, expected, provider)
          return (
            <li key={choice} className="flex flex-col gap-2 sm:flex-row sm:items-center sm:gap-4">
              <Button
                variant={index === 0 ? 'primary' : 'secondary'}
                className="sm:w-52 sm:shrink-0"
                pending={pending && chosen === choice}
                disabled={pending}
                onClick={() => (words.confirm ? setAsking(choice) : decide(choice))}
              >
                <span className="truncate">{words.label}</span>
              </Button>
              <p className="text-pretty text-ink-2">{words.does}</p>
            </li>
          )
        })}
      </ul>
      <Dialog
        open={asking !== null}
        onOpenChange={(open) => {
          if (!open) setAsking(null)
        }}
        title={question ? `${question.label}?` : ''}
        footer={
          <>
            <DialogClose render={<Button>Back</Button>} />
            <Button variant="danger" onClick={() => asking && decide(asking)}>
              {question?.label}
            </Button>
          </>
        }
      >
        <p className="text-ink-2">{question?.confirm}</p>
      </Dialog>
    </div>
  )
}
