import { defineStore } from 'pinia'
import { type UserLine } from '../../shared/contract/users.ts'
import { type Role } from '../../shared/domain/people/user.ts'
import { call, on } from '../bridge/index.ts'
import { asked, refusalOf } from './asked.ts'

export interface NewPerson {
  readonly login: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly password: string
}

/** 用户与权限 */
export const useUsersStore = defineStore('users', () => {
  const { value: rows, fault, load, forget } = asked<readonly UserLine[]>(() => call('users.list', {}))
  on('administration.changed', ({ what }) => {
    if (what === 'users' && rows.value) void load()
  })
  return {
    rows,
    fault,
    load,
    forget,
    create: async (person: NewPerson) =>
      refusalOf(await call('users.create', { ...person, roles: [...person.roles] })),
    setRoles: async (userId: string, roles: readonly Role[]) =>
      refusalOf(await call('users.setRoles', { userId, roles: [...roles] })),
    setState: async (userId: string, state: UserLine['state']) =>
      refusalOf(await call('users.setState', { userId, state })),
    unlock: async (userId: string) => refusalOf(await call('users.unlock', { userId })),
    resetPassword: async (userId: string, newPassword: string) =>
      refusalOf(await call('users.resetPassword', { userId, newPassword })),
    /** A good password that nobody has yet. */
    newPassword: () => call('users.newPassword', {}),
  }
})
