import type { Context } from 'hono'
import { z } from 'zod'

/** Parses the body, or answers 400 with what is wrong. */
export async function readBody<T>(
  c: Context,
  schema: z.ZodType<T>,
): Promise<{ data: T } | { refused: Response }> {
  const parsed = schema.safeParse(await c.req.json().catch(() => null))
  return parsed.success
    ? { data: parsed.data }
    : { refused: c.json({ error: z.prettifyError(parsed.error) }, 400) }
}
