import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { signOutAction } from '@/app/(auth)/actions'
import { SecondStepForm } from '@/components/auth/second-step-form'
import { SignInAsOther } from '@/components/auth/sign-in-as-other'
import { PlainPage } from '@/components/shell/plain-page'
import { PageLink } from '@/components/ui/page-link'
import { currentUser } from '@/lib/auth/current-user'
import { pendingSignIn } from '@/lib/auth/pending-sign-in'
import { returnPath, secondStepPath } from '@/lib/auth/return-path'
import { secondStepAction } from './actions'

export const metadata: Metadata = { title: 'Second step' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Asks who gave the password for the code as well. */
export default async function SecondStepPage({ searchParams }: Props) {
  const { next: asked, with: means } = await searchParams
  const next = returnPath(asked)
  if (await currentUser()) redirect(next)
  const pending = await pendingSignIn()
  if (!pending) redirect(next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`)
  const recovery = means === 'recovery'
  const here = secondStepPath(next)
  return (
    <PlainPage
      title={recovery ? 'Enter a recovery code' : 'Enter the code'}
      description={
        recovery
          ? 'One of the ten codes that you kept when you set up two-step sign-in.'
          : `Open your authenticator app and enter the code that it shows for Patchbay, ${pending.email}.`
      }
      below={<SignInAsOther action={signOutAction} />}
    >
      <SecondStepForm action={secondStepAction} next={next} recovery={recovery} />
      <p className="mt-5 border-t border-line pt-4 text-ink-2">
        {recovery ? (
          <PageLink className="link" href={here}>
            Use the code of the app
          </PageLink>
        ) : (
          <>
            No phone at hand?{' '}
            <PageLink className="link" href={`${here}${here.includes('?') ? '&' : '?'}with=recovery`}>
              Use a recovery code
            </PageLink>
            . Without one, an owner or admin can reset your sign-in.
          </>
        )}
      </p>
    </PlainPage>
  )
}
