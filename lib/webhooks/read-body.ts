export type BodyRead = { raw: Uint8Array } | { refused: 'too_large' | 'too_slow' }

/**
 * Reads a request's body as the bytes that they are, up to a cap and a deadline; what comes after either is not kept.
 * @param announced the Content-Length, which may be missing or wrong
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  announced: string | null,
  limits: { bytes: number; ms: number },
): Promise<BodyRead> {
  if (announced !== null && Number(announced) > limits.bytes) {
    await body?.cancel().catch(() => {})
    return { refused: 'too_large' }
  }
  if (!body) return { raw: new Uint8Array() }
  const reader = body.getReader()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limits.ms)
  })
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), late])
      if (next === 'late') return { refused: 'too_slow' }
      if (next.done) return { raw: new Uint8Array(Buffer.concat(chunks)) }
      size += next.value.byteLength
      if (size > limits.bytes) return { refused: 'too_large' }
      chunks.push(next.value)
    }
  } catch {
    // The sender went away in the middle.
    return { refused: 'too_slow' }
  } finally {
    clearTimeout(timer)
    // Lets go of a sender who would go on; after a proper end it does nothing.
    reader.cancel().catch(() => {})
  }
}
