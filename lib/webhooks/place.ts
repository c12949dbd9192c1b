import type { SealPlace } from '../crypto/seal'

/** Where a signing secret is sealed. */
export const secretPlace = (agencyId: string, rowId: string): SealPlace => ({
  table: 'webhook_secrets',
  column: 'secret_sealed',
  agencyId,
  rowId,
})
