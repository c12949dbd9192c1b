import { expect, type FrameLocator, type Page } from '@playwright/test'
import { GOOD_PASSWORD } from './hosted-page'

/** The provider's page in a dialog over ours. */
export class FrameDialog {
  constructor(readonly page: Page) {}

  get dialog() {
    return this.page.getByRole('dialog', { name: /^Log in at/ })
  }

  get frame(): FrameLocator {
    return this.dialog.frameLocator('iframe')
  }

  private button(name: string) {
    return this.frame.getByRole('button', { name, exact: true })
  }

  /** Waits until the provider's page shows in it. */
  async shows(): Promise<void> {
    await expect(this.button('Continue')).toBeVisible()
  }

  async login(email: string): Promise<void> {
    await this.button('Continue').click()
    await this.frame.getByLabel('E-mail').fill(email)
    await this.frame.getByLabel('Password').fill(GOOD_PASSWORD)
    await this.button('Sign in').click()
  }
}
