import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listConnections } from '../connections/list-connections'
import { listCreators } from '../creators/list-creators'
import { choicesOf } from '../link-sessions/decide'
import { connectInput } from '../link-sessions/input'
import { pollSession } from '../link-sessions/poll-session'
import { resolveReview } from '../link-sessions/resolve-review'
import { startConnect } from '../link-sessions/start-connect'
import { TestBrowser } from '../testing/browser'
import { comeBack, connect, newLogin } from '../testing/flows'
import { sessionRow } from '../testing/rows'
import { addCreator, addMember } from '../testing/team'
import { type Agency, makeWorld, type World } from '../testing/world'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
})
afterAll(() => world.close())

it('limited staff connect a new creator, see her and her connection, and nobody else’s', async () => {
  await addCreator(world, agency, 'Somebody else')
  const limited = await addMember(world, agency, 'staff', { assignedOnly: true })
  const ctx = await limited.ctx()
  const browser = new TestBrowser()
  const input = connectInput.parse({ idempotencyKey: randomUUID(), creatorName: 'Her own' })
  const { linkSessionId, url } = await startConnect(ctx, { ...input, browser: browser.cookie })
  await comeBack(world, await browser.login(url ?? '', newLogin()), browser)
  expect((await sessionRow(world, linkSessionId)).state).toBe('completed')
  expect((await listCreators(ctx, {})).items.map((one) => one.name)).toEqual(['Her own'])
  expect((await listConnections(ctx, {})).items).toHaveLength(1)
  const other = await addMember(world, agency, 'staff', { assignedOnly: true })
  expect((await listCreators(await other.ctx(), {})).items).toEqual([])
})

it('nobody else is assigned to what they add', async () => {
  const browser = new TestBrowser()
  const input = connectInput.parse({ idempotencyKey: randomUUID(), creatorName: 'For all' })
  await startConnect(agency.ctx('admin'), { ...input, browser: browser.cookie })
  const rows = await world.db.admin`select 1 from assignments where user_id = ${agency.users.admin.id}`
  expect(rows).toHaveLength(0)
})

it('limited staff cannot take over by a review what another creator has, and are told so', async () => {
  const login = newLogin()
  await connect(world, agency, login)
  const limited = await addMember(world, agency, 'staff', { assignedOnly: true })
  const ctx = await limited.ctx()
  const browser = new TestBrowser()
  const input = connectInput.parse({ idempotencyKey: randomUUID(), creatorName: 'A second one' })
  const { linkSessionId, url } = await startConnect(ctx, { ...input, browser: browser.cookie })
  await browser.login(url ?? '', login)
  await pollSession(agency.ctx('system'), linkSessionId)
  const { state, reviewReason } = await sessionRow(world, linkSessionId)
  expect(state).toBe('needs_review')
  const [choice] = choicesOf(reviewReason).filter((one) => one !== 'delete')
  if (!choice) throw new Error('nothing to choose')
  await expect(resolveReview(ctx, { linkSessionId, choice })).rejects.toMatchObject({ code: 'conflict' })
  expect((await sessionRow(world, linkSessionId)).state).toBe('needs_review')
})
