import { expect, type Page } from '@playwright/test'
import type { Invite } from '../fixtures/invites'
import { hydrated } from './console-page'
import { HostedPage } from './hosted-page'

/** The page on which a creator connects herself. */
export class CreatorPage {
  readonly hosted: HostedPage

  constructor(readonly page: Page) {
    this.hosted = new HostedPage(page)
  }

  get main() {
    return this.page.getByRole('main')
  }

  get heading() {
    return this.main.getByRole('heading', { level: 1 })
  }

  get alert() {
    return this.main.getByRole('alert')
  }

  button(name: string | RegExp) {
    return this.main.getByRole('button', { name })
  }

  /** Follows the link that she was sent. */
  async follow(invite: Pick<Invite, 'path'>): Promise<void> {
    await this.page.goto(invite.path)
    await this.page.waitForURL('**/connect')
    await this.settled()
  }

  /** React has taken the page over: before that a press is a plain form post. */
  settled(): Promise<void> {
    return hydrated(this.page)
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/connect${query}`)
    await this.settled()
  }

  async shows(title: string | RegExp, timeout = 15_000): Promise<void> {
    await expect(this.heading).toHaveText(title, { timeout })
  }

  /** Back from the provider, and React has taken the page over. */
  async arrive(): Promise<void> {
    await this.page.waitForURL('**/connect')
    await this.settled()
  }

  /** Presses Continue and waits for the provider's page; returns its address, which is a credential. */
  async continue(name: string | RegExp = 'Continue to OFAuth'): Promise<string> {
    await this.button(name).click()
    return this.hosted.arrive()
  }

  /** From the welcome to the end of the login; she comes back by herself. */
  async logIn(email: string): Promise<void> {
    await this.continue()
    await this.hosted.consent()
    await this.hosted.login(email)
    await this.arrive()
  }

  /** "Yes, this is mine." */
  async acknowledge(): Promise<void> {
    await this.button('Yes, this is mine').click()
  }
}
