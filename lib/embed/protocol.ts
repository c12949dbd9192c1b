/**
 * How the page of an embedded session speaks with the page around it. Pure, and for the browser. What a message says is
 * never believed: it only makes us ask our own server. OFAuth: contract of its embed library 5.0.0. OnlyFansAPI: contract
 * of its auth package 2.0.2.
 */
export type EmbedProtocol = 'ofauth' | 'onlyfansapi'

/** What is left of a message: its kind, and where a person left, of a closed list. */
export type FrameMessage =
  | { kind: 'loaded' | 'success' | 'invalid_session' | 'failed' }
  | { kind: 'exit'; step: FrameStep | null }

export const FRAME_STEPS = ['pre-login', 'login', '2fa', 'authorization', 'success', 'error'] as const
export type FrameStep = (typeof FRAME_STEPS)[number]

/** What the dialog tells our server. */
export const FRAME_NEWS = ['success', 'exit', 'failed', 'invalid_session'] as const
export type FrameNews = (typeof FRAME_NEWS)[number]

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The address to show in the frame. OFAuth's page wants to know who embeds it and in which theme. Null when the address
 * is not of this origin's scheme: nothing else is ever put into a frame.
 */
export function frameAddress(
  protocol: EmbedProtocol,
  sessionUrl: string,
  around: { origin: string; theme: 'light' | 'dark' },
): URL | null {
  const url = URL.canParse(sessionUrl) ? new URL(sessionUrl) : null
  if (!url || !/^https?:$/.test(url.protocol)) return null
  if (protocol === 'ofauth') {
    url.searchParams.set('embed', 'true')
    url.searchParams.set('embed_origin', around.origin)
    url.searchParams.set('theme', around.theme)
  }
  return url
}

function readOfauth(data: Record<string, unknown>): FrameMessage | null {
  if (data.type !== 'OFAUTH_LINK') return null
  switch (data.event) {
    case 'loaded':
    case 'success':
    case 'invalid_session':
      return { kind: data.event }
    case 'exit': {
      const { type, step } = isRecord(data.metadata) ? data.metadata : {}
      // The step may be left out; an end by an error is one all the same.
      const left = type === 'error' ? 'error' : FRAME_STEPS.find((known) => known === step)
      return { kind: 'exit', step: left ?? null }
    }
    // `sandbox_info` and what may come to be are none of our business.
    default:
      return null
  }
}

function readOnlyfansapi(data: Record<string, unknown>): FrameMessage | null {
  switch (data.type) {
    case 'onlyfansapi.auth.success':
    case 'onlyfansapi.auth.continue':
      return { kind: 'success' }
    case 'onlyfansapi.auth.failed':
      return { kind: 'failed' }
    default:
      return null
  }
}

/** Reads a message's shape; null for anything that the protocol does not know. Takes no text out of it. */
export function readMessage(protocol: EmbedProtocol, data: unknown): FrameMessage | null {
  if (!isRecord(data)) return null
  return protocol === 'ofauth' ? readOfauth(data) : readOnlyfansapi(data)
}

/** True for a message of this very frame, from the origin that its session has: nobody else is listened to. */
export function isFromFrame(
  event: Pick<MessageEvent, 'origin' | 'source'>,
  frame: { origin: string; window: MessageEventSource | null },
): boolean {
  return frame.window !== null && event.source === frame.window && event.origin === frame.origin
}

/** Asks the page whether it may be closed; null where the protocol has no such question. */
export function exitRequest(protocol: EmbedProtocol, force: boolean): object | null {
  return protocol === 'ofauth' ? { type: 'OFAUTH_LINK', event: 'exit_requested', force } : null
}

/** True when the page says that it is there: only then a silent frame can be told from a blocked one. */
export const saysLoaded = (protocol: EmbedProtocol): boolean => protocol === 'ofauth'
