import { expect, type Page } from '@playwright/test'
import { ConsolePage, hydrated } from './console-page'

/** The team of an agency and the pages of its people. */
export class TeamPage extends ConsolePage {
  async visit(): Promise<void> {
    await this.open('/team')
  }

  /** Makes an invitation. @returns its link */
  async invite(
    role: 'Owner' | 'Admin' | 'Staff',
    more: { limited?: boolean; email?: string } = {},
  ): Promise<string> {
    await this.main.getByRole('button', { name: 'Invite somebody' }).click()
    await this.dialog.getByRole('radio', { name: new RegExp(`^${role}`) }).check()
    if (more.limited) await this.dialog.getByRole('checkbox', { name: /Assigned creators only/ }).check()
    if (more.email) await this.dialog.getByLabel('Mail it to').fill(more.email)
    await this.dialog.getByRole('button', { name: 'Make the invitation' }).click()
    const url = await this.dialog.getByLabel('Link of the invitation').inputValue()
    await this.dialog.getByRole('button', { name: 'Done' }).click()
    return url
  }

  async openPerson(name: string): Promise<void> {
    await this.visit()
    await this.main.getByRole('link', { name }).click()
    await this.page.waitForURL(/\/team\/[0-9a-f-]{36}$/)
    await this.settled()
  }

  async setRole(role: 'Owner' | 'Admin' | 'Staff'): Promise<void> {
    await this.main.getByRole('radio', { name: new RegExp(`^${role}`) }).check()
    await this.main.getByRole('button', { name: 'Save the role' }).click()
    await expect(this.messages).toContainText('Role changed')
  }
}

/** Opens the link of an invitation and waits for its page. */
export async function openInvitation(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForURL('**/join')
  await hydrated(page)
}

/** Fills in the form for a new person and joins. */
export async function joinAs(
  page: Page,
  person: { name: string; email: string; password: string },
): Promise<void> {
  await page.getByLabel('Your name').fill(person.name)
  await page.getByLabel('Your e-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Join the team' }).click()
}
