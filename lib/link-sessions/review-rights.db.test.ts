import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppError } from '../errors'
import { begin, beginAgain, comeBack, connectExpired, newLogin } from '../testing/flows'
import { audited, connectionRow, connectionRows, sessionRow } from '../testing/rows'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import { getLinkSession } from './get-link-session'
import { pollSession } from './poll-session'
import { type ReviewInput, resolveReview } from './resolve-review'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const fresh = async () => {
  agency = await world.newAgency()
}
const system = () => agency.ctx('system')
const decide = (linkSessionId: string, choice: ReviewInput['choice'], who: Member = 'staff') =>
  resolveReview(agency.ctx(who), { linkSessionId, choice })
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: AppError) => error.code,
  )

/** A reconnect for which the provider made a new connection, of somebody else. */
async function otherUserNewId() {
  await fresh()
  const first = await connectExpired(world, agency)
  const { providerConnectionId } = await connectionRow(world, first.connectionId)
  await world.sandbox.deleteRemote(agency.apiKey, providerConnectionId)
  const again = await beginAgain(agency, first.connectionId)
  await comeBack(world, await again.browser.login(again.url, newLogin()), again.browser)
  return { ...first, linkSessionId: again.linkSessionId }
}

describe('who may decide', () => {
  it.each<[Member, string]>([
    ['other', 'forbidden'],
    ['creator', 'forbidden'],
    ['staff', 'fine'],
    ['admin', 'fine'],
    ['owner', 'fine'],
  ])('%s: %s', async (who, answer) => {
    const { linkSessionId } = await otherUserNewId()
    const before = await sessionRow(world, linkSessionId)
    expect(await refused(decide(linkSessionId, 'delete', who))).toBe(answer)
    if (answer === 'fine') {
      expect(await audited(world, 'link_session.review.delete', linkSessionId)).toBe(1)
      return
    }
    expect(await sessionRow(world, linkSessionId)).toEqual(before)
    if (who === 'creator') return
    const view = await getLinkSession(agency.ctx(who), { linkSessionId, browser: null })
    expect(view.review?.choices).toEqual([])
  })

  it('one decision counts: the second is a conflict, also at the same moment', async () => {
    const { linkSessionId } = await otherUserNewId()
    const answers = await Promise.all([
      refused(decide(linkSessionId, 'delete')),
      refused(decide(linkSessionId, 'keep_new', 'admin')),
      refused(decide(linkSessionId, 'delete', 'owner')),
    ])
    expect(answers.filter((answer) => answer === 'fine')).toHaveLength(1)
    expect(await audited(world, 'link_session.drop', linkSessionId)).toBeLessThanOrEqual(1)
  })

  it('a choice that does not fit is refused', async () => {
    const { linkSessionId } = await otherUserNewId()
    for (const choice of ['confirm', 'repair', 'close_and_open'] as const)
      expect(await refused(decide(linkSessionId, choice))).toBe('invalid_input')
  })
})

describe('what is kept is read once more first', () => {
  it('an account that was deleted or answers as somebody else meanwhile is not kept', async () => {
    await fresh()
    const begun = await begin(agency)
    await begun.browser.login(begun.url, newLogin())
    await pollSession(system(), begun.linkSessionId)
    const { candidate } = await sessionRow(world, begun.linkSessionId)
    const id = candidate?.providerConnectionId ?? ''
    await world.db.admin`update link_sessions set candidate = jsonb_set(candidate, '{ofUserId}', '"1"')
      where id = ${begun.linkSessionId}`
    expect(await refused(decide(begun.linkSessionId, 'confirm'))).toBe('conflict')
    await world.db.admin`update link_sessions set candidate = ${world.db.admin.json(candidate)}
      where id = ${begun.linkSessionId}`
    await world.sandbox.fault(agency.apiKey, { path: '/v2/access' }, { kind: 'status', status: 503 }, 3)
    await expect(decide(begun.linkSessionId, 'confirm')).rejects.toMatchObject({ kind: 'unavailable' })
    await world.sandbox.deleteRemote(agency.apiKey, id)
    expect(await refused(decide(begun.linkSessionId, 'confirm'))).toBe('conflict')
    expect(await connectionRows(world, agency)).toEqual([])
    await decide(begun.linkSessionId, 'delete')
    expect((await sessionRow(world, begun.linkSessionId)).state).toBe('dropped')
  })
})
