import type { AttemptProps } from './attempt-props'
import { ChallengeScreen } from './challenge-screen'
import { LoginScreen } from './login-screen'
import { WorkingScreen } from './working-screen'

/** What a live attempt asks of the person who answers it: the login, a second factor, or patience. */
export function AttemptScreen(props: AttemptProps) {
  const { form, challenge } = props.attempt
  if (form) return <LoginScreen {...props} />
  // Another challenge than the last one begins with an empty field.
  if (challenge) return <ChallengeScreen key={challenge.kinds.join()} {...props} />
  return <WorkingScreen {...props} />
}
