import { type Role } from '../../shared/domain/people/user.ts'
import { type MessageKey } from '../i18n/messages.ts'

const KEYS: Readonly<Record<Role, MessageKey>> = {
  clerk: 'common.roleClerk',
  approver: 'common.roleApprover',
  administrator: 'common.roleAdministrator',
  auditor: 'common.roleAuditor',
}

export const roleKey = (role: Role): MessageKey => KEYS[role]
