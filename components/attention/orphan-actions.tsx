'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type AgencyAction, useAgencyAction } from '@/components/connections/use-agency-action'
import { ConfirmButton } from '@/components/invites/confirm-button'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { useToast } from '@/components/ui/toast'
import type { OrphanItem } from '@/lib/attention/items'

type Props = { slug: string; orphan: OrphanItem; action: AgencyAction<{ connectionId: string | null }> }

function AdoptDialog({ slug, orphan, action }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  const form = `adopt-${orphan.id}`
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        clear()
      }}
      trigger={
        <Button size="sm">
          Adopt<span className="sr-only"> {orphan.username}</span>
        </Button>
      }
      title={`Adopt @${orphan.username}?`}
      description="It becomes a connection of this agency, after one read has proved who it is. Only do this if its creator agreed."
      footer={
        <>
          <DialogClose render={<Button>Back</Button>} />
          <Button variant="primary" type="submit" form={form} pending={pending}>
            Adopt
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const creatorName = String(new FormData(event.currentTarget).get('creatorName') ?? '')
          run(
            { orphanId: orphan.id, action: 'adopt', creatorName },
            {
              onDone: ({ connectionId }) => {
                setOpen(false)
                if (connectionId) router.push(`/a/${slug}/connections/${connectionId}`)
              },
            },
          )
        }}
      >
        {!error?.fields.creatorName && <FormError error={error} />}
        <Field label="Name of its creator" name="creatorName" error={error?.fields.creatorName}>
          {(ids) => <Input {...ids} defaultValue={orphan.displayName} maxLength={120} autoComplete="off" />}
        </Field>
      </form>
    </Dialog>
  )
}

function DeleteButton({ slug, orphan, action }: Props) {
  const toast = useToast()
  return (
    <ConfirmButton
      slug={slug}
      input={{ orphanId: orphan.id, action: 'delete' }}
      action={action}
      trigger={{
        size: 'sm',
        variant: 'ghost',
        children: (
          <>
            Delete<span className="sr-only"> {orphan.username} at the provider</span>
          </>
        ),
      }}
      title={`Delete @${orphan.username} at the provider?`}
      keep="Keep it"
      confirm="Delete"
      danger
      onDone={() =>
        toast.show({
          tone: 'success',
          title: `@${orphan.username} will be deleted at the provider`,
          description: 'Patchbay keeps trying until the provider confirms it.',
        })
      }
    >
      <li>Its login at the provider is deleted and can’t be brought back.</li>
      <li>If another tool of yours uses this connection, that tool stops working.</li>
      <li>Nothing in Patchbay is lost. The audit log keeps who did it.</li>
    </ConfirmButton>
  )
}

/** The two ways out for a connection that nothing explains. */
export function OrphanActions(props: Props) {
  return (
    <>
      <DeleteButton {...props} />
      <AdoptDialog {...props} />
    </>
  )
}
