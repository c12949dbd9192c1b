import type { ReactNode } from 'react'
import { DemoRibbon } from '@/components/connect/demo-ribbon'
import { documentLanguage } from '@/lib/connect/document-language'
import { translator } from '@/lib/i18n/translate'
import { demoProviderAddress } from '@/lib/system/demo'

/** Around everything that creators see: no console, and nothing to sign in to. */
export default async function ConnectLayout({ children }: { children: ReactNode }) {
  const language = await documentLanguage()
  return (
    <>
      {demoProviderAddress() && (
        <DemoRibbon language={language} words={translator(language, 'connect')('frame.demo')} />
      )}
      {children}
    </>
  )
}
