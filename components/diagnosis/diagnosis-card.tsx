import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { type ConnectionStatus, isBroken, WHO_LABELS } from '@/lib/connections/words'
import type { Blocker } from '@/lib/diagnosis/diagnose'
import type { DiagnosisView } from '@/lib/diagnosis/view'
import type { BudgetView } from '@/lib/login/view'
import { LoginsLeft } from '../login/logins-left'
import { AskedLine } from './asked-line'
import { Evidence } from './evidence'
import { NextStep } from './next-step'
import type { RepairActions, Target } from './repair-actions'

const BLOCKED: Record<Blocker, string> = {
  key_refused: 'Until an admin has checked the API key, nobody can log in through the provider.',
  misconfigured: 'Until the callback address is allowed at the provider, nobody can log in through it.',
  unavailable: 'The provider does not answer at the moment, so a login may not start right now.',
}

function question(status: ConnectionStatus): string {
  if (status === 'disconnected') return 'Why did it end?'
  if (status === 'expiring') return 'What comes next?'
  return isBroken(status) ? 'Why is it broken?' : 'Does it work?'
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="min-w-0 text-ink">{children}</dd>
    </div>
  )
}

/** Why the connection is as it is, what that rests on, who must act, and the one button for it. */
export function DiagnosisCard({
  slug,
  status,
  target,
  diagnosis,
  logins,
  actions,
}: {
  slug: string
  status: ConnectionStatus
  target: Target
  diagnosis: DiagnosisView
  /** What the login budget of its account has left; null for one that has ended. */
  logins: BudgetView | null
  actions: RepairActions
}) {
  const { headline, explanation, evidence, whoMustAct, unrepairable, blockedBy, invite } = diagnosis
  const asked = invite && status !== 'active'
  return (
    <Card
      title={question(status)}
      actions={unrepairable && <Badge tone="warning">Only a new connection helps</Badge>}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <p className="font-semibold text-ink">{headline}</p>
          <p className="mt-0.5 text-pretty text-ink-2">{explanation}</p>
          {blockedBy && <p className="mt-1 text-pretty text-ink-2">{BLOCKED[blockedBy]}</p>}
        </div>
        <NextStep
          slug={slug}
          target={target}
          diagnosis={diagnosis}
          actions={actions}
          size="md"
          variant="primary"
        />
      </div>
      <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-3 border-t border-line pt-4">
        <Part label="Who must act">{WHO_LABELS[whoMustAct]}</Part>
        {asked && (
          <Part label="Under way">
            <AskedLine slug={slug} invite={invite} creatorName={target.creator.name} />
          </Part>
        )}
        {logins && (
          <Part label="Logins left today">
            <LoginsLeft logins={logins} />
          </Part>
        )}
        {evidence.length > 0 && (
          <Part label="Based on">
            <Evidence path={`/a/${slug}/connections/${target.id}`} lines={evidence} />
          </Part>
        )}
      </dl>
    </Card>
  )
}
