import { type Instant } from '../../kernel/instant.ts'

/** Clerk takes applications and issues, approver decides, administrator keeps the workstation, auditor reads everything. */
export const ROLES = ['clerk', 'approver', 'administrator', 'auditor'] as const

export type Role = (typeof ROLES)[number]

export interface User {
  readonly id: string
  /** What is typed at sign-in; unique, compared without case. */
  readonly login: string
  /** The person's name as it stands in the journal. */
  readonly name: string
  readonly roles: readonly Role[]
  readonly state: 'active' | 'disabled'
  /** Wrong passwords in a row since the last right one. */
  readonly failures: number
  readonly lockedUntil: Instant | null
  readonly createdAt: Instant
}

/** Who acts: taken from the signed-in user at the gate, never from the input of a call. */
export interface Actor {
  readonly userId: string
  readonly name: string
  readonly roles: readonly Role[]
}
