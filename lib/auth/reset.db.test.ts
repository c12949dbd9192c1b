import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deriveToken } from '../crypto/derive'
import { hashPassword } from '../crypto/password'
import type { AppError } from '../errors'
import { linkKey } from '../links/link-key'
import { audited } from '../testing/rows'
import { enter, setUpFactor, whoIs } from '../testing/second-factor'
import { type Agency, APP_ORIGIN, type Member, makeWorld, type World } from '../testing/world'
import { replacePassword } from './change-password'
import { checkPassword } from './check-password'
import type { Ctx } from './context'
import { inAgency } from './context'
import { type IssuedReset, issueReset } from './issue-reset'
import { getResetMail, mailReset } from './mail-reset'
import { resetPassword, viewReset } from './use-reset'

const NEW = 'a brand new password'
const DAY = 24 * 3_600_000
let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
})
afterAll(() => world.close())

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: AppError) => error.code,
  )
const issue = (by: Member, target: Member, removesTotp = false): Promise<IssuedReset> =>
  issueReset(agency.ctx(by), { userId: agency.users[target].id, removesTotp })
const tokenOf = ({ url }: IssuedReset) => url.split('/').at(-1) ?? ''
const state = async (token: string | null) =>
  (await viewReset(world.db.system, token, world.clock.now())).state
const use = (token: string | null, password = NEW) =>
  code(
    resetPassword(world.db.system, {
      token,
      password,
      requestId: 'test',
      address: '192.0.2.3',
      now: world.clock.now(),
    }),
  )
let addresses = 0
async function signsIn(who: Member, password: string): Promise<boolean> {
  addresses += 1
  const { email, id } = agency.users[who]
  const input = { email, password, address: `198.51.100.${addresses}`, now: world.clock.now() }
  return (await checkPassword(world.db.system, input).catch(() => null)) === id
}

describe('who may issue one, and for whom', () => {
  it.each([
    ['owner', 'admin', 'fine'],
    ['owner', 'staff', 'fine'],
    // Her account opens her own page.
    ['owner', 'creator', 'not_found'],
    ['admin', 'staff', 'fine'],
    ['admin', 'owner', 'forbidden'],
    ['staff', 'other', 'forbidden'],
    ['creator', 'staff', 'forbidden'],
    ['owner', 'owner', 'conflict'],
    ['admin', 'admin', 'conflict'],
  ] as const)('%s for %s: %s', async (by, target, outcome) => {
    expect(await code(issue(by, target))).toBe(outcome)
  })

  it('only after a fresh proof', async () => {
    const ctx = agency.ctx('owner')
    if (ctx.actor.kind !== 'user') throw new Error('not a user')
    const stale: Ctx = { ...ctx, actor: { ...ctx.actor, steppedUpAt: new Date(Date.now() - 601_000) } }
    const input = { userId: agency.users.staff.id, removesTotp: false }
    expect(await code(issueReset(stale, input))).toBe('step_up_required')
  })

  it('for nobody of another agency, and for nobody unknown, with the same words', async () => {
    const foreign = await world.newAgency()
    const answers = await Promise.all(
      [foreign.users.staff.id, randomUUID()].map((userId) =>
        issueReset(agency.ctx('owner'), { userId, removesTotp: false }).catch(
          (error: AppError) => `${error.code} ${error.message}`,
        ),
      ),
    )
    expect(answers[0]).toMatch(/^not_found /)
    expect(answers[1]).toBe(answers[0])
  })

  it('for nobody who belongs to another agency as well, whatever the role; a past membership is no matter', async () => {
    const foreign = await world.newAgency()
    const userId = agency.users.staff.id
    for (const role of ['owner', 'admin', 'staff', 'creator']) {
      await world.db
        .admin`insert into memberships (agency_id, user_id, role) values (${foreign.id}, ${userId}, ${role})
        on conflict (agency_id, user_id) do update set role = excluded.role`
      expect(await code(issue('owner', 'staff')), role).toBe('conflict')
    }
    await world.db
      .admin`update memberships set deactivated_at = now() where agency_id = ${foreign.id} and user_id = ${userId}`
    expect(await code(issue('owner', 'staff'))).toBe('fine')
  })

  it('for nobody who left the team or whose account is off', async () => {
    await world.db
      .admin`update memberships set deactivated_at = now() where user_id = ${agency.users.staff.id}`
    await world.db.admin`update users set disabled_at = now() where id = ${agency.users.other.id}`
    expect([await code(issue('owner', 'staff')), await code(issue('owner', 'other'))]).toEqual([
      'not_found',
      'not_found',
    ])
  })
})

