import type { PageLocale } from '@/lib/i18n/locales'

/** 24 px that say that this is the demo. */
export function DemoRibbon({ language, words }: { language: PageLocale; words: string }) {
  return (
    <aside
      aria-label="Sandbox"
      lang={language}
      className="flex h-6 items-center justify-center overflow-hidden bg-warning-soft px-3 text-xs whitespace-nowrap text-warning print:hidden"
    >
      <span className="truncate">{words}</span>
    </aside>
  )
}
