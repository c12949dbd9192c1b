import { z } from 'zod'
import { AUDIT_GROUPS } from './action-words'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const soft = <S extends z.ZodType>(schema: S) => z.preprocess(first, schema.optional().catch(undefined))

/** A day that a calendar has, in UTC. */
const day = z.iso.date()

/** The audit log as it stands in the URL. A value that makes no sense is left out, never an error. */
export const auditFilter = z.object({
  /** A user's id, or what else acts: `creator`, `system`. */
  actor: soft(z.union([z.uuid(), z.enum(['creator', 'system'])])),
  group: soft(z.enum(AUDIT_GROUPS)),
  /** Everything about one thing, by its id. */
  target: soft(z.uuid()),
  from: soft(day),
  to: soft(day),
  refused: soft(z.literal('1')),
})
export type AuditFilter = z.infer<typeof auditFilter>

/** A position of the log for the URL: the line's time as Postgres writes it, and its id. */
export type AuditPosition = { at: string; id: number }

const TIME = /^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

export function auditPositionText({ at, id }: AuditPosition): string {
  return `${at}_${id}`
}

/** Reads a position back; null when it is none. */
export function parseAuditPosition(text: unknown): AuditPosition | null {
  if (typeof text !== 'string' || text.length > 60) return null
  const [at = '', id = ''] = text.split('_')
  if (!TIME.test(at) || Number.isNaN(Date.parse(at)) || !/^[1-9]\d{0,14}$/.test(id)) return null
  // Date.parse takes the 31st of any month; Postgres does not.
  return new Date(at).toISOString().slice(0, 10) === at.slice(0, 10) ? { at, id: Number(id) } : null
}
