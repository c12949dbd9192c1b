import { Mail } from 'lucide-react'
import type { ChallengeKind } from '@/lib/providers/challenge'
import { AnswerButton } from './answer-button'
import { isGate } from './attempt-heading'
import type { AttemptProps } from './attempt-props'
import { CodeForm } from './code-form'
import { Countdown } from './countdown'
import { FaceFew } from './face-few'
import { LinkOut } from './link-out'
import { LoginNote } from './login-note'
import { LOOKS } from './look'
import { LookAgain } from './look-again'
import { OtherWays } from './other-ways'
import { SendCode } from './send-code'

type Shown = NonNullable<AttemptProps['attempt']['challenge']>
type Props = AttemptProps & { challenge: Shown }

const isFace = (kind: ChallengeKind | undefined) => kind === 'face' || kind === 'forced_face'

/** Sending a code, for the first time or once more. */
export function Send({ kind, primary, ...props }: Props & { kind: 'sms' | 'email'; primary: boolean }) {
  const { t, look, errors, actions, attempt, challenge } = props
  const first = challenge.kinds[0] !== kind || isGate(challenge)
  const { sendsLeft } = challenge
  return (
    <SendCode
      action={actions.sendCode}
      linkSessionId={attempt.linkSessionId}
      kind={kind}
      resendAt={challenge.resendAt}
      now={attempt.now}
      used={sendsLeft === 0}
      primary={primary}
      look={look}
      errors={errors}
      words={{
        label: t(`challenge.${first ? 'send' : 'resend'}.${kind}`),
        busy: t('challenge.sending'),
        wait: t('challenge.resendIn', { time: '{time}' }),
        done: t('challenge.sent'),
        left: sendsLeft === null ? null : t('challenge.sendsLeft', { count: sendsLeft }),
      }}
    />
  )
}

/** Time and tries that are left. */
function Limits({ t, look, attempt, challenge }: Props) {
  const { attemptsLeft, expiresAt } = challenge
  if (attemptsLeft === null && expiresAt === null) return null
  return (
    <p className={`${LOOKS[look].small} flex flex-wrap gap-x-4 gap-y-1`}>
      {expiresAt && (
        <Countdown
          until={expiresAt}
          now={attempt.now}
          words={t('challenge.timer', { time: '{time}' })}
          over={t('challenge.timedOut')}
          soon={t('challenge.soon')}
        />
      )}
      {attemptsLeft !== null && <span>{t('challenge.left', { count: attemptsLeft })}</span>}
    </p>
  )
}

/** What helps after a wrong code; another message only where one can be asked for. */
function afterWrong({ kinds: [kind], actions, sendsLeft }: Shown): 'app' | 'sms' | 'email' | 'other' {
  if (kind === 'app') return kind
  const maySend = actions.includes('send_code') && sendsLeft !== 0
  return maySend && (kind === 'sms' || kind === 'email') ? kind : 'other'
}

function Code({ primary, ...props }: Props & { primary: boolean }) {
  const { t, look, errors, actions, attempt, challenge, agencyName: agency } = props
  const left = challenge.attemptsLeft
  if (left !== null && left <= 0 && !challenge.isChecking)
    return (
      <LoginNote look={look} title={t('challenge.spent.title')}>
        {t('challenge.spent.text')}
      </LoginNote>
    )
  const wrong = [
    t('challenge.wrong'),
    left === null ? '' : t('challenge.left', { count: left }),
    t(`challenge.wrongNext.${afterWrong(challenge)}`),
  ]
  return (
    <>
      {left === 1 && !challenge.isChecking && (
        <LoginNote look={look} title={t('challenge.last.title')}>
          {t('challenge.last.text')}
        </LoginNote>
      )}
      <CodeForm
        action={actions.code}
        linkSessionId={attempt.linkSessionId}
        isChecking={challenge.isChecking}
        rejected={challenge.rejected}
        primary={primary}
        look={look}
        errors={errors}
        words={{
          code: t('challenge.code'),
          codeHint: t('challenge.codeHint'),
          submit: t('challenge.submit'),
          busy: t('challenge.busy'),
          checking: t('challenge.checking'),
          wrong: wrong.filter(Boolean).join(' '),
          problem: t('challenge.problems.code'),
        }}
      />
      <Limits {...props} />
      <p className={LOOKS[look].small}>{t('challenge.never', { agency })}</p>
    </>
  )
}

