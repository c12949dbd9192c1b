import { z } from 'zod'
import { isSandboxKey, organisationKey } from '../config'

/** Any of an organisation's keys, which differ in their prefix alone; gives the one that names its world. */
export const worldKeySchema = z.string().transform(organisationKey).refine(isSandboxKey, 'not a sandbox key')
