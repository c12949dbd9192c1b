import { expect, type FrameLocator, type Page } from '@playwright/test'
import { GOOD_CODE, GOOD_PASSWORD } from './hosted-page'

/** A page of a provider as the sandbox shows it, on its own or in a frame of ours. */
export class ProviderScreen {
  constructor(
    readonly at: Page | FrameLocator,
    /** What the button below the password says. */
    private readonly submit: 'Sign in' | 'Log in' = 'Sign in',
  ) {}

  press(name: string): Promise<void> {
    return this.at.getByRole('button', { name, exact: true }).click()
  }

  async shows(title: string): Promise<void> {
    await expect(this.at.getByRole('heading', { level: 1, name: title })).toBeVisible()
  }

  async complains(words: string): Promise<void> {
    await expect(this.at.getByRole('alert')).toContainText(words)
  }

  async logIn(email: string): Promise<void> {
    await this.at.getByLabel('E-mail', { exact: true }).fill(email)
    await this.at.getByLabel('Password', { exact: true }).fill(GOOD_PASSWORD)
    await this.press(this.submit)
  }

  async give(code = GOOD_CODE): Promise<void> {
    await this.at.getByLabel(/^(Six-digit code|Code)$/).fill(code)
    await this.press('Verify')
  }
}
