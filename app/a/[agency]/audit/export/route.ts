import type { NextRequest } from 'next/server'
import { exportAudit } from '@/lib/audit/export-audit'
import { auditFilter } from '@/lib/audit/filter-input'
import type { Ctx } from '@/lib/auth/context'
import { agencyContext } from '@/lib/auth/current-user'
import { noteRefused } from '@/lib/auth/note-refused'
import { AppError } from '@/lib/errors'

const HEADERS = { 'cache-control': 'no-store' }
const refused = (error: string, status: number) => Response.json({ error }, { status, headers: HEADERS })

type Context = { params: Promise<{ agency: string }> }

/** The audit log under the filter of the address, as a CSV file that is written while it is sent. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { agency } = await params
  let ctx: Ctx | null = null
  try {
    ctx = await agencyContext(agency)
    if (!ctx) return refused('not_found', 404)
    const query = request.nextUrl.searchParams
    const filter = auditFilter.parse(
      Object.fromEntries([...query.keys()].map((name) => [name, query.get(name)])),
    )
    const pieces = await exportAudit(ctx, filter)
    const encoder = new TextEncoder()
    const body = new ReadableStream({
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        await pieces.return(undefined)
      },
    })
    const name = `audit-${agency}-${ctx.now().toISOString().slice(0, 10)}.csv`
    return new Response(body, {
      headers: {
        ...HEADERS,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
      },
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (ctx) await noteRefused(ctx, error, null)
    return refused(error.code, 403)
  }
}
