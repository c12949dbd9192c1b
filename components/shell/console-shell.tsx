import type { ReactNode } from 'react'
import type { ProviderProblem } from '@/lib/attention/list-problems'
import { Bell } from '../notices/bell'
import { PageLink } from '../ui/page-link'
import { ToastProvider } from '../ui/toast'
import { type AgencyLink, AgencySwitcher } from './agency-switcher'
import { BottomNav } from './bottom-nav'
import { ExceptOn } from './except-on'
import { Mark } from './mark'
import { ProviderProblems } from './provider-problems'
import { SandboxRibbon } from './sandbox-ribbon'
import { SideNav } from './side-nav'
import type { SignOutAction } from './sign-out-button'
import { UserMenu } from './user-menu'

/** The frame of the staff console. */
export function ConsoleShell({
  agency,
  agencies,
  user,
  attention,
  unread,
  isAdmin,
  problems,
  sandboxAddress,
  signOut,
  children,
}: {
  agency: AgencyLink
  agencies: AgencyLink[]
  user: { name: string; email: string }
  /** How many things need somebody. */
  attention: number
  /** How many notices the user has not seen. */
  unread: number
  /** An owner or admin: some pages are for them alone. */
  isAdmin: boolean
  problems: ProviderProblem[]
  /** Where the sandbox's people are; null in live mode. */
  sandboxAddress: string | null
  signOut: SignOutAction
  children: ReactNode
}) {
  return (
    <ToastProvider>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      {sandboxAddress && <SandboxRibbon address={sandboxAddress} />}
      <header className="sticky top-0 z-30 flex h-14 items-center gap-1 border-b border-line bg-canvas px-3 md:px-4">
        <PageLink
          href={`/a/${agency.slug}`}
          className="flex shrink-0 items-center gap-2 rounded-md py-1 pr-1.5 font-semibold tracking-tight text-ink md:w-52"
        >
          <Mark className="size-7" />
          <span className="text-lg max-md:sr-only">Patchbay</span>
        </PageLink>
        <AgencySwitcher current={agency} agencies={agencies} />
        <div className="ml-auto flex shrink-0 items-center gap-1">
          <Bell slug={agency.slug} unread={unread} />
          <UserMenu slug={agency.slug} user={user} signOut={signOut} />
        </div>
      </header>
      <div className="flex">
        <SideNav slug={agency.slug} attention={attention} isAdmin={isAdmin} />
        <main
          id="main"
          tabIndex={-1}
          className="min-w-0 flex-1 px-4 pt-5 pb-24 outline-none md:px-8 md:pt-7 md:pb-12"
        >
          <div className="mx-auto max-w-6xl">
            <ExceptOn path={`/a/${agency.slug}/attention`}>
              <ProviderProblems slug={agency.slug} problems={problems} />
            </ExceptOn>
            {children}
          </div>
        </main>
      </div>
      <BottomNav slug={agency.slug} attention={attention} isAdmin={isAdmin} />
    </ToastProvider>
  )
}
