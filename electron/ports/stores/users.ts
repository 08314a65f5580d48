import { type User } from '../../../shared/domain/people/user.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'

/** What the password hasher made: parameters, salt and hash in one text. */
export type PasswordRecord = string

export interface UserStore {
  get(id: string): User | undefined
  byLogin(login: string): User | undefined
  list(): readonly User[]
  insert(user: User, password: PasswordRecord): void
  update(user: User): void
  password(id: string): PasswordRecord | undefined
  setPassword(id: string, password: PasswordRecord): void
  recordFailure(id: string, failures: number, lockedUntil: Instant | null): void
}
