import { afterEach, describe, expect, it, vi } from 'vitest'
import { Leader, type Locks } from './leader'
import { LiveTab } from './live-tab'
import { EventLines } from './messages'
import { Paced } from './paced'
import { Poller, versionOf } from './poller'
import { Registry } from './registry'

const ID = '0190a0a0-0000-4000-8000-00000000000a'
const line = (event: string, data: object) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('lines', () => {
  it('puts pieces together and passes over comments', () => {
    const lines = new EventLines()
    const text = `retry: 2000\n\n${line('hello', { at: 1 })}: nothing\n\n${line('changed', { at: 2, topics: [`connection:${ID}`] })}`
    const messages = [...text].flatMap((piece) => lines.push(piece))
    expect(messages).toEqual([
      { event: 'hello', at: 1 },
      { event: 'changed', at: 2, topics: [`connection:${ID}`] },
    ])
  })

  it.each([
    'event: changed\ndata: {"at":\n\n',
    line('changed', { topics: ['connections'] }),
    line('changed', { at: 1, topics: ['<b>'] }),
    line('changed', { at: 1, topics: 'connections' }),
    line('unheard', { at: 1 }),
    'data: null\n\n',
  ])('takes nothing else for a message: %j', (text) => {
    expect(new EventLines().push(text)).toEqual([])
  })
})

describe('what is shown', () => {
  const follower = (topics: string[], at = 10_000, isFrame = false) => ({ topics, at, status: null, isFrame })

  it('matters when something shows it; less when only the frame does', () => {
    const registry = new Registry()
    registry.add(follower(['attention'], 10_000, true))
    const leave = registry.add(follower(['connections', 'attention']))
    expect(registry.hear(['connections'], 11_000)).toBe('page')
    expect(registry.hear(['notices'], 11_000)).toBeNull()
    leave()
    expect(registry.hear(['connections'], 11_000)).toBeNull()
    expect(registry.hear(['attention'], 11_000)).toBe('frame')
  })

  it('is old when something was heard after it was rendered: the page that Back leads to', () => {
    const registry = new Registry()
    const onStale = vi.fn()
    registry.onStale(onStale)
    registry.hear(['connections'], 20_000)
    registry.add(follower(['connections'], 30_000))
    expect(onStale).not.toHaveBeenCalled()
    registry.add(follower(['connections'], 10_000))
    expect(onStale).toHaveBeenCalledOnce()
  })

  it('says from when on to ask: the oldest part, and a little before', () => {
    const registry = new Registry()
    expect(registry.since()).toBeNull()
    registry.add(follower([], 50_000))
    registry.add(follower([], 40_000))
    expect(registry.since()).toBe(37_000)
  })
})

/** A lock as browsers have it: one holder, the others wait in order. */
function fakeLocks(): Locks {
  let last = Promise.resolve()
  return {
    request: (_name, { signal }, hold) => {
      const before = last
      const mine = before.then(() => (signal.aborted ? undefined : hold()))
      last = mine.then(() => {})
      return mine
    },
  }
}

