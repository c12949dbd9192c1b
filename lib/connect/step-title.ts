import type { Translate } from '../i18n/translate'
import type { ConnectView } from './view'

/** The window's title of a step: the step, and who asks. */
export function stepTitle(t: Translate<'connect'>, view: ConnectView): string {
  if (view.step === 'closed') return [t('titles.closed'), view.asker?.agencyName].filter(Boolean).join(' · ')
  const step = view.step === 'welcome' && view.purpose === 'reconnect' ? 'again' : view.step
  return `${t(`titles.${step}`, { provider: view.providerName })} · ${view.asker.agencyName}`
}
