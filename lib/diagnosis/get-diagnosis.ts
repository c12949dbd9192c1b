import 'server-only'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { notFound } from '../errors'
import { loadFacts } from './load-facts'
import { type DiagnosisView, toDiagnosisView } from './view'

/** "Why is it broken?" of one connection of this agency. Throws `not_found`. */
export async function getDiagnosis(ctx: Ctx, connectionId: string): Promise<DiagnosisView> {
  requirePermission(ctx, 'connections.read')
  const facts = (await inAgency(ctx, (tx) => loadFacts(tx, ctx, [connectionId]))).get(connectionId)
  if (!facts) throw notFound('connection')
  return toDiagnosisView(facts)
}
