import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AppError, ERROR_CODES } from '../errors'
import { audited } from '../testing/rows'
import { callOf, codeOf, enter, setUpFactor, signedIn, whoIs } from '../testing/second-factor'
import { type Agency, makeWorld, type World } from '../testing/world'
import { getSecondFactor } from './get-account'
import { renewRecoveryCodes } from './recovery-store'
import { checkSecondFactor } from './second-factor'
import { openTotp } from './totp-secret'
import { confirmTotp, startTotp, turnOffTotp } from './totp-setup'

let world: World
let agency: Agency
let userId: string
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
  userId = agency.users.owner.id
})
afterAll(() => world.close())

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: AppError) => (ERROR_CODES.includes(error.code) ? error.code : String(error)),
  )
const call = () => callOf(world, userId)
const db = () => world.db.system
const use = (typed: string) =>
  checkSecondFactor(db(), {
    userId,
    sessionId: crypto.randomUUID(),
    code: typed,
    address: '192.0.2.50',
    now: world.clock.now(),
  })

describe('setting up', () => {
  it('asks for nothing until a first code confirms it', async () => {
    const user = await signedIn(world, userId)
    const { secret, uri } = await startTotp(db(), user, call())
    expect(new URL(uri).searchParams.get('secret')).toBe(secret)
    expect(await getSecondFactor(db(), userId)).toBeNull()
    expect(await whoIs(world, await enter(world, userId))).toMatchObject({ hasSecondFactor: false })
    expect(await code(use(codeOf(world, secret)))).toBe('wrong_code')
    for (const wrong of ['', '000000', codeOf(world, secret, 5), secret])
      expect(await code(confirmTotp(db(), user, { code: wrong }, call())), wrong).toBe('wrong_code')
    expect(await getSecondFactor(db(), userId)).toBeNull()
    const { codes } = await confirmTotp(db(), user, { code: ` ${codeOf(world, secret)} ` }, call())
    expect(codes).toHaveLength(10)
    expect(await getSecondFactor(db(), userId)).toMatchObject({ codesLeft: 10 })
    expect(await audited(world, 'account.second_factor_on', userId)).toBe(1)
  })

  it('signs every other browser out, and keeps this one', async () => {
    const [here, elsewhere] = [await enter(world, userId), await enter(world, userId)]
    const user = await whoIs(world, here)
    if (!user) throw new Error('not signed in')
    const { secret } = await startTotp(db(), user, call())
    await confirmTotp(db(), user, { code: codeOf(world, secret) }, call())
    expect([await whoIs(world, here), await whoIs(world, elsewhere)]).toMatchObject([
      { hasSecondFactor: true },
      null,
    ])
  })

  it('goes on with the same secret after a reload, and with a new one much later', async () => {
    const first = await startTotp(db(), await signedIn(world, userId), call())
    world.clock.advance(9 * 60_000)
    expect((await startTotp(db(), await signedIn(world, userId), call())).secret).toBe(first.secret)
    world.clock.advance(2 * 60_000)
    expect((await startTotp(db(), await signedIn(world, userId), call())).secret).not.toBe(first.secret)
  })

  it('is refused while one is on: a stolen browser cannot put its own phone there', async () => {
    const { secret, user } = await setUpFactor(world, userId)
    expect(await code(startTotp(db(), user, call()))).toBe('conflict')
    expect(await code(confirmTotp(db(), user, { code: codeOf(world, secret) }, call()))).toBe('conflict')
    expect(await use(codeOf(world, secret))).toBe('app')
  })

  it('two confirmations at once make one set of codes', async () => {
    const user = await signedIn(world, userId)
    const { secret } = await startTotp(db(), user, call())
    const once = () => confirmTotp(db(), user, { code: codeOf(world, secret) }, call())
    const answers = await Promise.all([code(once()), code(once())])
    expect(answers.sort()).toEqual(['conflict', 'fine'])
    expect((await getSecondFactor(db(), userId))?.codesLeft).toBe(10)
  })

  it('cannot be guessed at', async () => {
    const user = await signedIn(world, userId)
    const { secret } = await startTotp(db(), user, call())
    for (let i = 0; i < 20; i += 1) await code(confirmTotp(db(), user, { code: '000000' }, call()))
    expect(await code(confirmTotp(db(), user, { code: codeOf(world, secret) }, call()))).toBe('rate_limited')
  })
})

