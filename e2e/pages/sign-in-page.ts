import type { Page } from '@playwright/test'

/** The form of `/sign-in`. */
export class SignInPage {
  constructor(readonly page: Page) {}

  get email() {
    return this.page.getByLabel('E-mail')
  }

  get password() {
    return this.page.getByLabel('Password')
  }

  /** What was refused; Next's route announcer is an alert as well. */
  get problem() {
    return this.page.getByRole('main').getByRole('alert')
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/sign-in${query}`)
  }

  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.email.fill(email)
    await this.password.fill(password)
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
}
