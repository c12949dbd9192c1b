import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { documentLanguage } from '@/lib/connect/document-language'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Patchbay', template: '%s · Patchbay' },
  description: 'Link creators’ accounts, see which connections work, and repair the ones that broke.',
  robots: { index: false, follow: false },
  referrer: 'same-origin',
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f7f5' },
    { media: '(prefers-color-scheme: dark)', color: '#131312' },
  ],
}

/** Creators' pages speak their language; the console speaks English. */
async function languageOf(path: string | null): Promise<string> {
  return path && /^\/connect(\/|$)/.test(path) ? documentLanguage().catch(() => 'en') : 'en'
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered per request, the not-found page too: a prerendered one could carry no nonce.
  await connection()
  const language = await languageOf((await headers()).get('x-patchbay-path'))
  return (
    <html lang={language} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>{children}</body>
    </html>
  )
}
