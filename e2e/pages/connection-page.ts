import { expect, type Locator } from '@playwright/test'
import { ConsolePage } from './console-page'

/** The page of one connection. */
export class ConnectionPage extends ConsolePage {
  async visit(id: string): Promise<void> {
    await this.open(`/connections/${id}`)
  }

  /** Our id of the connection, from the address. */
  id(): string {
    return this.page.url().split('/').at(-1)?.split('?')[0] ?? ''
  }

  card(title: string): Locator {
    return this.main
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { level: 2, name: title, exact: true }) })
  }

  async hasStatus(label: string, timeout = 15_000): Promise<void> {
    await expect(this.card('Status')).toContainText(label, { timeout })
  }

  async verify(): Promise<void> {
    await this.main.getByRole('button', { name: 'Verify now', exact: true }).click()
  }

  /** The button in the head of the page; notices may hold a second one. */
  get reconnect() {
    return this.main.getByRole('button', { name: /^Reconnect/ }).first()
  }

  async disconnect(typed: string): Promise<void> {
    await this.main.getByRole('button', { name: 'Disconnect', exact: true }).click()
    await this.dialog.getByLabel(/to confirm/).fill(typed)
    await this.dialog.getByRole('button', { name: 'Disconnect', exact: true }).click()
  }

  /** Why it is as it is, whatever the question is called in its state. */
  get diagnosis() {
    return this.main.locator('section').filter({
      has: this.page.getByRole('heading', {
        level: 2,
        name: /^(Why is it broken|Does it work|What comes next|Why did it end)\?$/,
      }),
    })
  }

  get timeline() {
    return this.card('Timeline')
  }
}
