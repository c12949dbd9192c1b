import type { Metadata } from 'next'
import { ResetForm } from '@/components/auth/reset-form'
import { PlainPage } from '@/components/shell/plain-page'
import { LinkButton } from '@/components/ui/link-button'
import { requestFacts } from '@/lib/auth/request-facts'
import { readReset } from '@/lib/auth/reset-form'
import type { ResetView } from '@/lib/auth/use-reset'
import { resetPasswordAction } from './actions'

export const metadata: Metadata = { title: 'New password' }

const ASK = 'Ask an owner or admin of your agency for a new one.'

/** Why a link opens nothing, and what to do. */
const ENDED: Record<Exclude<ResetView['state'], 'open'>, { title: string; words: string }> = {
  used: {
    title: 'This link was used',
    words: `It sets a password once. If that was you, sign in with the new password. If not, ask an owner or admin of your agency at once.`,
  },
  revoked: {
    title: 'This link was withdrawn',
    words: `A newer link replaced it, your password was changed, or the person who issued it may not do so any more. ${ASK}`,
  },
  expired: { title: 'This link has expired', words: `It worked for 24 hours. ${ASK}` },
  unknown: {
    title: 'This link is not valid',
    words: `Open it again, exactly as you got it. If that does not help: ${ASK.charAt(0).toLowerCase()}${ASK.slice(1)}`,
  },
}

export default async function ResetPage() {
  const reset = await readReset(await requestFacts())
  if (reset.state !== 'open')
    return (
      <PlainPage title={ENDED[reset.state].title} description={ENDED[reset.state].words}>
        <LinkButton href="/sign-in" className="w-full">
          To the sign-in page
        </LinkButton>
      </PlainPage>
    )
  return (
    <PlainPage
      title="Set a new password"
      description={
        <>
          For {reset.name}, {reset.email}, at {reset.agencyName}. Setting it signs you out of every browser
          {reset.removesTotp && ' and turns two-step sign-in off; you can set that up again afterwards'}.
        </>
      }
    >
      <ResetForm action={resetPasswordAction} email={reset.email} />
    </PlainPage>
  )
}
