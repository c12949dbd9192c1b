import { z } from 'zod'
import { isSandboxKey } from '../config'

/** Any of an organisation's keys, which differ in their prefix alone; gives the one that names its world. */
export const worldKeySchema = z
  .string()
  .transform((key) => key.replace(/^(ofapi|ofk)_sandbox_/, 'sk_sandbox_'))
  .refine(isSandboxKey, 'not a sandbox key')
