import { z } from 'zod'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The list of notices as it stands in the URL. A position that makes no sense is left out, never an error. */
export const noticeListInput = z.object({
  /** The notice after which the page begins. */
  after: z.preprocess(first, z.uuid().optional().catch(undefined)),
})
export type NoticeListInput = z.infer<typeof noticeListInput>