describe('a reset link', () => {
  it('sets a password once, ends every session, and is told', async () => {
    const session = await enter(world, agency.users.staff.id)
    const issued = await issue('admin', 'staff')
    expect(issued.url).toMatch(new RegExp(`^${APP_ORIGIN}/reset/[\\w-]{43}$`))
    const token = tokenOf(issued)
    expect(await viewReset(world.db.system, token, world.clock.now())).toEqual({
      state: 'open',
      name: 'The staff',
      email: agency.users.staff.email,
      agencyName: agency.name,
      removesTotp: false,
    })
    expect(await whoIs(world, session)).not.toBeNull()
    expect(await use(token)).toBe('fine')
    expect([await whoIs(world, session), await signsIn('staff', NEW), await state(token)]).toEqual([
      null,
      true,
      'used',
    ])
    expect(await use(token, 'yet another password')).toBe('conflict')
    expect(await signsIn('staff', NEW)).toBe(true)
    const [row] = await world.db.admin`
      select actor_user_id, after from audit_log where action = 'password_reset.use' and agency_id = ${agency.id}`
    expect(row).toEqual({
      actor_user_id: agency.users.staff.id,
      after: { removedTotp: false, issuedBy: agency.users.admin.id },
    })
    expect(await audited(world, 'password_reset.issue', agency.users.staff.id)).toBe(1)
  })

  it('looked at a hundred times it stays open; an ended or unknown one names nobody', async () => {
    const token = tokenOf(await issue('admin', 'staff'))
    for (let i = 0; i < 100; i += 1) await state(token)
    expect(await state(token)).toBe('open')
    const unknown = deriveToken(
      await inAgency(agency.ctx('owner'), (tx) => linkKey(tx, agency.id)),
      'reset',
      randomUUID(),
      0,
    )
    world.clock.advance(DAY)
    for (const [one, expected] of [
      [token, 'expired'],
      [unknown, 'unknown'],
      [null, 'unknown'],
      ['', 'unknown'],
    ] as const) {
      expect(await viewReset(world.db.system, one, world.clock.now())).toEqual({ state: expected })
      expect(await use(one)).toBe('conflict')
    }
    world.clock.advance(-600_000)
    expect(await use(token)).toBe('fine')
  })

  it('of two at once only one gets through', async () => {
    const token = tokenOf(await issue('owner', 'staff'))
    const answers = await Promise.all([1, 2, 3, 4].map((n) => use(token, `password number ${n}`)))
    expect(answers.sort()).toEqual(['conflict', 'conflict', 'conflict', 'fine'])
  })

  it('is withdrawn by a newer one, also by others issued at once, and by a change of the password', async () => {
    const first = tokenOf(await issue('owner', 'staff'))
    const issued = await Promise.all(
      Array.from({ length: 6 }, (_, n) => issue(n % 2 ? 'owner' : 'admin', 'staff')),
    )
    const states = await Promise.all([first, ...issued.map(tokenOf)].map(state))
    expect(states.filter((one) => one === 'open')).toHaveLength(1)
    expect(states.filter((one) => one === 'revoked')).toHaveLength(6)
    const last = tokenOf(await issue('owner', 'staff'))
    const current = await hashPassword('the old password')
    await world.db.admin`update users set password_hash = ${current} where id = ${agency.users.staff.id}`
    await replacePassword(world.db.system, {
      userId: agency.users.staff.id,
      current: 'the old password',
      next: 'chosen by herself',
      now: world.clock.now(),
    })
    expect([await state(last), await use(last)]).toEqual(['revoked', 'conflict'])
    expect(await signsIn('staff', 'chosen by herself')).toBe(true)
  })

  it('takes the second factor away only when it says so', async () => {
    const userId = agency.users.staff.id
    await setUpFactor(world, userId)
    expect(await use(tokenOf(await issue('admin', 'staff')))).toBe('fine')
    expect(await whoIs(world, await enter(world, userId)), 'still asked for').toBeNull()
    expect(await use(tokenOf(await issue('admin', 'staff', true)))).toBe('fine')
    expect(await whoIs(world, await enter(world, userId))).toMatchObject({ hasSecondFactor: false })
    const left = await world.db.admin`select id from recovery_codes where user_id = ${userId}`
    expect(left).toHaveLength(0)
  })
})

