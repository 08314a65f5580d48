import { z } from 'zod'
import { openChannel } from './define.ts'
import { OPEN_CODES, type SessionView } from './session.ts'
import { nothing, passwordText, shortText } from './text.ts'

export interface OfficeMade {
  readonly session: SessionView
  /** Opens the data where no password does (another machine, a restored backup): shown once, to be written down and locked away. */
  readonly recoverySecret: string
}

/** The first start: what can be done while there is no office yet. */
export const setupContract = {
  'setup.demo': openChannel<SessionView>()({ input: nothing, errors: OPEN_CODES }),
  'setup.office': openChannel<OfficeMade>()({
    input: z.strictObject({ login: shortText, name: shortText, password: passwordText }),
    errors: [
      ...OPEN_CODES,
      'users-exist',
      'login-invalid',
      'login-taken',
      'person-name-invalid',
      'roles-invalid',
      'password-too-weak',
      'password-too-long',
      'password-unusable',
      'sign-in-refused',
      'account-locked',
    ],
  }),
} as const
