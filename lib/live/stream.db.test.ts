import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { connect } from '../testing/flows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { LiveHub } from './hub'
import { staffViewer } from './staff-viewer'
import { encodeEvent, type Viewer } from './stream'
import { OpenStream, startListening, type WebProcess } from './testing/listening'
import type { Topic } from './words'

let world: World
let agency: Agency
let one: WebProcess
let two: WebProcess
let connectionId: string
const streams: OpenStream[] = []

beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
  connectionId = (await connect(world, agency)).connectionId
  ;[one, two] = await Promise.all([startListening(world), startListening(world)])
}, 60_000)
afterEach(() => {
  for (const stream of streams.splice(0)) stream.abort.abort()
})
afterAll(async () => {
  one.stop()
  two.stop()
  await world.close()
})

async function viewer(): Promise<{ viewer: Viewer; sessionId: string }> {
  const ctx = agency.ctx('admin')
  if (ctx.actor.kind !== 'user') throw new Error('A member was expected.')
  const sessionId = randomUUID()
  await world.db.admin`insert into sessions ${world.db.admin({
    id: sessionId,
    user_id: ctx.actor.userId,
    token_hash: sessionId,
    user_agent: '',
    address: '',
    expires_at: new Date(Date.now() + 3_600_000),
  })}`
  return {
    viewer: staffViewer({ ...ctx, actor: ctx.actor }, { sessionId, systemDb: world.db.system }),
    sessionId,
  }
}

async function open(hub: LiveHub, options: ConstructorParameters<typeof OpenStream>[2] = {}) {
  const { viewer: mine, sessionId } = await viewer()
  const stream = new OpenStream(hub, mine, options)
  streams.push(stream)
  await stream.until(({ event }) => event === 'hello')
  return { stream, sessionId }
}

const touch = () => world.db.admin`update connections set note = ${randomUUID()} where id = ${connectionId}`

it('a change is heard through every web process', async () => {
  const [here, there] = [await open(one.hub), await open(two.hub)]
  await touch()
  for (const { stream } of [here, there]) await stream.topic(`connection:${connectionId}`)
})

it('carries topics and nothing else', async () => {
  const { stream } = await open(one.hub)
  await touch()
  await stream.topic('connections')
  const rest = stream.text.replaceAll(/"at":\d{13}/g, '').replaceAll(new RegExp(connectionId, 'g'), '')
  expect(rest).toMatch(/^[a-z_\s:{}[\],"\d]*$/)
  expect(() => encodeEvent('changed', { at: 1, topics: ['creator:Jane' as Topic] })).toThrow()
})

it('a revoked session ends its stream at once, and no other', async () => {
  const [gone, stays] = [await open(one.hub), await open(one.hub)]
  await world.db.admin`update sessions set revoked_at = now() where id = ${gone.sessionId}`
  expect(await gone.stream.end()).toBe('signed_out')
  await touch()
  await stays.stream.topic('connections')
})

it('whoever lost the right is out within one check, also when nothing is heard', async () => {
  const deaf = new LiveHub()
  const { stream, sessionId } = await open(deaf, { checkMs: 20 })
  await stream.until(({ event }) => event === 'beat')
  await world.db.admin`update sessions set revoked_at = now() where id = ${sessionId}`
  expect(await stream.end()).toBe('signed_out')
})

it('tells what came while the stream was away', async () => {
  const before = Date.now()
  const watch = await open(two.hub)
  await touch()
  await watch.stream.topic('connections')
  const { stream } = await open(two.hub, { since: before })
  await stream.topic(`connection:${connectionId}`)
  const long = await open(two.hub, { since: before - 3_600_000 })
  await long.stream.until(({ event }) => event === 'missed')
})

it('leaves nothing behind when the browser goes', async () => {
  const size = one.hub.size
  const { stream } = await open(one.hub)
  expect(one.hub.size).toBe(size + 1)
  stream.abort.abort()
  expect(one.hub.size).toBe(size)
})

it('a listening connection that dies is replaced, and everybody looks again', async () => {
  const { stream } = await open(one.hub)
  await world.db.admin`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'patchbay-live' and datname = current_database()`
  await stream.until(({ event }) => event === 'missed')
  await touch()
  await stream.topic('connections')
})

it('behind a pooler that tells nothing, pages are told to ask', async () => {
  const hub = new LiveHub()
  const { stream } = await open(hub)
  await stream.until(({ event }) => event === 'poll')
})

it('ends with its process, and the browser knows that another one answers', async () => {
  const hub = new LiveHub()
  const { stream } = await open(hub)
  hub.stop()
  expect(await stream.end()).toBe('away')
})
