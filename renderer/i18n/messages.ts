import approvalEn from './approval/en.ts'
import approvalZh from './approval/zh-CN.ts'
import counterEn from './counter/en.ts'
import counterZh from './counter/zh-CN.ts'
import deskEn from './desk/en.ts'
import deskZh from './desk/zh-CN.ts'
import intakeEn from './intake/en.ts'
import intakeZh from './intake/zh-CN.ts'
import adminEn from './admin/en.ts'
import adminZh from './admin/zh-CN.ts'
import backupsEn from './backups/en.ts'
import backupsZh from './backups/zh-CN.ts'
import blocksEn from './blocks/en.ts'
import blocksZh from './blocks/zh-CN.ts'
import journalEn from './journal/en.ts'
import journalZh from './journal/zh-CN.ts'
import officeEn from './office/en.ts'
import officeZh from './office/zh-CN.ts'
import outboxEn from './outbox/en.ts'
import outboxZh from './outbox/zh-CN.ts'
import sealsEn from './seals/en.ts'
import sealsZh from './seals/zh-CN.ts'
import setupEn from './setup/en.ts'
import setupZh from './setup/zh-CN.ts'
import usersEn from './users/en.ts'
import usersZh from './users/zh-CN.ts'
import commonEn from './common/en.ts'
import commonZh from './common/zh-CN.ts'
import frameEn from './frame/en.ts'
import frameZh from './frame/zh-CN.ts'
import issuingEn from './issuing/en.ts'
import issuingZh from './issuing/zh-CN.ts'
import partsEn from './parts/en.ts'
import partsZh from './parts/zh-CN.ts'
import registerEn from './register/en.ts'
import registerZh from './register/zh-CN.ts'
import verifyEn from './verify/en.ts'
import verifyZh from './verify/zh-CN.ts'
import importsEn from './imports/en.ts'
import importsZh from './imports/zh-CN.ts'
import printingEn from './printing/en.ts'
import printingZh from './printing/zh-CN.ts'
import sessionEn from './session/en.ts'
import sessionZh from './session/zh-CN.ts'
import settingsEn from './settings/en.ts'
import settingsZh from './settings/zh-CN.ts'

/** The written list of areas: Chinese is the one that others are compared with. */
export const zhCN = {
  approval: approvalZh,
  counter: counterZh,
  desk: deskZh,
  intake: intakeZh,
  common: commonZh,
  frame: frameZh,
  issuing: issuingZh,
  parts: partsZh,
  printing: printingZh,
  register: registerZh,
  verify: verifyZh,
  imports: importsZh,
  session: sessionZh,
  admin: adminZh,
  backups: backupsZh,
  blocks: blocksZh,
  journal: journalZh,
  office: officeZh,
  outbox: outboxZh,
  seals: sealsZh,
  setup: setupZh,
  users: usersZh,
  settings: settingsZh,
}

export const en = {
  approval: approvalEn,
  counter: counterEn,
  desk: deskEn,
  intake: intakeEn,
  common: commonEn,
  frame: frameEn,
  issuing: issuingEn,
  parts: partsEn,
  printing: printingEn,
  register: registerEn,
  verify: verifyEn,
  imports: importsEn,
  session: sessionEn,
  admin: adminEn,
  backups: backupsEn,
  blocks: blocksEn,
  journal: journalEn,
  office: officeEn,
  outbox: outboxEn,
  seals: sealsEn,
  setup: setupEn,
  users: usersEn,
  settings: settingsEn,
} satisfies { readonly [A in keyof typeof zhCN]: Readonly<Record<keyof (typeof zhCN)[A], string>> }

type Messages = typeof zhCN

/** `area.name` of every message. */
export type MessageKey = {
  [A in keyof Messages & string]: `${A}.${keyof Messages[A] & string}`
}[keyof Messages & string]
