import { beforeEach, expect, it, vi } from 'vitest'
import type { Change } from './change'
import { LiveHub, type Subscriber } from './hub'
import { OpenStream } from './testing/listening'

const A = '0190a0a0-0000-4000-8000-00000000000a'
const B = '0190a0a0-0000-4000-8000-00000000000b'
const ME = '0190a0a0-0000-4000-8000-0000000000aa'
const change = (agency: string): Change => ({ table: 'connections', agency, id: ME })

let now = 1_000_000
let hub: LiveHub
beforeEach(() => {
  now = 1_000_000
  hub = new LiveHub(() => now)
  hub.startHearing()
})

function subscriber(agencyId = A, userId: string | null = ME) {
  const calls = { onChange: vi.fn(), onMissed: vi.fn(), onPoll: vi.fn(), onStop: vi.fn() }
  return { agencyIds: [agencyId], userId, ...calls } satisfies Subscriber
}

it('an agency’s change goes to those who look at it, and to nobody else', () => {
  const [here, there] = [subscriber(A), subscriber(B)]
  hub.subscribe(here)
  hub.subscribe(there)
  hub.publish(change(A))
  expect(here.onChange).toHaveBeenCalledWith(change(A))
  expect(there.onChange).not.toHaveBeenCalled()
})

it('the end of a session goes to its person', () => {
  const [mine, other, creator] = [subscriber(A, ME), subscriber(A, B), subscriber(A, null)]
  for (const one of [mine, other, creator]) hub.subscribe(one)
  hub.publish({ table: 'sessions', id: A, user: ME })
  hub.publish({ table: 'users', id: ME })
  expect(mine.onChange).toHaveBeenCalledTimes(2)
  expect(other.onChange).not.toHaveBeenCalled()
  expect(creator.onChange).not.toHaveBeenCalled()
})

it('who left hears nothing', () => {
  const one = subscriber()
  hub.subscribe(one)()
  hub.publish(change(A))
  expect(one.onChange).not.toHaveBeenCalled()
  expect(hub.size).toBe(0)
})

it('tells what was missed, of this agency, since a time', () => {
  hub.publish(change(A))
  now += 1_000
  hub.publish(change(B))
  hub.publish({ ...change(A), id: B })
  expect(hub.since(now, subscriber())).toEqual([{ ...change(A), id: B }])
  expect(hub.since(now - 1_000, subscriber())).toHaveLength(2)
})

it('does not pretend to know what came before it heard, or what it forgot', () => {
  expect(hub.since(now - 1, subscriber())).toBeNull()
  hub.publish(change(A))
  now += 200_000
  hub.publish(change(B))
  expect(hub.since(now - 199_000, subscriber())).toEqual([])
  expect(hub.since(1_000_000, subscriber())).toBeNull()
  for (let i = 0; i < 5_100; i += 1) hub.publish(change(A))
  expect(hub.since(now, subscriber())).toBeNull()
})

it('after a break everybody is told to look again, and meanwhile to look for themselves', () => {
  const one = subscriber()
  hub.subscribe(one)
  hub.poll()
  expect(one.onPoll).not.toHaveBeenCalled()
  hub.stopHearing()
  hub.poll()
  expect(one.onPoll).toHaveBeenCalledOnce()
  expect(hub.since(now, subscriber())).toBeNull()
  hub.startHearing()
  expect(one.onMissed).toHaveBeenCalledOnce()
})

it('ends all streams when the process stops, and opens none after that', () => {
  const [before, after] = [subscriber(), subscriber()]
  hub.subscribe(before)
  hub.stop()
  hub.subscribe(after)
  expect(before.onStop).toHaveBeenCalledOnce()
  expect(after.onStop).toHaveBeenCalledOnce()
  expect(hub.size).toBe(0)
})

it('a crowd of changes is told in one or two batches, and one that goes on less and less often', async () => {
  vi.useFakeTimers()
  const topics = vi.fn(async () => ['connections' as const])
  const viewer = { agencyIds: [A], userId: ME, check: async () => null, topics }
  const stream = new OpenStream(hub, viewer, { batchMs: 150 })
  for (let i = 0; i < 1_000; i += 1) hub.publish(change(A))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(topics).toHaveBeenCalledOnce()
  topics.mockClear()
  for (let i = 0; i < 600; i += 1) {
    hub.publish(change(A))
    await vi.advanceTimersByTimeAsync(50)
  }
  expect(topics.mock.calls.length).toBeLessThan(32)
  await vi.advanceTimersByTimeAsync(5_000)
  topics.mockClear()
  hub.publish(change(A))
  await vi.advanceTimersByTimeAsync(160)
  expect(topics).toHaveBeenCalledOnce()
  stream.abort.abort()
  vi.useRealTimers()
})
