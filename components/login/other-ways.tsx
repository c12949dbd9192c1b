import type { ReactNode } from 'react'
import type { ChallengeKind } from '@/lib/providers/challenge'
import type { AttemptProps } from './attempt-props'
import { FaceFew } from './face-few'
import { LinkOut } from './link-out'
import { LOOKS } from './look'

type Shown = NonNullable<AttemptProps['attempt']['challenge']>

/** The other factors that OnlyFans would take instead, each with the way to it. */
export function OtherWays({
  t,
  look,
  challenge,
  providerName: provider,
  send,
}: AttemptProps & {
  challenge: Shown
  /** The button that has a code sent on another channel. */
  send: (kind: 'sms' | 'email') => ReactNode
}) {
  const others = challenge.kinds.slice(1)
  if (others.length === 0) return null
  const wayOf = (kind: ChallengeKind) => {
    if ((kind === 'sms' || kind === 'email') && challenge.actions.includes('send_code')) return send(kind)
    const face = kind === 'face' || kind === 'forced_face'
    const href = face ? challenge.links?.face : kind === 'mobile_app' ? challenge.links?.mobileApp : null
    if (!href) return null
    return (
      <>
        {face && <FaceFew t={t} look={look} challenge={challenge} />}
        <LinkOut
          href={href}
          label={t(face ? 'challenge.faceOpen' : 'challenge.appOpen', { provider })}
          scan={t(face ? 'challenge.faceScan' : 'challenge.appScan')}
          qrLabel={t('challenge.qr')}
          both={face}
          look={look}
        />
      </>
    )
  }
  return (
    <section aria-label={t('challenge.other')} className="flex flex-col gap-3 border-t border-line pt-4">
      <p aria-hidden className={`${LOOKS[look].text} font-medium text-ink!`}>
        {t('challenge.other')}
      </p>
      {others.map((kind) => (
        <div key={kind} className="flex flex-col gap-2">
          <p className={LOOKS[look].text}>{t(`challenge.otherText.${kind}`, { provider })}</p>
          {wayOf(kind)}
        </div>
      ))}
    </section>
  )
}
