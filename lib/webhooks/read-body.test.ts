import { describe, expect, it } from 'vitest'
import { readBody } from './read-body'

const LIMITS = { bytes: 1_000, ms: 50 }

/** A body of parts; after the last one it ends, fails or stays open. */
function streamOf(parts: number[], then: 'end' | 'fail' | 'hang' = 'end') {
  const seen = { pulled: 0, cancelled: false }
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const size = parts[seen.pulled]
        seen.pulled += 1
        if (size !== undefined) return controller.enqueue(new Uint8Array(size).fill(7))
        if (then === 'end') return controller.close()
        if (then === 'fail') return controller.error(new Error('gone'))
        return new Promise<void>(() => {})
      },
      cancel() {
        seen.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { stream, seen }
}

describe('a body', () => {
  it('is read as the bytes that it is', async () => {
    const { stream } = streamOf([400, 599, 1])
    expect(await readBody(stream, null, LIMITS)).toEqual({ raw: new Uint8Array(1_000).fill(7) })
    expect(await readBody(null, '0', LIMITS)).toEqual({ raw: new Uint8Array() })
    expect(await readBody(streamOf([]).stream, null, LIMITS)).toEqual({ raw: new Uint8Array() })
  })

  it('that announces too much is not read at all', async () => {
    const { stream, seen } = streamOf([1])
    expect(await readBody(stream, '1001', LIMITS)).toEqual({ refused: 'too_large' })
    expect(seen).toEqual({ pulled: 0, cancelled: true })
  })

  it('that says nothing of its size, or lies about it, is left at the cap', async () => {
    for (const announced of [null, '10', 'x', '-1']) {
      const { stream, seen } = streamOf(Array.from({ length: 1_000 }, () => 400))
      expect(await readBody(stream, announced, LIMITS), String(announced)).toEqual({ refused: 'too_large' })
      expect(seen.pulled).toBeLessThanOrEqual(4)
      expect(seen.cancelled).toBe(true)
    }
  })

  it('that drips is left at the deadline, and one that breaks off is none', async () => {
    const slow = streamOf([10], 'hang')
    expect(await readBody(slow.stream, null, LIMITS)).toEqual({ refused: 'too_slow' })
    expect(slow.seen.cancelled).toBe(true)
    expect(await readBody(streamOf([10], 'fail').stream, null, LIMITS)).toEqual({ refused: 'too_slow' })
  })
})