describe('what is kept', () => {
  it('holds neither secret nor recovery code, and opens for its own user alone', async () => {
    const { secret, codes } = await setUpFactor(world, userId)
    const rows = await world.db.admin`
      select t::text as line from user_totp t union all select t::text from recovery_codes t
      union all select t::text from audit_log t`
    const text = rows.map((row) => String(row.line)).join('\n')
    for (const value of [secret, ...codes, ...codes.map((one) => one.replaceAll('-', ''))])
      expect(text).not.toContain(value)
    const [row] = await world.db
      .admin`select secret_sealed as sealed from user_totp where user_id = ${userId}`
    expect(openTotp(userId, row?.sealed).reveal()).toBe(secret)
    expect(() => openTotp(agency.users.admin.id, row?.sealed)).toThrow('altered or moved')
  })

  it('is out of reach of the web’s own role', async () => {
    await setUpFactor(world, userId)
    for (const table of ['user_totp', 'recovery_codes'])
      await expect(world.db.app.execute(`select * from ${table}`)).rejects.toThrow()
  })
})

describe('changing it', () => {
  it('needs a fresh proof', async () => {
    const { user } = await setUpFactor(world, userId)
    const stale = { ...user, steppedUpAt: new Date(world.clock.now().getTime() - 601_000) }
    for (const who of [stale, { ...user, steppedUpAt: null }])
      expect([
        await code(startTotp(db(), who, call())),
        await code(confirmTotp(db(), who, { code: '000000' }, call())),
        await code(turnOffTotp(db(), who, call())),
        await code(renewRecoveryCodes(db(), who, call())),
      ]).toEqual(['step_up_required', 'step_up_required', 'step_up_required', 'step_up_required'])
    expect(await getSecondFactor(db(), userId)).toMatchObject({ codesLeft: 10 })
  })

  it('new recovery codes end the old ones', async () => {
    const { codes, user } = await setUpFactor(world, userId)
    const [first = ''] = codes
    expect(await use(first)).toBe('recovery')
    const fresh = await renewRecoveryCodes(db(), user, call())
    expect(fresh.codes.some((one) => codes.includes(one))).toBe(false)
    expect(await getSecondFactor(db(), userId)).toMatchObject({ codesLeft: 10 })
    expect(await code(use(codes[1] ?? ''))).toBe('wrong_code')
    expect(await use(fresh.codes[9] ?? '')).toBe('recovery')
    expect(await audited(world, 'account.recovery_codes_renewed', userId)).toBe(1)
  })

  it('turned off, it asks for nothing, its codes are dead and every other browser is signed out', async () => {
    const { secret, codes, user } = await setUpFactor(world, userId)
    await turnOffTotp(db(), user, call())
    expect(await getSecondFactor(db(), userId)).toBeNull()
    expect(await code(use(codeOf(world, secret)))).toBe('wrong_code')
    expect(await code(use(codes[0] ?? ''))).toBe('wrong_code')
    expect(await whoIs(world, await enter(world, userId))).toMatchObject({ hasSecondFactor: false })
    expect(await code(turnOffTotp(db(), user, call()))).toBe('conflict')
    expect(await code(renewRecoveryCodes(db(), user, call()))).toBe('conflict')
    expect(await audited(world, 'account.second_factor_off', userId)).toBe(1)
  })

  it('stands in the log of every agency that the person belongs to', async () => {
    const other = await world.newAgency()
    await world.db
      .admin`insert into memberships (agency_id, user_id, role) values (${other.id}, ${userId}, 'staff')`
    await setUpFactor(world, userId)
    const rows = await world.db.admin`
      select agency_id, actor_user_id from audit_log where action = 'account.second_factor_on' and target_id = ${userId}`
    expect(rows.map((row) => row.agency_id).sort()).toEqual([agency.id, other.id].sort())
    expect(rows.every((row) => row.actor_user_id === userId)).toBe(true)
  })
})
