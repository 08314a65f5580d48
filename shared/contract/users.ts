import { z } from 'zod'
import { type User } from '../domain/people/user.ts'
import { channel } from './define.ts'
import { idText, nothing, passwordText, shortText } from './text.ts'
import { role } from './values.ts'

export interface UserLine extends User {
  readonly locked: boolean
}

export const PASSWORD_CODES = ['password-too-weak', 'password-too-long', 'password-unusable'] as const

const roles = z.array(role).max(4)

export const usersContract = {
  'users.list': channel<readonly UserLine[]>()({ input: nothing }),
  'users.create': channel<User>()({
    input: z.strictObject({ login: shortText, name: shortText, roles, password: passwordText }),
    errors: [...PASSWORD_CODES, 'login-invalid', 'login-taken', 'person-name-invalid', 'roles-invalid'],
  }),
  'users.setRoles': channel<User>()({
    input: z.strictObject({ userId: idText, roles }),
    errors: ['user-unknown', 'last-administrator', 'roles-invalid'],
  }),
  'users.setState': channel<User>()({
    input: z.strictObject({ userId: idText, state: z.enum(['active', 'disabled']) }),
    errors: ['user-unknown', 'last-administrator'],
  }),
  'users.unlock': channel<null>()({ input: z.strictObject({ userId: idText }), errors: ['user-unknown'] }),
  'users.resetPassword': channel<null>()({
    input: z.strictObject({ userId: idText, newPassword: passwordText }),
    errors: [...PASSWORD_CODES, 'user-unknown'],
  }),
  /** A good password that nobody has: to be given to a person, who then changes it. */
  'users.newPassword': channel<{ readonly password: string }>()({ input: nothing }),
} as const
