import type { AttemptProps } from './attempt-props'
import { LoginNote } from './login-note'

type Shown = NonNullable<AttemptProps['attempt']['challenge']>

/** Before a face check is begun: that tries are few, and how many are left where the provider says it. */
export function FaceFew({ t, look, challenge }: Pick<AttemptProps, 't' | 'look'> & { challenge: Shown }) {
  const left = challenge.faceTriesLeft
  return (
    <LoginNote look={look} title={t('challenge.faceFew.title')}>
      {left !== null && <strong className="text-ink">{t('challenge.faceFew.left', { count: left })} </strong>}
      {t('challenge.faceFew.text')}
    </LoginNote>
  )
}
