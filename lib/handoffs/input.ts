import { z } from 'zod'

/** The token of the link, as its page posts it. One that is malformed is answered like one that opens nothing. */
export const joinInput = z.strictObject({ token: z.string().max(200) })
export type JoinInput = z.infer<typeof joinInput>
