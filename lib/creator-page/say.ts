import 'server-only'
import { revalidatePath } from 'next/cache'
import { unstable_rethrow } from 'next/navigation'
import { AppError } from '../errors'
import type { localeOf } from '../i18n/locales'
import { translator } from '../i18n/translate'
import { logger } from '../logger'

export type Language = ReturnType<typeof localeOf>

/** What a form of the creator's page gets back: what became of it, and the sentence for her, in her language. */
export type Said = { result: string; text: string }

const KNOWN = ['conflict', 'not_found', 'unauthenticated', 'invalid_input', 'busy'] as const

/** A refusal in her language. */
function refusal(language: Language, error: AppError, reference: string): Said {
  const t = translator(language, 'mine')
  if (error.code === 'rate_limited')
    return {
      result: error.code,
      text: t('problems.rate_limited', { minutes: Math.ceil((error.retryAfter ?? 60) / 60) }),
    }
  const known = KNOWN.find((code) => code === error.code)
  return { result: error.code, text: known ? t(`problems.${known}`) : t('problems.other', { reference }) }
}

/** Runs the work of a form; whatever it throws comes back in her language, and what is our fault is logged. */
export async function inHerWords(
  language: Language,
  requestId: string,
  work: () => Promise<Said>,
): Promise<Said> {
  try {
    const said = await work()
    // What she did may show anywhere on her pages.
    revalidatePath('/connect', 'layout')
    return said
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof AppError) return refusal(language, error, requestId.slice(0, 8))
    logger.error({ err: error, requestId }, 'creator page')
    return {
      result: 'internal',
      text: translator(language, 'mine')('problems.other', { reference: requestId.slice(0, 8) }),
    }
  }
}
