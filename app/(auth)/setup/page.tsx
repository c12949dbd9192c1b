import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SetupForm } from '@/components/auth/setup-form'
import { PlainPage } from '@/components/shell/plain-page'
import { requestFacts } from '@/lib/auth/request-facts'
import { readSetupState } from '@/lib/auth/setup-form'
import { setUpAction } from './actions'

// The address holds the token, so no other site may see it. Not `no-referrer`: browsers then send no Origin
// with a form, and our own form would be refused.
export const metadata: Metadata = { title: 'Set up', referrer: 'same-origin' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SetupPage({ searchParams }: Props) {
  const { token } = await searchParams
  const state = await readSetupState(token, (await requestFacts()).address)
  if (state === 'done') notFound()
  if (state === 'refused' || typeof token !== 'string')
    return (
      <PlainPage
        title="This setup address is not valid"
        description="Open the address exactly as Patchbay printed it when it started. A later start prints a new one, and the older ones stop working."
      />
    )
  return (
    <PlainPage
      title="Set up Patchbay"
      description="Name your agency and make its first owner. This page works once."
    >
      <SetupForm action={setUpAction} token={token} />
    </PlainPage>
  )
}
