import { expect, type Locator } from '@playwright/test'
import { ConsolePage } from './console-page'

/** The team's side of invites: list, form, page and the dialog that hands a link over. */
export class InvitesPage extends ConsolePage {
  get rows(): Locator {
    return this.main.getByRole('list', { name: 'Invites', exact: true }).getByRole('listitem')
  }

  row(creator: string): Locator {
    return this.rows.filter({ hasText: creator })
  }

  tab(label: string): Locator {
    return this.main
      .getByRole('navigation', { name: 'Invites by state' })
      .getByRole('link', { name: new RegExp(`^${label}`) })
  }

  card(title: string): Locator {
    return this.main
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { level: 2, name: title, exact: true }) })
  }

  button(name: string | RegExp): Locator {
    return this.main.getByRole('button', { name })
  }

  /** The link in the dialog that is open. */
  async link(): Promise<string> {
    const field = this.dialog.getByRole('textbox', { name: 'Invite link' })
    await expect(field).toBeVisible()
    return field.inputValue()
  }

  async done(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Done' }).click()
    await expect(this.dialog).toHaveCount(0)
  }

  /** Opens the form, types the creator and sends it. */
  async create(creator: string, more: Record<string, string> = {}): Promise<void> {
    await this.open('/invites/new')
    await this.main.getByLabel('Creator', { exact: true }).fill(creator)
    for (const [label, value] of Object.entries(more)) await this.main.getByLabel(label).fill(value)
    await this.button('Create the invite').click()
    await expect(this.dialog).toContainText('The invite is ready')
  }
}
