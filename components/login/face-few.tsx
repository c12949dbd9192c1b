import { CalmNotice } from '../connect/calm-notice'
import type { AttemptProps } from './attempt-props'

type Shown = NonNullable<AttemptProps['attempt']['challenge']>

/** Before a face check is begun: that tries are few, and how many are left where the provider says it. */
export function FaceFew({ t, challenge }: { t: AttemptProps['t']; challenge: Shown }) {
  const left = challenge.faceTriesLeft
  return (
    <CalmNotice title={t('challenge.faceFew.title')}>
      {left !== null && <strong className="text-ink">{t('challenge.faceFew.left', { count: left })} </strong>}
      {t('challenge.faceFew.text')}
    </CalmNotice>
  )
}
