import type { EmbedProtocol } from './protocol'

/** What the browser that a session is bound to needs to show its frame. `url` is a credential: it goes nowhere else. */
export type FrameView = { url: string; protocol: EmbedProtocol }
