'use client'

import { Download, Printer } from 'lucide-react'
import { CopyTextButton } from '../invites/copy-text-button'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { useFocusOnce } from './use-focus-once'

const textOf = (codes: string[]) =>
  ['Patchbay recovery codes', 'Each works once, in the place of a code of your app.', '', ...codes, ''].join(
    '\n',
  )

function download(codes: string[]): void {
  const address = URL.createObjectURL(new Blob([textOf(codes)], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'patchbay-recovery-codes.txt'
  link.click()
  URL.revokeObjectURL(address)
}

/** The recovery codes, shown once: to be copied, downloaded or printed. */
export function RecoveryCodeSheet({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const heading = useFocusOnce<HTMLHeadingElement>()
  return (
    <div className="flex flex-col items-start gap-4">
      <div data-print>
        <h3 ref={heading} tabIndex={-1} className="font-medium outline-none">
          Recovery codes for Patchbay
        </h3>
        <p className="mt-0.5 text-ink-2">
          Keep them where you keep passwords, not on the phone with the app. Each works once, in the place of
          a code.
        </p>
        <ol className="mt-4 grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-md border border-line bg-sunken px-4 py-3 font-mono sm:w-96">
          {codes.map((code) => (
            <li key={code} className="select-all">
              {code}
            </li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyTextButton value={textOf(codes)} label="Copy" />
        <Button onClick={() => download(codes)}>
          <Download aria-hidden />
          Download
        </Button>
        <Button onClick={() => window.print()}>
          <Printer aria-hidden />
          Print
        </Button>
      </div>
      <Notice tone="warning" title="They are shown this once" className="self-stretch">
        Patchbay keeps no copy that could be read. If you lose them, make new ones here.
      </Notice>
      <Button variant="primary" onClick={onDone}>
        I have kept them
      </Button>
    </div>
  )
}
