import { isTopic, STREAM_EVENTS, type StreamData, type StreamEvent } from '@/lib/live/words'

/** One line of the stream, or what the leading tab tells the others: `down` when it has no stream at the moment. */
export type LiveMessage = StreamData & { event: StreamEvent | 'down' }

const EVENTS: readonly unknown[] = [...STREAM_EVENTS, 'down']

/** Reads a message of the server or of another tab; null for anything that does not look like one. */
export function toMessage(value: unknown): LiveMessage | null {
  if (typeof value !== 'object' || value === null) return null
  const { event, at, topics = [] } = value as Partial<LiveMessage>
  if (!EVENTS.includes(event) || typeof at !== 'number') return null
  if (!Array.isArray(topics) || !topics.every(isTopic)) return null
  return value as LiveMessage
}

function parseBlock(block: string): LiveMessage | null {
  const lines = block.split('\n')
  const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
  const data = field('data')
  if (data === undefined) return null
  try {
    return toMessage({ ...(JSON.parse(data) as object), event: field('event') })
  } catch {
    return null
  }
}

/** Cuts the pieces that arrive into messages; half of one waits for the rest. */
export class EventLines {
  private rest = ''

  push(piece: string): LiveMessage[] {
    const blocks = (this.rest + piece).split('\n\n')
    this.rest = blocks.pop() ?? ''
    return blocks.map(parseBlock).filter((message) => message !== null)
  }
}
