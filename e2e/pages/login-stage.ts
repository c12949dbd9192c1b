import { expect, type Page } from '@playwright/test'
import type { Agency } from '../fixtures/agency'
import type { Sql } from '../fixtures/database'
import { makeInvite } from '../fixtures/invites'
import { ConnectPage } from './connect-page'
import { CreatorPage } from './creator-page'
import { LOGIN_MS, LoginScreen } from './login-screen'
import { SessionPage } from './session-page'

/** The same thing in the words of the team and in those of the creator; one text where they are alike. */
export type Words = string | [team: string, creator: string]

/** A login as one side goes through it: somebody of the team at a desk, or the creator on her phone. */
export abstract class LoginStage extends LoginScreen {
  protected abstract readonly side: 0 | 1

  constructor(
    page: Page,
    protected readonly agency: Agency,
  ) {
    super(page)
  }

  /** From the very beginning to the first page of the login. */
  abstract begin(creator: string): Promise<void>
  /** Once more, after an attempt that ended. */
  abstract again(): Promise<void>
  abstract title(words: Words): Promise<void>
  protected abstract settled(): Promise<void>
  /** The account is connected, and it is this one. */
  abstract connected(username: string): Promise<void>

  get all() {
    return this.page.getByRole('main')
  }

  protected own(words: Words): string {
    return typeof words === 'string' ? words : words[this.side]
  }

  async says(words: Words): Promise<void> {
    await expect(this.all).toContainText(this.own(words), { timeout: LOGIN_MS })
  }

  press(words: Words): Promise<void> {
    return this.button(this.own(words)).click()
  }

  /** OnlyFans refused the login: the form is there again, without the password. */
  async refused(words: Words): Promise<void> {
    await this.says(words)
    await expect(this.email).toBeEditable()
    await expect(this.password).toHaveValue('')
  }

  /** The provider takes no login for a while: the form says how long, and is there when that has passed. */
  async limited(words: Words, sql: Sql): Promise<void> {
    await this.says(words)
    await expect(this.all.getByRole('timer')).toHaveText(/^A new try is possible in \d\d:\d\d\.$/)
    await expect(this.email).toHaveCount(0)
    await sql`update link_sessions set next_poll_at = null where agency_id = ${this.agency.id}`
    await this.page.reload()
    await this.settled()
    await expect(this.email).toBeEditable()
  }

  async wrong(code = '000000'): Promise<void> {
    await this.give(code)
    await this.saysWrong()
  }
}

export class TeamStage extends LoginStage {
  protected readonly side = 0
  readonly session = new SessionPage(this.page, this.agency)

  constructor(
    page: Page,
    agency: Agency,
    /** The provider's page opens in a dialog, and hides what is below it. */
    private readonly inDialog: boolean,
  ) {
    super(page, agency)
  }

  async begin(creator: string): Promise<void> {
    const form = new ConnectPage(this.page, this.agency)
    await form.visit()
    await form.creator.fill(creator)
    await this.go()
  }

  async again(): Promise<void> {
    await this.all.getByRole('link', { name: 'Start again' }).click()
    const form = new ConnectPage(this.page, this.agency)
    await expect(form.creator).not.toHaveValue('')
    await form.settled()
    await this.go()
  }

  private async go(): Promise<void> {
    await this.all.getByRole('button', { name: /^Continue at / }).click()
    await this.page.waitForURL((url) => !url.pathname.endsWith('/new'))
    if (!this.inDialog && this.page.url().includes(this.agency.path)) await this.session.arrive()
  }

  protected settled(): Promise<void> {
    return this.session.settled()
  }

  title(words: Words): Promise<void> {
    return this.session.shows(this.own(words), LOGIN_MS)
  }

  async connected(username: string): Promise<void> {
    await this.session.shows('The account is connected', LOGIN_MS)
    await expect(this.all).toContainText(`@${username}`)
  }
}

export class CreatorStage extends LoginStage {
  protected readonly side = 1
  private readonly creator = new CreatorPage(this.page)

  constructor(
    page: Page,
    agency: Agency,
    private readonly sql: Sql,
  ) {
    super(page, agency)
  }

  async begin(creator: string): Promise<void> {
    await this.creator.follow(await makeInvite(this.sql, this.agency, { creator }))
    await this.again()
  }

  async again(): Promise<void> {
    await this.creator.settled()
    await this.creator.button(/^Continue to /).click()
    const login = this.email.or(this.page.getByRole('button', { name: 'Continue', exact: true }))
    await expect(login).toBeVisible()
  }

  protected settled(): Promise<void> {
    return this.creator.settled()
  }

  title(words: Words): Promise<void> {
    return this.creator.shows(this.own(words), LOGIN_MS)
  }

  async connected(username: string): Promise<void> {
    await this.creator.shows('Is this your account?', LOGIN_MS)
    await expect(this.all).toContainText(`@${username}`)
  }
}
