import { type Role } from '../../../shared/domain/people/user.ts'

/** A person as typed, before anybody has been made of it. */
export interface PersonDraft {
  login: string
  name: string
  roles: readonly Role[]
  password: string
  again: string
}

export const emptyPerson = (roles: readonly Role[] = []): PersonDraft => ({
  login: '',
  name: '',
  roles,
  password: '',
  again: '',
})

/** How many fields want something before the core can be asked; the core judges what they hold. */
export function missingIn(person: PersonDraft): number {
  const empty = [person.login, person.name, person.password].filter(text => text.trim() === '').length
  return empty + (person.password !== person.again ? 1 : 0)
}
