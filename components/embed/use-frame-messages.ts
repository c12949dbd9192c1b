'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import {
  type EmbedProtocol,
  exitRequest,
  type FrameNews,
  type FrameStep,
  isFromFrame,
  readMessage,
  saysLoaded,
} from '@/lib/embed/protocol'

/** Told once per kind of news: a page that repeats itself is not asked about again and again. */
export type FrameEvents = (news: FrameNews, step: FrameStep | null) => void

/** A page that was asked to close and says nothing is closed all the same. */
const ANSWER_MS = 1_500

/** Listens to one frame, and to nobody else. Nothing that it says is shown, navigated to or believed. */
export function useFrameMessages(
  frame: RefObject<HTMLIFrameElement | null>,
  protocol: EmbedProtocol,
  origin: string | null,
  { events, silenceMs, onGone }: { events: FrameEvents; silenceMs: number; onGone: () => void },
) {
  const [isLoaded, setLoaded] = useState(false)
  const [isSilent, setSilent] = useState(false)
  const told = useRef(new Set<FrameNews>())
  const asked = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef({ events, onGone })
  useEffect(() => {
    latest.current = { events, onGone }
  }, [events, onGone])

  useEffect(() => {
    if (!origin) return
    told.current.clear()
    setLoaded(false)
    setSilent(false)
    const tell = (news: FrameNews, step: FrameStep | null = null) => {
      if (told.current.has(news)) return
      told.current.add(news)
      latest.current.events(news, step)
    }
    const listen = (event: MessageEvent) => {
      if (!isFromFrame(event, { origin, window: frame.current?.contentWindow ?? null })) return
      const message = readMessage(protocol, event.data)
      if (!message) return
      setLoaded(true)
      if (message.kind === 'exit') {
        clearTimeout(asked.current)
        tell('exit', message.step)
      } else if (message.kind !== 'loaded') tell(message.kind)
    }
    const silence = setTimeout(() => setSilent(true), silenceMs)
    window.addEventListener('message', listen)
    return () => {
      clearTimeout(silence)
      clearTimeout(asked.current)
      window.removeEventListener('message', listen)
    }
  }, [frame, protocol, origin, silenceMs])

  // A page that never says that it is there is taken for loaded when the browser has loaded something.
  useEffect(() => {
    const element = frame.current
    if (!element || !origin || saysLoaded(protocol)) return
    const loaded = () => setLoaded(true)
    element.addEventListener('load', loaded)
    return () => element.removeEventListener('load', loaded)
  }, [frame, origin, protocol])

  const askToClose = useCallback(() => {
    const request = exitRequest(protocol, false)
    const target = frame.current?.contentWindow
    if (!request || !target || !origin) {
      latest.current.onGone()
      return
    }
    target.postMessage(request, origin)
    clearTimeout(asked.current)
    asked.current = setTimeout(() => latest.current.onGone(), ANSWER_MS)
  }, [frame, origin, protocol])

  return { isLoaded, isSilent, askToClose }
}
