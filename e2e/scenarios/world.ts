import { expect, type Page } from '@playwright/test'
import type { Agency } from '../fixtures/agency'
import type { Sql } from '../fixtures/database'
import { expectGoodLook } from '../fixtures/look'
import type { Way } from '../fixtures/providers'
import type { LoginStage, Words } from '../pages/login-stage'

/** What a journey through a login is made in. */
export type World = {
  agency: Agency
  sql: Sql
  page: Page
  stage: LoginStage
  way: Way
  isPhone: boolean
  /** Of this scenario alone, so that no two log in as the same person. */
  name: string
}

export type Scenario = {
  way: Way
  title: string
  /** A dialog is for the team; elsewhere the team sits at a desk and the creator has a phone. */
  side?: 'team'
  /** At a desk another journey makes it; or on a phone it is the same, and seldom chosen. */
  only?: 'phone' | 'desktop'
  /** From the first page of the login to its good end. @returns the tag of the login that it ended with */
  play: (world: World) => Promise<string>
  /** What the team does with the connection afterwards. */
  after?: (world: World) => Promise<void>
}

export const TITLE = {
  form: 'Log in to OnlyFans',
  sms: ['OnlyFans sent a code by SMS', 'OnlyFans sent you a code by SMS'],
  app: ['OnlyFans asks for a code of the authenticator app', 'Type the code of your authenticator app'],
  email: ['OnlyFans wants to check the e-mail address', 'OnlyFans wants to check your e-mail address'],
  face: 'OnlyFans asks for a face check',
  forced: 'OnlyFans insists on a face check',
} satisfies Record<string, Words>

export const BAD: Words = [
  'did not accept the e-mail or password',
  'did not accept the e-mail or the password',
]
export const FAILED: Words = ['could not finish the login', 'The login could not be finished']
export const CONFIRM: Words = ['She has done it', 'I have done it']

/** The address whose tag says what the sandbox does. */
export const mailOf = ({ name }: World, tag: string) => `${name}+${tag}@creator.sandbox.com`
/** Whom the sandbox logs in with that address. */
export const userOf = ({ name }: World, tag: string) => `${name}.${tag}`

export const look = ({ page, way }: World, what: string) => expectGoodLook(page, `${what}, ${way}`)

/** A link that belongs on a phone: a button there, a code to scan at a desk. */
export async function phoneLink({ stage, isPhone }: World, name: string): Promise<void> {
  const code = stage.all.getByRole('img', { name: 'QR code of the link' })
  await expect(code).toBeVisible({ visible: !isPhone })
  await expect(stage.all.getByRole('link', { name })).toBeVisible({ visible: isPhone })
}
