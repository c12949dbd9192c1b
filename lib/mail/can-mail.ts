import 'server-only'
import { env } from '../env'

/** Whether a mail server is set up: without one no mail leaves, and what needs one is not promised. */
export const canMail = (): boolean => env().SMTP_URL !== undefined
