import { createI18n } from 'vue-i18n'
import { type Locale } from './locale.ts'
import { en, zhCN } from './messages.ts'

/** vue-i18n over both languages; made once for the page, and anew for each test. */
export const createWords = (locale: Locale = 'zh-CN') =>
  createI18n({
    legacy: false,
    locale,
    fallbackLocale: 'zh-CN',
    messages: { 'zh-CN': zhCN, en },
    missingWarn: false,
    fallbackWarn: false,
  })
