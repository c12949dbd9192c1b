import { expect } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import type { Sql } from '../fixtures/database'
import { ConsolePage } from './console-page'

/** The code that an authenticator app with this secret shows, now or some steps of 30 seconds from now. */
export function codeOf(secret: string, steps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 })
}

/** Lets codes that were used count as long past, so that a test need not wait for the next one. */
export async function forgetSteps(sql: Sql, userId: string): Promise<void> {
  await sql`update user_totp set last_step = 0 where user_id = ${userId}`
}

/** The account page of somebody. */
export class AccountPage extends ConsolePage {
  async visit(): Promise<void> {
    await this.open('/account')
  }

  get card() {
    return this.main
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { level: 2, name: 'Two-step sign-in' }) })
  }

  async begin(): Promise<string> {
    await this.card.getByRole('button', { name: 'Set up two-step sign-in' }).click()
    await expect(this.card.getByRole('img', { name: /^QR code/ })).toBeVisible()
    return (await this.card.locator('code').innerText()).replace(/\s/g, '')
  }

  async confirm(code: string): Promise<void> {
    await this.card.getByLabel('Code', { exact: true }).fill(code)
    await this.card.getByRole('button', { name: 'Turn it on' }).click()
  }

  /** The recovery codes, while they are shown. */
  async recoveryCodes(): Promise<string[]> {
    const heading = this.card.getByRole('heading', { name: 'Recovery codes for Patchbay' })
    await expect(heading).toBeVisible()
    return this.card.getByRole('listitem').allInnerTexts()
  }

  /** Sets a second factor up, and closes the list of recovery codes. */
  async setUp(): Promise<{ secret: string; codes: string[] }> {
    const secret = await this.begin()
    await this.confirm(codeOf(secret))
    const codes = await this.recoveryCodes()
    await this.card.getByRole('button', { name: 'I have kept them' }).click()
    await expect(this.card).toContainText('10 of 10 recovery codes left')
    return { secret, codes }
  }

  async signOut(): Promise<void> {
    await this.main.getByRole('button', { name: 'Sign out', exact: true }).first().click()
    await this.page.waitForURL(/\/sign-in\?said=signed-out$/)
  }
}
