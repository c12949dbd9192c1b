import { humanised } from '@/lib/login/words'
import { Spinner } from '../ui/spinner'
import type { AttemptProps } from './attempt-props'
import { LOOKS } from './look'
import { LookAgain } from './look-again'

/** Where the provider is; a word of its own that nobody knows is shown as it is, made readable. */
export function WorkingScreen({ t, look, attempt, providerName: provider }: AttemptProps) {
  const { progress } = attempt
  const words = () => {
    if (!progress) return t('working.none')
    const key = `working.progress.${progress}`
    return t.has(key as Parameters<typeof t.has>[0])
      ? t(key as Parameters<typeof t>[0])
      : t('working.unknown', { provider, progress: humanised(progress) })
  }
  return (
    <div className={LOOKS[look].stack}>
      <p
        role="status"
        className={`${LOOKS[look].text} flex items-center gap-3 rounded-xl bg-accent-soft px-4 py-3.5 font-medium text-ink!`}
      >
        <Spinner className="size-5 shrink-0 text-accent-text" />
        {words()}
      </p>
      <p className={LOOKS[look].small}>{t('working.leave')}</p>
      <LookAgain words={t('working.again')} />
    </div>
  )
}
