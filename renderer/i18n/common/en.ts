import type zh from './zh-CN.ts'

export default {
  product: 'Licence Workstation',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  copy: 'Copy',
  copied: 'Copied',
  retry: 'Try again',
  show: 'Show',
  hide: 'Hide',
  roleClerk: 'Clerk',
  roleApprover: 'Approver',
  roleAdministrator: 'Administrator',
  roleAuditor: 'Auditor',
  pageMissing: 'There is no such page',
  pageMissingNext: 'Choose what you want to do on the left.',
  notAllowed: 'Your role does not do this',
  notAllowedNext: 'Roles that do: {roles}. Ask the administrator of your office for a change.',
  notKept: 'What you typed is not kept yet; it is tried again by itself',
} satisfies Record<keyof typeof zh, string>
