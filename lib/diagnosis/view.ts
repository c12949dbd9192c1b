import { eventWords } from '../audit/words'
import type { LiveReconnect } from '../link-sessions/live-reconnect'
import { type Diagnosis, diagnose } from './diagnose'
import type { AskedInvite, Facts } from './facts'

/** A line of the timeline that something rests on. */
export type EvidenceLine = { id: number; words: string; at: Date }

/** A diagnosis as a page shows it, with what is under way already. */
export type DiagnosisView = Omit<Diagnosis, 'evidence'> & {
  evidence: EvidenceLine[]
  live: LiveReconnect | null
  invite: AskedInvite | null
  review: { linkSessionId: string } | null
}

export function toDiagnosisView(facts: Facts): DiagnosisView {
  const { evidence, ...diagnosis } = diagnose(facts)
  return {
    ...diagnosis,
    evidence: facts.events
      .filter((event) => evidence.includes(event.id))
      .map(({ id, kind, at }) => ({ id, words: eventWords(kind), at })),
    live: facts.live,
    invite: facts.invite,
    review: facts.review,
  }
}
