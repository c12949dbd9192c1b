import { attemptHeading } from '@/components/login/attempt-heading'
import type { AttemptProps } from '@/components/login/attempt-props'
import type { Ctx } from '@/lib/auth/context'
import { teamTranslator } from '@/lib/i18n/translate'
import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import { outcomeWords } from '@/lib/link-sessions/words'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import {
  confirmSelfieAction,
  emailCreatorAction,
  sendCodeAction,
  submitCodeAction,
  submitLoginAction,
} from './actions'

/** What the screens of a login through our own form need in the console; null for a session without one. */
export function attemptProps(ctx: Ctx, session: LinkSessionView): AttemptProps | null {
  const { attempt } = session
  if (!attempt || session.state === 'created') return null
  const { slug, name: agencyName } = ctx.agency
  const lastError = attempt.form?.lastError
  return {
    attempt,
    t: teamTranslator(),
    look: 'console',
    language: 'en',
    errors: null,
    actions: {
      login: submitLoginAction.bind(null, slug),
      code: submitCodeAction.bind(null, slug),
      confirmSelfie: confirmSelfieAction.bind(null, slug),
      sendCode: sendCodeAction.bind(null, slug),
      emailCreator: emailCreatorAction.bind(null, slug),
    },
    agencyName,
    providerName: PROVIDER_NAMES[session.provider],
    lastError: lastError ? outcomeWords(lastError) : null,
    help: null,
  }
}

/** What a login asks of this browser; null where another one answers. */
export function asksOf(props: AttemptProps | null): { title: string; text: string } | null {
  if (props?.attempt.solver !== 'me') return null
  return attemptHeading(props.t, props.attempt, props.providerName)
}
