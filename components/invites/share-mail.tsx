'use client'

import { Send } from 'lucide-react'
import { useState } from 'react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { Notice } from '../ui/notice'

/** Sends an invite's link by mail, in the invite's language. */
export function ShareMail({
  slug,
  inviteId,
  mailTo,
  languageName,
  action,
}: {
  slug: string
  inviteId: string
  mailTo: string | null
  languageName: string
  action: AgencyAction<void>
}) {
  const { run, pending, error } = useAgencyAction(slug, action)
  const [address, setAddress] = useState(mailTo ?? '')
  const [sentTo, setSentTo] = useState<string | null>(null)
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        // Portals bubble through React: the form that opened the dialog must not hear of it.
        event.stopPropagation()
        setSentTo(null)
        run({ inviteId, mailTo: address }, { onDone: () => setSentTo(address.trim()) })
      }}
    >
      {!error?.fields.mailTo && <FormError error={error} />}
      {sentTo && (
        <Notice tone="success" title={`On its way to ${sentTo}`}>
          Whether it could be delivered is shown on the invite’s page.
        </Notice>
      )}
      <Field
        label="E-mail address"
        name="mailTo"
        error={error?.fields.mailTo}
        hint={`The mail is in ${languageName}. It holds the link and says who asks for what.`}
      >
        {(ids) => (
          <Input
            {...ids}
            type="email"
            autoComplete="off"
            maxLength={254}
            required
            placeholder="name@example.com"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" pending={pending} className="self-start">
        {!pending && <Send aria-hidden />}
        Send the mail
      </Button>
    </form>
  )
}
