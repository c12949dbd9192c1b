import { reasonWords } from '../../connections/words'
import type { PageLocale } from '../../i18n/locales'
import type { Translate } from '../../i18n/translate'
import type { noticeWords } from '../../notices/words'
import type { Block, MailContent } from '../content'
import { when } from '../when'

export type NoticeFacts = {
  kind: 'broken' | 'recovered'
  /** Codes of lib/connections/words.ts. */
  status: string
  reason: string
  username: string
  displayName: string
  at: Date
  /** The connection's page. */
  url: string
}

export type NoticesFacts = {
  kind: 'alert' | 'digest'
  agencyName: string
  /** What is broken comes first. */
  notices: NoticeFacts[]
  /** How many more there are than those. */
  more: number
  attentionUrl: string
}

type T = Translate<'mail'>
type Key = Parameters<T['has']>[0]

const KNOWN = ['expiring', 'needs_reauth', 'awaiting_2fa', 'needs_review', 'disconnected'] as const
type Change = (typeof KNOWN)[number] | 'recovered'

function changeOf({ kind, status }: NoticeFacts): Change {
  return kind === 'recovered' ? 'recovered' : (KNOWN.find((one) => one === status) ?? 'needs_reauth')
}

/** A reason that this language has no words for yet is told in English. */
function reason(t: T, code: string, part: 'label' | 'detail'): string {
  const key = `notice.reason.${code}.${part}` as Key
  return t.has(key) ? t(key) : reasonWords(code)[part]
}

/** The same words as on the notices page: @username, cause, effect, one button. */
export function noticeTexts(t: T, notice: NoticeFacts): ReturnType<typeof noticeWords> {
  const { username } = notice
  const change = changeOf(notice)
  const effect = t(`notice.effect.${change}`)
  const button = t(`notice.button.${change}`)
  if (change === 'recovered')
    return {
      title: t('notice.recovered', { username }),
      cause: reason(t, 'proven', 'detail'),
      effect,
      button,
    }
  const what = t(`notice.what.${change}`)
  const title = t('notice.title', { username, what, cause: reason(t, notice.reason, 'label') })
  return { title, cause: reason(t, notice.reason, 'detail'), effect, button }
}

function single(t: T, locale: PageLocale, facts: NoticesFacts, notice: NoticeFacts): MailContent {
  const { cause, effect, title } = noticeTexts(t, notice)
  const { displayName: name, username } = notice
  const who = { label: t('alert.who'), value: t(`notice.who.${reasonWords(notice.reason).who}`) }
  return {
    locale,
    subject: title,
    preview: t('alert.preview', { effect }),
    agencyName: facts.agencyName,
    title,
    blocks: [
      { kind: 'paragraph', text: cause },
      {
        kind: 'facts',
        rows: [
          { label: t('alert.account'), value: t('alert.accountValue', { name, username }) },
          { label: t('alert.effect'), value: effect },
          ...(notice.kind === 'broken' ? [who] : []),
          { label: t('alert.since'), value: when(notice.at, locale, 'UTC') },
        ],
      },
      { kind: 'button', label: t(`alert.button.${changeOf(notice)}`, { username }), url: notice.url },
    ],
    footer: [t('alert.why', { agency: facts.agencyName })],
  }
}

function list(t: T, facts: NoticesFacts): Block[] {
  const items = facts.notices.map((notice) => {
    const { button, cause, effect, title } = noticeTexts(t, notice)
    return { title, text: notice.kind === 'broken' ? cause : effect, label: button, url: notice.url }
  })
  const more: Block[] =
    facts.more > 0 ? [{ kind: 'paragraph', text: t('digest.more', { count: facts.more }) }] : []
  return [
    { kind: 'items', items },
    ...more,
    { kind: 'button', label: t('digest.button'), url: facts.attentionUrl },
  ]
}

/** One change, or several in one mail: at once, or as the summary of a day. */
export function noticesContent(t: T, locale: PageLocale, facts: NoticesFacts): MailContent {
  const { agencyName: agency, kind, notices } = facts
  const [first] = notices
  if (kind === 'alert' && first && notices.length === 1) return single(t, locale, facts, first)
  const broken = notices.filter((one) => one.kind === 'broken').length
  const count = broken + (broken > 0 ? facts.more : 0)
  const many = t('alert.many', { agency, count: notices.length + facts.more })
  const summary = broken > 0 ? t('digest.subject', { agency, count }) : t('digest.good', { agency })
  const title = broken > 0 ? t('digest.title', { count }) : t('digest.titleGood')
  return {
    locale,
    subject: kind === 'alert' ? many : summary,
    preview: first ? noticeTexts(t, first).title : t('digest.preview'),
    agencyName: agency,
    title: kind === 'alert' ? many : title,
    blocks: [
      ...(kind === 'digest' ? [{ kind: 'paragraph', text: t('digest.text') } as const] : []),
      ...list(t, facts),
    ],
    footer: [kind === 'alert' ? t('alert.why', { agency }) : t('digest.why')],
  }
}
