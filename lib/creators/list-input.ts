import { z } from 'zod'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const soft = <S extends z.ZodType>(schema: S) => z.preprocess(first, schema.optional().catch(undefined))

/** The position of a page of creators: the last name and id before it. */
const position = z.tuple([
  z
    .string()
    .max(200)
    .regex(/^\P{Cc}*$/u),
  z.uuid(),
])

/** The creators list as it stands in the URL. A value that makes no sense is left out, never an error. */
export const creatorListInput = z.object({
  q: soft(
    z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}*$/u),
  ),
  after: soft(
    z
      .string()
      .max(600)
      .transform((value, context) => {
        try {
          const [name, id] = position.parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
          return { name, id }
        } catch {
          context.addIssue('not a position')
          return z.NEVER
        }
      }),
  ),
})

/** A position as text for the URL; `creatorListInput` reads it back. */
export function positionText(position: { name: string; id: string }): string {
  return Buffer.from(JSON.stringify([position.name, position.id])).toString('base64url')
}
