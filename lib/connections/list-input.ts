import { z } from 'zod'
import { PROVIDER_IDS } from '../providers/types'
import { CONNECTION_STATUSES, REASONS, type StatusReason } from './words'

export const SORTS = ['name', 'proven', 'newest', 'broken'] as const
export type Sort = (typeof SORTS)[number]

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const soft = <S extends z.ZodType>(schema: S) => z.preprocess(first, schema.optional().catch(undefined))

/** Postgres stores no NUL and no name has a control character: what holds one can match nothing. */
const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u)

/** The connections list as it stands in the URL. A value that makes no sense is left out, never an error. */
export const listInput = z.object({
  q: soft(words(100)),
  status: soft(z.enum(CONNECTION_STATUSES)),
  /** Why it has its status. */
  reason: soft(z.enum(Object.keys(REASONS) as [StatusReason, ...StatusReason[]])),
  provider: soft(z.enum(PROVIDER_IDS)),
  creator: soft(z.uuid()),
  tag: soft(words(40)),
  mine: soft(z.literal('1')),
  sort: soft(z.enum(SORTS)),
  /** Opaque keyset position, from the previous page. */
  after: soft(z.string().max(600)),
})
export type ListInput = z.infer<typeof listInput>
