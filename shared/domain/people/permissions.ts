import { type Actor, type Role } from './user.ts'

/** What each act needs. One of the roles is enough. The maker-checker rule stands in the approval itself, not here. */
export const PERMISSIONS = {
  'application.edit': ['clerk'],
  'application.read': ['clerk', 'approver', 'auditor'],
  'application.decide': ['approver'],
  'import.run': ['clerk'],
  'licence.issue': ['clerk'],
  'licence.read': ['clerk', 'approver', 'administrator', 'auditor'],
  'licence.reveal': ['clerk', 'approver', 'auditor'],
  'licence.export': ['clerk', 'approver', 'auditor'],
  'licence.status': ['approver'],
  'licence.print': ['clerk'],
  'printer.manage': ['clerk', 'administrator'],
  'licence.verify': ['clerk', 'approver', 'administrator', 'auditor'],
  'outbox.read': ['clerk', 'approver', 'administrator', 'auditor'],
  'outbox.send': ['clerk', 'administrator'],
  'journal.read': ['administrator', 'auditor'],
  'user.manage': ['administrator'],
  'seal.manage': ['administrator'],
  'seal.read': ['clerk', 'approver', 'administrator', 'auditor'],
  'block.manage': ['administrator'],
  'block.read': ['clerk', 'approver', 'administrator', 'auditor'],
  'backup.run': ['administrator'],
  'office.manage': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

export const mayDo = (actor: Actor, permission: Permission): boolean =>
  PERMISSIONS[permission].some(role => actor.roles.includes(role))
