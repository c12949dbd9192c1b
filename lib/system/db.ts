import 'server-only'
import { type Db, openDb } from '@/db/client'
import { env } from '../env'

/** Pools survive a hot reload: a development server would otherwise open new ones with every change. */
const pools = globalThis as unknown as { patchbayApp?: Db; patchbaySystem?: Db }

/** The tenant-bound pool (role patchbay_app): sees nothing until a transaction names its agency. */
export function appDb(): Db {
  pools.patchbayApp ??= openDb(env().DATABASE_URL, { max: 10, applicationName: 'patchbay-web' })
  return pools.patchbayApp
}

/**
 * The system pool (role patchbay_system): for the worker, and for the few look-ups that happen before the
 * tenant is known. Only files in lib/system and lib/jobs may call it.
 */
export function systemDb(): Db {
  pools.patchbaySystem ??= openDb(env().SYSTEM_DATABASE_URL, { max: 5, applicationName: 'patchbay-system' })
  return pools.patchbaySystem
}
