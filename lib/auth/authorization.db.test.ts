import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerAsk } from '../attention/answer-ask'
import { countAttention } from '../attention/count-attention'
import { getHome } from '../attention/get-home'
import { listAttention } from '../attention/list-attention'
import { listProviderProblems } from '../attention/list-problems'
import { listTimeline } from '../audit/list-timeline'
import { diffConnections } from '../connections/diff-connections'
import { disconnectConnection } from '../connections/disconnect-connection'
import { editConnection } from '../connections/edit-connection'
import { getConnection } from '../connections/get-connection'
import { countConnections, listConnections, listTags } from '../connections/list-connections'
import { retryDeletion } from '../connections/retry-deletion'
import { setPriority } from '../connections/set-priority'
import { verifyConnection } from '../connections/verify-connection'
import { listCreators, pickCreators } from '../creators/list-creators'
import { getDiagnosis } from '../diagnosis/get-diagnosis'
import type { AppError } from '../errors'
import { askCreator } from '../invites/ask-creator'
import { getLinkSession } from '../link-sessions/get-link-session'
import { connectInput } from '../link-sessions/input'
import { pollSession } from '../link-sessions/poll-session'
import { resolveReview } from '../link-sessions/resolve-review'
import { resumeLinkSession } from '../link-sessions/resume'
import { stopLinkSession } from '../link-sessions/revoke'
import { startConnect } from '../link-sessions/start-connect'
import { startReconnect } from '../link-sessions/start-reconnect'
import { getLoginBudget, listLoginsLeft } from '../login/budget'
import { resolveOrphan } from '../orphans/resolve-orphan'
import { begin, connect, newLogin } from '../testing/flows'
import { snapshot } from '../testing/rows'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import type { Ctx } from './context'

let world: World
let home: Agency
let foreign: Agency

type Ids = {
  connection: string
  session: string
  review: string
  orphan: string
  deletion: string
  creator: string
  owner: string
  invite: string
}
let theirs: Ids

const BROWSER = 'b'.repeat(43)
const form = (over: object) =>
  connectInput.parse({ idempotencyKey: randomUUID(), creatorName: 'Maya', ...over })

/** Every verb that takes the id of something, and the weakest member who may call it. */
const VERBS: Record<string, { weakest: 'staff' | 'admin'; call: (ctx: Ctx, ids: Ids) => Promise<unknown> }> =
  {
    getConnection: { weakest: 'staff', call: (ctx, ids) => getConnection(ctx, ids.connection) },
    getLinkSession: {
      weakest: 'staff',
      call: (ctx, ids) => getLinkSession(ctx, { linkSessionId: ids.session, browser: BROWSER }),
    },
    getDiagnosis: { weakest: 'staff', call: (ctx, ids) => getDiagnosis(ctx, ids.connection) },
    setPriority: {
      weakest: 'staff',
      call: (ctx, ids) => setPriority(ctx, { connectionId: ids.connection, priority: 'high' }),
    },
    askCreator: {
      weakest: 'staff',
      call: (ctx, ids) => askCreator(ctx, { connectionId: ids.connection }),
    },
    answerAsk: {
      weakest: 'staff',
      call: (ctx, ids) => answerAsk(ctx, { inviteId: ids.invite, answer: 'set_aside' }),
    },
    verifyConnection: {
      weakest: 'staff',
      call: (ctx, ids) => verifyConnection(ctx, { connectionId: ids.connection }),
    },
    editConnection: {
      weakest: 'staff',
      call: (ctx, ids) => editConnection(ctx, { connectionId: ids.connection, tags: ['mine'], note: 'mine' }),
    },
    startReconnect: {
      weakest: 'staff',
      call: (ctx, ids) =>
        startReconnect(ctx, {
          idempotencyKey: randomUUID(),
          connectionId: ids.connection,
          takeOver: true,
          browser: BROWSER,
        }),
    },
    startConnect: {
      weakest: 'staff',
      call: (ctx, ids) => startConnect(ctx, { ...form({ creatorId: ids.creator }), browser: BROWSER }),
    },
    resumeLinkSession: {
      weakest: 'staff',
      call: (ctx, ids) => resumeLinkSession(ctx, { linkSessionId: ids.session, browser: BROWSER }),
    },
    stopLinkSession: {
      weakest: 'staff',
      call: (ctx, ids) => stopLinkSession(ctx, { linkSessionId: ids.session }),
    },
    resolveReview: {
      weakest: 'staff',
      call: (ctx, ids) => resolveReview(ctx, { linkSessionId: ids.review, choice: 'delete' }),
    },
    disconnectConnection: {
      weakest: 'admin',
      call: (ctx, ids) =>
        disconnectConnection(ctx, { connectionId: ids.connection, confirmation: 'stranger' }),
    },
    retryDeletion: { weakest: 'admin', call: (ctx, ids) => retryDeletion(ctx, { deletionId: ids.deletion }) },
    resolveOrphan: {
      weakest: 'admin',
      call: (ctx, ids) => resolveOrphan(ctx, { orphanId: ids.orphan, action: 'delete' }),
    },
  }

/** Every verb that takes no id. */
const READS: Record<string, (ctx: Ctx) => Promise<unknown>> = {
  listConnections: (ctx) => listConnections(ctx, {}),
  countConnections: (ctx) => countConnections(ctx, {}),
  listTags,
  listCreators: (ctx) => listCreators(ctx, {}),
  pickCreators,
  listAttention,
  listProviderProblems,
  countAttention,
  getHome,
  listTimeline: (ctx) => listTimeline(ctx, { connectionId: randomUUID() }),
  listLoginsLeft,
  getLoginBudget: (ctx) => getLoginBudget(ctx, { creatorId: randomUUID(), ofUserId: null }),
}

