import { z } from 'zod'
import { organisationKey } from '../config'
import { REFUSAL_NAMES } from './refusals'

const status = z.number().int().min(200).max(599)

const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status,
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ kind: z.literal('delay'), ms: z.number().int().min(0).max(120_000) }),
  /** The connection is reset before anything is done. */
  z.strictObject({ kind: z.literal('reset') }),
  /** A gateway's HTML page. */
  z.strictObject({ kind: z.literal('html'), status: status.optional() }),
  z.strictObject({ kind: z.literal('json'), status, body: z.unknown() }),
  /** A refusal of the contracts, in its provider's own words. */
  z.strictObject({ kind: z.literal('refusal'), name: z.enum(REFUSAL_NAMES) }),
  /** Does the work, then sends half of the answer. */
  z.strictObject({ kind: z.literal('truncated') }),
  /** Does the work, then cuts the connection without an answer. */
  z.strictObject({ kind: z.literal('drop_after') }),
])
export type Fault = z.infer<typeof faultSchema>

export const faultRuleSchema = z.strictObject({
  /** Of one provider, or the organisation's first key for all three. */
  apiKey: z.string(),
  /** `path` is a prefix of the path without its query. */
  match: z.strictObject({ method: z.string().optional(), path: z.string().optional() }),
  times: z.number().int().min(1).max(100_000),
  fault: faultSchema,
})
type FaultRule = z.infer<typeof faultRuleSchema> & { id: string; left: number }

/** Faults that wait for calls of a key; the oldest that matches is used first. Kept in memory only. */
export class Faults {
  private rules: FaultRule[] = []
  private count = 0

  add(rule: z.infer<typeof faultRuleSchema>): string {
    this.count += 1
    const id = `fault_${this.count}`
    this.rules.push({ ...rule, id, left: rule.times })
    return id
  }

  /** The fault for this call, which is used up by asking. */
  take(apiKey: string, method: string, path: string): Fault | null {
    const rule = this.rules.find(
      (candidate) =>
        [apiKey, organisationKey(apiKey)].includes(candidate.apiKey) &&
        (candidate.match.method === undefined || candidate.match.method.toUpperCase() === method) &&
        path.startsWith(candidate.match.path ?? '/'),
    )
    if (rule === undefined) return null
    rule.left -= 1
    if (rule.left <= 0) this.rules = this.rules.filter((other) => other !== rule)
    return rule.fault
  }

  clear(apiKey?: string): void {
    this.rules = apiKey === undefined ? [] : this.rules.filter((rule) => rule.apiKey !== apiKey)
  }
}