describe('the leading tab', () => {
  it('is one of all that compete, and the next when it lets go', async () => {
    const locks = fakeLocks()
    let open = 0
    let most = 0
    const lead = () => {
      open += 1
      most = Math.max(most, open)
      return () => {
        open -= 1
      }
    }
    const tabs = Array.from({ length: 8 }, () => new Leader('x', locks, lead))
    for (const tab of tabs) tab.compete()
    await vi.waitFor(() => expect(open).toBe(1))
    for (const tab of tabs) {
      tab.release()
      await new Promise((resolve) => setImmediate(resolve))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(most).toBe(1)
    expect(open).toBe(0)
  })

  it('is each one where there are no locks', () => {
    const onLead = vi.fn(() => () => {})
    for (const tab of [1, 2, 3].map(() => new Leader('x', undefined, onLead))) tab.compete()
    expect(onLead).toHaveBeenCalledTimes(3)
  })
})

describe('rendering again', () => {
  function paced() {
    vi.useFakeTimers()
    const ran: number[] = []
    const can = { run: true }
    const options = { firstMs: 500, longestMs: 2_000, mayRun: () => can.run, run: () => ran.push(Date.now()) }
    return { ran, can, it: new Paced(options) }
  }

  it('is done once or twice for a crowd of changes, less often while it goes on, and soon after a calm', async () => {
    const { ran, it: page } = paced()
    for (let i = 0; i < 600; i += 1) {
      page.want()
      await vi.advanceTimersByTimeAsync(1)
    }
    await vi.advanceTimersByTimeAsync(10_000)
    expect(ran).toHaveLength(2)
    ran.length = 0
    for (let i = 0; i < 600; i += 1) {
      page.want()
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(ran.length).toBeGreaterThan(25)
    expect(ran.length).toBeLessThan(35)
    await vi.advanceTimersByTimeAsync(10_000)
    ran.length = 0
    page.want()
    await vi.advanceTimersByTimeAsync(150)
    expect(ran).toHaveLength(1)
  })

  it('is done one at a time, and not while nobody looks', async () => {
    const { ran, can, it: page } = paced()
    page.setBusy(true)
    page.want()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(ran).toHaveLength(0)
    can.run = false
    page.setBusy(false)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(ran).toHaveLength(0)
    can.run = true
    page.plan()
    await vi.advanceTimersByTimeAsync(150)
    expect(ran).toHaveLength(1)
  })
})

describe('a tab', () => {
  it('renders for what its page shows; for the frame alone it asks first, and renders when that is another one', async () => {
    vi.useFakeTimers()
    let say: (text: string) => void = () => {}
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        say = (text) => controller.enqueue(new TextEncoder().encode(text))
      },
    })
    const asked: string[] = []
    let seen = '0'
    vi.stubGlobal('fetch', async (url: string) => {
      if (url.startsWith('/events')) return new Response(body)
      asked.push(url)
      return Response.json({ seen })
    })
    vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
    vi.stubGlobal('window', new EventTarget())
    vi.stubGlobal('navigator', { onLine: true })
    const registry = new Registry()
    registry.add({ topics: [`connection:${ID}`], at: Date.now(), status: null, isFrame: false })
    const status = { url: '/frame', seen: '0' }
    registry.add({ topics: ['attention'], at: Date.now(), status, isFrame: true })
    const onStale = vi.fn()
    const tab = new LiveTab({ url: '/events', name: null, registry, onStale })
    await vi.advanceTimersByTimeAsync(10)
    const other = line('changed', { at: Date.now(), topics: ['connections', 'attention'] })
    say(other.repeat(50))
    await vi.advanceTimersByTimeAsync(5_000)
    expect([asked, onStale.mock.calls.length]).toEqual([['/frame'], 0])
    say(line('changed', { at: Date.now(), topics: [`connection:${ID}`, 'attention'] }))
    await vi.advanceTimersByTimeAsync(5_000)
    expect([asked.length, onStale.mock.calls.length]).toEqual([1, 1])
    seen = '1'
    say(other)
    await vi.advanceTimersByTimeAsync(5_000)
    expect([asked.length, onStale.mock.calls.length]).toEqual([2, 2])
    tab.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('asking instead', () => {
  it('reads what status routes say', () => {
    expect(versionOf({ seen: 'abc' })).toBe('abc')
    expect(versionOf({ state: 'open', version: 'v1' })).toBe('open v1')
    expect(versionOf({ version: 'v1' })).toBe('v1')
    for (const nothing of [null, 'x', {}, { state: 'open' }]) expect(versionOf(nothing)).toBeNull()
  })

  it('renders again when the answer differs, less often after failures, and never in a hidden tab', async () => {
    vi.useFakeTimers()
    const asked: number[] = []
    let answer: () => Response = () => Response.json({ seen: 'old' })
    vi.stubGlobal('fetch', async () => {
      asked.push(Date.now())
      return answer()
    })
    vi.stubGlobal('navigator', { onLine: true })
    let visible = true
    const onStale = vi.fn()
    const status = { url: '/status', seen: 'old' }
    const poller = new Poller({ status: () => status, isVisible: () => visible, onStale })
    poller.start()
    await vi.advanceTimersByTimeAsync(4_600)
    expect(asked).toHaveLength(3)
    expect(onStale).not.toHaveBeenCalled()
    answer = () => Response.json({ seen: 'new' })
    await vi.advanceTimersByTimeAsync(1_500)
    expect(onStale).toHaveBeenCalledOnce()
    answer = () => new Response('', { status: 503 })
    asked.length = 0
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked.length).toBeLessThan(7)
    visible = false
    asked.length = 0
    await vi.advanceTimersByTimeAsync(120_000)
    expect(asked).toHaveLength(0)
    poller.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
