import { expect, type Page } from '@playwright/test'
import { environment } from '../fixtures/environment'

export const GOOD_PASSWORD = 'good-password'
export const GOOD_CODE = '123456'

/** The provider's hosted login, as the sandbox shows it. */
export class HostedPage {
  constructor(readonly page: Page) {}

  private button(name: string) {
    return this.page.getByRole('button', { name, exact: true })
  }

  get problem() {
    return this.page.getByRole('alert')
  }

  /** Waits until the browser is there; returns the address, which is a credential. */
  async arrive(): Promise<string> {
    await this.page.waitForURL((url) => url.origin === environment.sandboxUrl)
    return this.page.url()
  }

  async consent(): Promise<void> {
    await this.button('Continue').click()
    await expect(this.page.getByLabel('E-mail')).toBeVisible()
  }

  async login(email: string, password = GOOD_PASSWORD): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email)
    await this.page.getByLabel('Password').fill(password)
    await this.button('Sign in').click()
  }

  async code(code = GOOD_CODE): Promise<void> {
    await this.page.getByLabel('Six-digit code').fill(code)
    await this.button('Verify').click()
  }

  sendAgain(): Promise<void> {
    return this.button('Send again').click()
  }

  cancel(): Promise<void> {
    return this.button('Cancel').click()
  }

  /** From the consent page to the end of a login without a second factor. */
  async connect(email: string): Promise<void> {
    await this.arrive()
    await this.consent()
    await this.login(email)
  }

  /** The last page, where the sandbox does not send people back. */
  async ended(title: string): Promise<void> {
    await expect(this.page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  }
}
