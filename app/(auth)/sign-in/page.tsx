import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/auth/sign-in-form'
import { PlainPage } from '@/components/shell/plain-page'
import { Notice, type NoticeTone } from '@/components/ui/notice'
import { currentUser } from '@/lib/auth/current-user'
import { pendingSignIn } from '@/lib/auth/pending-sign-in'
import { returnPath, secondStepPath } from '@/lib/auth/return-path'
import { demoSignIns } from '@/lib/system/demo'
import { signInAction } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

const SAID: Record<string, { tone: NoticeTone; words: string }> = {
  'signed-out': { tone: 'success', words: 'You are signed out.' },
  'signed-out-everywhere': {
    tone: 'success',
    words: 'You are signed out, here and in every other browser.',
  },
  'password-reset': {
    tone: 'success',
    words: 'Your new password is set, and every browser is signed out. Sign in with it.',
  },
  'too-late': { tone: 'warning', words: 'The second step came too late. Sign in again.' },
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { next: asked, said } = await searchParams
  const next = returnPath(asked)
  if (await currentUser()) redirect(next)
  if (await pendingSignIn()) redirect(secondStepPath(next))
  const told = typeof said === 'string' && Object.hasOwn(SAID, said) ? SAID[said] : undefined
  return (
    <PlainPage title="Sign in" description="For the staff of an agency. Creators need no account.">
      <div className="flex flex-col gap-5">
        {told && <Notice tone={told.tone} title={told.words} />}
        {next !== '/' && <Notice tone="info" title="Sign in to go on to the page you asked for." />}
        <SignInForm action={signInAction} next={next} demo={demoSignIns()} />
      </div>
    </PlainPage>
  )
}
