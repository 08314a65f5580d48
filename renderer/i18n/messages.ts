import commonEn from './common/en.ts'
import commonZh from './common/zh-CN.ts'
import frameEn from './frame/en.ts'
import frameZh from './frame/zh-CN.ts'
import partsEn from './parts/en.ts'
import partsZh from './parts/zh-CN.ts'
import registerEn from './register/en.ts'
import registerZh from './register/zh-CN.ts'
import verifyEn from './verify/en.ts'
import verifyZh from './verify/zh-CN.ts'
import importsEn from './imports/en.ts'
import importsZh from './imports/zh-CN.ts'
import sessionEn from './session/en.ts'
import sessionZh from './session/zh-CN.ts'
import settingsEn from './settings/en.ts'
import settingsZh from './settings/zh-CN.ts'

/** The written list of areas: Chinese is the one that others are compared with. */
export const zhCN = {
  common: commonZh,
  frame: frameZh,
  parts: partsZh,
  register: registerZh,
  verify: verifyZh,
  imports: importsZh,
  session: sessionZh,
  settings: settingsZh,
}

export const en = {
  common: commonEn,
  frame: frameEn,
  parts: partsEn,
  register: registerEn,
  verify: verifyEn,
  imports: importsEn,
  session: sessionEn,
  settings: settingsEn,
} satisfies { readonly [A in keyof typeof zhCN]: Readonly<Record<keyof (typeof zhCN)[A], string>> }

type Messages = typeof zhCN

/** `area.name` of every message. */
export type MessageKey = {
  [A in keyof Messages & string]: `${A}.${keyof Messages[A] & string}`
}[keyof Messages & string]