beforeAll(async () => {
  world = await makeWorld()
  home = await world.newAgency()
  foreign = await world.newAgency()
  await connect(world, home)
  const connected = await connect(world, foreign)
  await world.db.admin`update connections set tags = '{secret-tag}' where id = ${connected.connectionId}`
  await world.sandbox.seed(foreign.apiKey, [{ ofUserId: '4711', username: 'stranger' }])
  await diffConnections(foreign.ctx('system'), foreign.accountId)
  const open = await begin(foreign)
  const waiting = await begin(foreign)
  await waiting.browser.login(waiting.url, newLogin())
  await pollSession(foreign.ctx('system'), waiting.linkSessionId)
  const [deletion] = await world.db.admin`insert into provider_deletions
    (agency_id, provider_account_id, provider_connection_id, reason, created_at, next_attempt_at)
    values (${foreign.id}, ${foreign.accountId}, 'conn_old', 'replaced', now(), now()) returning id`
  const [orphan] = await world.db.admin`select id from orphans where agency_id = ${foreign.id}`
  const [creator] = await world.db.admin`select id from creators where agency_id = ${foreign.id}`
  const asked = await askCreator(foreign.ctx(), { connectionId: connected.connectionId })
  theirs = {
    connection: connected.connectionId,
    session: open.linkSessionId,
    review: waiting.linkSessionId,
    orphan: String(orphan?.id),
    deletion: String(deletion?.id),
    creator: String(creator?.id),
    owner: foreign.users.owner.id,
    invite: asked.inviteId,
  }
}, 60_000)
afterAll(() => world.close())

const random = (): Ids => ({
  connection: randomUUID(),
  session: randomUUID(),
  review: randomUUID(),
  orphan: randomUUID(),
  deletion: randomUUID(),
  creator: randomUUID(),
  owner: randomUUID(),
  invite: randomUUID(),
})

/** The answer without anything that may differ by id. */
const answer = (work: Promise<unknown>) =>
  work.then(
    () => ({ code: 'fine', message: '' }),
    ({ code, message, fields }: AppError) => ({ code, message, fields }),
  )
const everything = () =>
  snapshot(world, [
    'connections',
    'link_sessions',
    'orphans',
    'provider_deletions',
    'events',
    'creators',
    'invites',
  ])

describe.each(Object.entries(VERBS))('%s', (_, { weakest, call }) => {
  it.each<Member>(['owner', 'admin', 'staff'])(
    'answers another agency’s id like a random one: %s',
    async (who) => {
      const before = await everything()
      const calls = (await world.sandbox.calls(foreign.apiKey)).length
      const allowed = weakest === 'staff' || who !== 'staff'
      const there = await answer(call(home.ctx(who), theirs))
      expect(there).toEqual(await answer(call(home.ctx(who), random())))
      expect(there.code).toBe(allowed ? 'not_found' : 'forbidden')
      expect(await everything()).toBe(before)
      expect(await world.sandbox.calls(foreign.apiKey)).toHaveLength(calls)
    },
  )

  it('does so by its own look at the agency, also where row-level security would let it pass', async () => {
    const before = await everything()
    const unwalled = { ...home.ctx('owner'), db: world.db.system }
    expect((await answer(call(unwalled, theirs))).code).toBe('not_found')
    expect(await everything()).toBe(before)
  })

  it('refuses a weaker role before it looks at anything', async () => {
    const weaker: Member[] = weakest === 'staff' ? ['creator'] : ['creator', 'staff']
    for (const who of weaker)
      for (const [agency, ids] of [
        [foreign, theirs],
        [home, random()],
      ] as const)
        expect((await answer(call(agency.ctx(who), ids))).code).toBe('forbidden')
  })
})

describe('reads without an id', () => {
  it.each(Object.entries(READS))(
    '%s: shows nothing of another agency and is refused to a creator',
    async (_, read) => {
      const walled = JSON.stringify(await read(home.ctx('staff')))
      const unwalled = JSON.stringify(await read({ ...home.ctx('staff'), db: world.db.system }))
      for (const said of [walled, unwalled])
        for (const secret of [...Object.values(theirs), 'secret-tag', foreign.slug])
          expect(said).not.toContain(secret)
      expect((await answer(read(home.ctx('creator')))).code).toBe('forbidden')
    },
  )

  it('a timeline of another agency is as empty as one that does not exist', async () => {
    for (const of of [{ connectionId: theirs.connection }, { linkSessionId: theirs.session }])
      for (const ctx of [home.ctx('owner'), { ...home.ctx('owner'), db: world.db.system }])
        expect(await listTimeline(ctx, of)).toEqual({ items: [], older: null })
    expect((await listTimeline(foreign.ctx('owner'), { connectionId: theirs.connection })).items).not.toEqual(
      [],
    )
  })
})

it('an owner of another agency cannot be given a connection', async () => {
  const [mine] = await world.db.admin`select id from connections where agency_id = ${home.id}`
  const edit = editConnection(home.ctx(), {
    connectionId: String(mine?.id),
    tags: [],
    note: '',
    ownerId: theirs.owner,
  })
  expect((await answer(edit)).code).toBe('invalid_input')
})
