import { type Role } from '../../../shared/domain/people/user.ts'
import { type MessageKey } from '../../i18n/messages.ts'

const WORDS: Readonly<Record<Role, readonly [MessageKey, MessageKey]>> = {
  clerk: ['common.roleClerk', 'admin.clerkMay'],
  approver: ['common.roleApprover', 'admin.approverMay'],
  administrator: ['common.roleAdministrator', 'admin.administratorMay'],
  auditor: ['common.roleAuditor', 'admin.auditorMay'],
}

export const roleWordKey = (role: Role): MessageKey => WORDS[role][0]

/** What somebody in that role does. */
export const roleHintKey = (role: Role): MessageKey => WORDS[role][1]
