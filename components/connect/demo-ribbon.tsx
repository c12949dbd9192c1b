import type { PageLocale } from '@/lib/i18n/locales'

/** 24 px that say that this is the demo. */
export function DemoRibbon({ language, words }: { language: PageLocale; words: string }) {
  return (
    <aside
      aria-label="Sandbox"
      lang={language}
      className="flex min-h-6 items-center justify-center bg-warning-soft px-3 py-1 text-center text-xs text-warning print:hidden"
    >
      {words}
    </aside>
  )
}
