import { z } from 'zod'
import { ITEM_STATES } from './words'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The rows of a job as they stand in the URL. A value that makes no sense is left out, never an error. */
export const bulkListInput = z.object({
  show: z.preprocess(first, z.enum(ITEM_STATES).optional().catch(undefined)),
  /** Position of the row after which the page begins. */
  after: z.preprocess(first, z.coerce.number().int().min(0).max(100_000).optional().catch(undefined)),
})
export type BulkListInput = z.infer<typeof bulkListInput>