describe('what changed since it was issued', () => {
  const member = (who: Member) => world.db.admin`user_id = ${agency.users[who].id}`
  it.each([
    [
      'its issuer left',
      () => world.db.admin`update memberships set deactivated_at = now() where ${member('admin')}`,
    ],
    [
      'its issuer is staff now',
      () => world.db.admin`update memberships set role = 'staff' where ${member('admin')}`,
    ],
    [
      'the person is an owner now',
      () => world.db.admin`update memberships set role = 'owner' where ${member('staff')}`,
    ],
    [
      'the person left',
      () => world.db.admin`update memberships set deactivated_at = now() where ${member('staff')}`,
    ],
    [
      'the account is off',
      () => world.db.admin`update users set disabled_at = now() where id = ${agency.users.staff.id}`,
    ],
  ])('%s: it works no more', async (_name, change) => {
    const token = tokenOf(await issue('admin', 'staff'))
    await change()
    expect([await state(token), await use(token)]).toEqual(['revoked', 'conflict'])
  })

  // Agencies are read by name: the other one may come first or last.
  it.each(['AAA', 'zzz'])('the person joined another agency, %s: it works no more', async (name) => {
    const token = tokenOf(await issue('owner', 'staff'))
    const foreign = await world.newAgency()
    await world.db.admin`update agencies set name = ${name} where id = ${foreign.id}`
    await world.db
      .admin`insert into memberships (agency_id, user_id, role) values (${foreign.id}, ${agency.users.staff.id}, 'admin')`
    expect([await state(token), await use(token)]).toEqual(['revoked', 'conflict'])
  })
})

describe('its mail', () => {
  it('goes once to the person it is for, and holds no token', async () => {
    const issued = await issue('admin', 'staff')
    const { resetId } = issued
    expect(await getResetMail(agency.ctx('admin'), { resetId })).toBeNull()
    for (let i = 0; i < 2; i += 1)
      expect(await mailReset(agency.ctx('admin'), { resetId })).toEqual({ to: agency.users.staff.email })
    const rows = await world.db
      .admin`select m::text as line, kind, to_address from mails m where agency_id = ${agency.id}`
    expect(rows.map(({ kind, to_address }) => [kind, to_address])).toEqual([
      ['reset', agency.users.staff.email],
    ])
    expect(rows[0]?.line).not.toContain(tokenOf(issued))
    expect(await getResetMail(agency.ctx('owner'), { resetId })).toEqual({ status: 'queued', problem: null })
    expect(await audited(world, 'password_reset.mail', agency.users.staff.id)).toBe(1)
  })

  it('is for admins of its agency alone, and for an open link', async () => {
    const { resetId } = await issue('admin', 'staff')
    const foreign = await world.newAgency()
    for (const verb of [mailReset, getResetMail] as ((
      ctx: Ctx,
      input: { resetId: string },
    ) => Promise<unknown>)[])
      expect([
        await code(verb(agency.ctx('staff'), { resetId })),
        await code(verb(foreign.ctx('owner'), { resetId })),
        await code(verb(agency.ctx('owner'), { resetId: randomUUID() })),
      ]).toEqual(['forbidden', 'not_found', 'not_found'])
    world.clock.advance(DAY)
    expect(await code(mailReset(agency.ctx('admin'), { resetId }))).toBe('conflict')
  })
})

it('no row holds a token', async () => {
  const tokens = [tokenOf(await issue('owner', 'staff')), tokenOf(await issue('admin', 'other'))]
  const rows = await world.db.admin`
    select t::text as line from password_resets t union all select t::text from audit_log t`
  const text = rows.map((row) => String(row.line)).join('\n')
  for (const token of tokens) expect(text).not.toContain(token)
})
