'use client'

import { type FormEvent, useEffect, useId, useState } from 'react'
import type { ActionError, ActionResult } from '@/lib/auth/action'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'

/** How this person proves to be there: by the code of their app where two-step sign-in is on. */
export type StepUpMeans = 'password' | 'code'

const WORDS: Record<StepUpMeans, { label: string; hint: string }> = {
  password: { label: 'Your password', hint: 'Then you are not asked again for ten minutes.' },
  code: {
    label: 'Code from your authenticator app',
    hint: 'Or one of your recovery codes. Then you are not asked again for ten minutes.',
  },
}

const UNREACHED: ActionError = {
  code: 'internal',
  message: 'Patchbay did not answer. Check that you are online and try again.',
  fields: {},
  reference: 'no answer',
}

/** Asks who sits here before something that cannot be undone. `onClose(true)` once it is proven. */
export function StepUpDialog({
  open,
  means,
  action,
  onClose,
}: {
  open: boolean
  means: StepUpMeans
  action: (input: unknown) => Promise<ActionResult<void>>
  onClose: (proven: boolean) => void
}) {
  const form = useId()
  // Not a transition: the call that asks for this is one, and would hold this one's end back.
  const [pending, setPending] = useState(false)
  useEscape(open, () => onClose(false))
  return (
    <Dialog
      above
      open={open}
      onOpenChange={(next) => !next && onClose(false)}
      title="Confirm that it is you"
      description="What you are about to do needs a fresh proof. Nothing has been changed yet."
      footer={
        <>
          <Button onClick={() => onClose(false)}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} pending={pending}>
            Go on
          </Button>
        </>
      }
    >
      <ProofForm
        id={form}
        means={means}
        action={action}
        onPending={setPending}
        onProven={() => onClose(true)}
      />
    </Dialog>
  )
}

/** A dialog behind this one listens for Escape as well; only the one in front may hear it. */
function useEscape(open: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!open) return
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopImmediatePropagation()
      onEscape()
    }
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  })
}

function ProofForm({
  id,
  means,
  action,
  onPending,
  onProven,
}: {
  id: string
  means: StepUpMeans
  action: (input: unknown) => Promise<ActionResult<void>>
  onPending: (pending: boolean) => void
  onProven: () => void
}) {
  const [error, setError] = useState<ActionError | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // Portals bubble through React: no form around this one may hear of it.
    event.stopPropagation()
    const proof = new FormData(event.currentTarget).get('proof')
    onPending(true)
    const result = await action({ proof }).catch((): ActionResult<void> => ({ ok: false, error: UNREACHED }))
    onPending(false)
    if (result?.ok) onProven()
    else if (result) setError(result.error)
  }
  const code = means === 'code'
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-3">
      <FormError error={wordsFor(error)} />
      <Field label={WORDS[means].label} name="proof" hint={WORDS[means].hint}>
        {(ids) => (
          <Input
            {...ids}
            type={code ? 'text' : 'password'}
            autoComplete={code ? 'one-time-code' : 'current-password'}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={code ? 40 : 1_000}
            required
          />
        )}
      </Field>
    </form>
  )
}

/** The sign-in form speaks of an e-mail too; here only the password was asked for. */
function wordsFor(error: ActionError | null): ActionError | null {
  return error?.code === 'wrong_password' ? { ...error, message: 'This is not your password.' } : error
}
