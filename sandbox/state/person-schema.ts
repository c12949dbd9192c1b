import { z } from 'zod'

/** An OnlyFans user as its login e-mail finds it, at whatever provider. */
export const personSchema = z.object({
  ofUserId: z.string(),
  username: z.string(),
  name: z.string(),
  email: z.string(),
  /** `generated`: drawn by the sandbox and served below its own origin, whatever port that has today. */
  avatar: z.union([z.literal('generated'), z.string(), z.null()]),
  kind: z.enum(['creator', 'fan']),
})
