import type { CodeProblem, SendProblem } from '../flow/codes'
import type { LoginProblem } from '../flow/engine'
import type { Outcome } from '../state/schema'

/** What a permission lets the agency do, for the person who grants it. */
const PERMISSIONS: Record<string, [title: string, meaning: string]> = {
  'profile:read': ['See your profile', 'Name, username, picture and public counts'],
  'profile:write': ['Edit your profile', 'Change name, bio and settings'],
  'posts:read': ['See your posts', 'Posts, their media and how they do'],
  'posts:write': ['Publish posts', 'Create, edit and delete posts'],
  'messages:read': ['Read your messages', 'Chats and mass messages'],
  'messages:write': ['Send messages', 'Write to fans in your name'],
  'subscribers:read': ['See your subscribers', 'Who follows you and since when'],
  'subscribers:write': ['Manage your subscribers', 'Discounts, notes and restrictions'],
  'subscriptions:read': ['See subscription counts', 'How many are active, expired or new'],
  'vault:read': ['See your vault', 'Photos and videos that you stored'],
  'vault:write': ['Change your vault', 'Upload and sort media'],
  'lists:read': ['See your lists', 'How you group your fans'],
  'lists:write': ['Change your lists', 'Add fans to lists and remove them'],
  'promotions:read': ['See your promotions', 'Trials, bundles and offers'],
  'promotions:write': ['Change your promotions', 'Create and end offers'],
  'analytics:read': ['See your statistics', 'Visits, reach and performance'],
  'earnings:read': ['See your earnings', 'Income by day and by kind'],
  'notifications:read': ['See your notifications', 'What OnlyFans tells you'],
  'users:write': ['Act on other users', 'Restrict, block and follow'],
}

export function permissionWords(permission: string): { title: string; meaning: string } {
  const known = Object.hasOwn(PERMISSIONS, permission) ? PERMISSIONS[permission] : undefined
  return { title: known?.[0] ?? permission, meaning: known?.[1] ?? 'As named by the provider' }
}

export const LOGIN_WORDS: Record<LoginProblem, string> = {
  bad_email: 'Use one of the sandbox e-mails, such as mia@creator.sandbox.com. Others are not accepted here.',
  missing_password: 'Enter the password.',
  wrong_password: 'E-mail and password do not match.',
}

export const CODE_WORDS: Record<CodeProblem | SendProblem, string> = {
  bad_code: 'A code has six digits.',
  wrong_code: 'That code is not right.',
  code_expired: 'That code is too old. Send a new one.',
  no_sends_left: 'No more codes can be sent for this login.',
  not_by_phone: 'This login does not use text messages.',
  too_soon: 'A code was sent a moment ago. Wait for it first.',
}

const ERRORS: Record<string, [title: string, text: string]> = {
  invalid_credentials: ['Login failed', 'The password was wrong too many times, so this attempt was ended.'],
  account_locked: ['This account is locked', 'OnlyFans has locked it for now. Nothing was connected.'],
  '2fa_failed': ['Verification failed', 'The code was wrong too many times, so this attempt was ended.'],
  session_expired: ['This link has expired', 'Links work for one hour. Ask for a new one to try again.'],
  account_mismatch: [
    'That is another account',
    'You logged in as somebody else than the account to be reconnected.',
  ],
  provider_error: [
    'Something went wrong',
    'The login was right, but the connection could not be saved. Nothing was connected.',
  ],
}

/** Title and text of the last page. */
export function outcomeWords(outcome: Outcome): { title: string; text: string } {
  if (outcome.status === 'success') return { title: 'Account connected', text: '' }
  if (outcome.step === 'authorization')
    return { title: 'Access refused', text: 'Access was not granted. Nothing was connected.' }
  if (outcome.status === 'cancelled') return { title: 'Cancelled', text: 'Nothing was connected.' }
  const known = Object.hasOwn(ERRORS, outcome.errorCode ?? '') ? ERRORS[outcome.errorCode ?? ''] : undefined
  return { title: known?.[0] ?? 'Something went wrong', text: known?.[1] ?? 'Nothing was connected.' }
}
