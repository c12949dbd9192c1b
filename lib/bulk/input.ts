import { z } from 'zod'
import { tagInput } from '../connections/edit-connection'
import type { ListInput } from '../connections/list-input'
import { CONNECTION_STATUSES, REASONS, type StatusReason } from '../connections/words'
import { PROVIDER_IDS } from '../providers/types'
import { MOST_ITEMS } from './words'

const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u)

/**
 * The filters of the list. Stricter than the list's own input: a value that makes no sense must not be left out here,
 * because then the job would be about more than what was shown.
 */
const filters = {
  q: words(100).optional(),
  status: z.enum(CONNECTION_STATUSES).optional(),
  reason: z.enum(Object.keys(REASONS) as [StatusReason, ...StatusReason[]]).optional(),
  provider: z.enum(PROVIDER_IDS).optional(),
  creator: z.uuid().optional(),
  tag: words(40).optional(),
  mine: z.literal('1').optional(),
} satisfies Record<Exclude<keyof ListInput, 'sort' | 'after'>, z.ZodType>

const tags = z.array(tagInput).max(20, 'At most 20 tags at a time.')

/** What is done to which connections: chosen by id, or all that a filter matches. */
export const startBulkInput = z
  .strictObject({
    kind: z.enum(['ask_creator', 'verify', 'tag', 'assign']),
    /** One per rendered form: sending it twice starts one job. */
    idempotencyKey: z.uuid(),
    connectionIds: z
      .array(z.uuid())
      .min(1)
      .max(MOST_ITEMS, 'At most 2,000 connections at a time.')
      .optional(),
    filter: z.strictObject(filters).optional(),
    addTags: tags.optional(),
    removeTags: tags.optional(),
    /** With assign: the new person; null for nobody. */
    ownerId: z.uuid().nullable().optional(),
    /** With ask_creator: also mail those whose address is known. */
    mail: z.boolean().optional(),
  })
  .refine((value) => (value.connectionIds === undefined) !== (value.filter === undefined), {
    path: ['connectionIds'],
    message: 'Choose connections, or all that match.',
  })
  .refine((value) => value.kind !== 'tag' || value.addTags?.length || value.removeTags?.length, {
    path: ['addTags'],
    message: 'Type a tag to add or to take away.',
  })
  .refine((value) => value.kind !== 'assign' || value.ownerId !== undefined, {
    path: ['ownerId'],
    message: 'Choose who looks after them.',
  })
export type StartBulkInput = z.infer<typeof startBulkInput>

export const bulkJobInput = z.strictObject({ jobId: z.uuid() })