function Face(props: Props) {
  const { t, look, errors, actions, attempt, challenge, help } = props
  const href = challenge.links?.face ?? challenge.links?.page ?? null
  return (
    <>
      <FaceFew t={t} look={look} challenge={challenge} />
      {help}
      {href ? (
        <LinkOut
          href={href}
          label={t('challenge.faceOpen')}
          scan={t('challenge.faceScan')}
          qrLabel={t('challenge.qr')}
          both
          look={look}
        />
      ) : (
        <p className={LOOKS[look].text}>{t('challenge.noFaceLink')}</p>
      )}
      {challenge.isChecking && (
        <p role="status" className={`${LOOKS[look].text} font-medium`}>
          {t('challenge.checkingFace')}
        </p>
      )}
      {challenge.rejected && !challenge.isChecking && (
        <p role="alert" className={`${LOOKS[look].text} font-medium text-ink`}>
          {t('challenge.faceNotSeen')}
        </p>
      )}
      {challenge.actions.includes('confirm_selfie') && (
        <div className="flex flex-col gap-2 border-t border-line pt-4">
          <p className={LOOKS[look].text}>{t('challenge.faceDoneText')}</p>
          <AnswerButton
            action={actions.confirmSelfie}
            fields={{ linkSessionId: attempt.linkSessionId }}
            label={t('challenge.faceDone')}
            busyLabel={t('challenge.busy')}
            disabled={challenge.isChecking}
            look={look}
            errors={errors}
          />
        </div>
      )}
      <Limits {...props} />
    </>
  )
}

function MobileApp(props: Props) {
  const { t, look, providerName: provider, challenge, help } = props
  const app = challenge.links?.mobileApp ?? null
  const page = challenge.links?.page ?? null
  return (
    <>
      {help}
      {app && (
        <LinkOut
          href={app}
          label={t('challenge.appOpen', { provider })}
          scan={t('challenge.appScan')}
          qrLabel={t('challenge.qr')}
          both={false}
          look={look}
        />
      )}
      {page && (
        <p className={LOOKS[look].text}>
          <a href={page} target="_blank" rel="noopener noreferrer" className="link">
            {t('challenge.appPage', { provider })}
          </a>
        </p>
      )}
      {!app && !page && <p className={LOOKS[look].text}>{t('challenge.noLink')}</p>}
      <Limits {...props} />
    </>
  )
}

/** The provider mails her, so that she goes on on her own device. */
function MailHer({ t, look, errors, actions, attempt, providerName: provider }: Props) {
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4">
      <p className={LOOKS[look].text}>{t('challenge.mailText', { provider })}</p>
      <AnswerButton
        action={actions.emailCreator}
        fields={{ linkSessionId: attempt.linkSessionId }}
        label={t('challenge.mail')}
        busyLabel={t('challenge.sending')}
        done={t('challenge.mailed', { provider })}
        look={look}
        errors={errors}
        icon={<Mail aria-hidden />}
      />
    </div>
  )
}

/** What OnlyFans asks for in the middle of a login, whatever it is and whichever provider passes it on. */
export function ChallengeScreen(props: AttemptProps) {
  const { challenge } = props.attempt
  if (!challenge) return null
  const all = { ...props, challenge }
  const [kind] = challenge.kinds
  const sends = (kind === 'sms' || kind === 'email') && challenge.actions.includes('send_code') ? kind : null
  const gate = isGate(challenge)
  const takesCode = challenge.actions.includes('enter_code')
  return (
    <div className={LOOKS[props.look].stack}>
      {sends && gate && <Send {...all} kind={sends} primary />}
      {takesCode && <Code {...all} primary={!gate} />}
      {sends && !gate && <Send {...all} kind={sends} primary={false} />}
      {isFace(kind) && <Face {...all} />}
      {kind === 'mobile_app' && <MobileApp {...all} />}
      {challenge.actions.includes('email_creator') && <MailHer {...all} />}
      {challenge.isChecking && <LookAgain words={props.t('working.again')} />}
      <OtherWays {...all} send={(other) => <Send {...all} kind={other} primary={false} />} />
    </div>
  )
}
