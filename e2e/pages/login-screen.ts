import { expect, type Page } from '@playwright/test'
import { GOOD_CODE, GOOD_PASSWORD } from './hosted-page'

/** A login takes some polls of the worker. */
export const LOGIN_MS = 30_000

/** The screens of our own login form, for the team and for creators alike. */
export class LoginScreen {
  constructor(readonly page: Page) {}

  private get main() {
    return this.page.getByRole('main')
  }

  get email() {
    return this.main.getByLabel('E-mail of the OnlyFans account')
  }

  get password() {
    return this.main.getByLabel('Password of the OnlyFans account')
  }

  get code() {
    return this.main.getByLabel('Code', { exact: true })
  }

  button(name: string) {
    return this.main.getByRole('button', { name, exact: true })
  }

  async logIn(email: string, password = GOOD_PASSWORD): Promise<void> {
    await this.email.fill(email)
    await this.password.fill(password)
    await this.button('Log in').click()
  }

  /** Waits for the field, and gives a code. */
  async give(code = GOOD_CODE): Promise<void> {
    await expect(this.code).toBeEditable({ timeout: LOGIN_MS })
    await this.code.fill(code)
    await this.button('Check the code').click()
  }

  async saysWrong(): Promise<void> {
    await expect(this.main).toContainText('That code was not right.', { timeout: LOGIN_MS })
    await expect(this.code).toBeFocused()
    await expect(this.code).toHaveValue('')
  }
}
