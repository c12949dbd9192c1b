import type { Translate } from '@/lib/i18n/translate'
import type { AttemptView } from '@/lib/login/view'

type Shown = NonNullable<AttemptView['challenge']>

/** A code must be asked for before there is one to type: sending is named first, and nothing was answered yet. */
export function isGate({ kinds, actions, rejected, isChecking }: Shown): boolean {
  const [kind] = kinds
  const isSent = kind === 'email' || kind === 'sms'
  return isSent && actions[0] === 'send_code' && !rejected && !isChecking
}

function challengeHeading(t: Translate<'login'>, challenge: Shown, provider: string) {
  const [kind = challenge.actions.includes('enter_code') ? 'code' : 'unknown'] = challenge.kinds
  const { hint } = challenge
  if (kind === 'sms' || kind === 'email') {
    const gate = isGate(challenge) ? 'Gate' : ''
    return {
      title: t(`challenge.title.${kind}${gate}`),
      text: hint ? t(`challenge.text.${kind}${gate}Hint`, { hint }) : t(`challenge.text.${kind}${gate}`),
    }
  }
  return { title: t(`challenge.title.${kind}`, { provider }), text: t(`challenge.text.${kind}`) }
}

/** Title and first sentence of what an attempt asks for now. */
export function attemptHeading(
  t: Translate<'login'>,
  attempt: AttemptView,
  provider: string,
): { title: string; text: string } {
  if (attempt.form) return { title: t(`form.title.${attempt.purpose}`), text: t('form.text', { provider }) }
  if (attempt.challenge) return challengeHeading(t, attempt.challenge, provider)
  return { title: t('working.title'), text: t('working.text', { provider }) }
}
