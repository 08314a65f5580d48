import { LOOKS } from './looks.ts'
import { type Shot } from './shot.ts'
import { SHOTS } from './shots/index.ts'

/** Some looks have every picture, the others those of the main screens. */
export const isKept = (shot: Shot, look: string): boolean =>
  shot.everywhere === true || LOOKS.some(({ name, whole }) => name === look && whole)

/** Where a picture lies, as the pages beside the folders name it. */
export const fileOf = (shot: Shot, look: string): string => `${look}/${shot.name}.webp`

const WORDS = {
  zh: {
    title: '# 窗口导览',
    other: '[English](README.md)',
    lead: '由 `npm run tour` 生成：真实核心和构建好的页面，演示机关的数据。每一屏在每种外观下都经 axe 检查；“严重”一级以上为零才算通过。',
    stages: { first: '首次启动与设置', empty: '没有数据的演示机关', full: '办理中的演示机关' },
    alsoIn: '其他外观：',
    between: '、',
  },
  en: {
    title: '# A tour of the window',
    other: '[简体中文](README.zh-CN.md)',
    lead: 'Made by `npm run tour`: the built page over the real core, with the data of a demonstration office. axe looks at every screen in every look; anything serious fails the command.',
    stages: {
      first: 'First start and setting up',
      empty: 'A demonstration office without data',
      full: 'A demonstration office at work',
    },
    alsoIn: 'Also in: ',
    between: ', ',
  },
} as const

/** The whole tour on one page, one line for each screen. */
export function tourPage(language: 'zh' | 'en'): string {
  const words = WORDS[language]
  const lines = [words.title, '', words.other, '', words.lead, '']
  for (const stage of ['first', 'empty', 'full'] as const) {
    lines.push(`## ${words.stages[stage]}`, '')
    for (const shot of SHOTS[stage]) {
      const looks = LOOKS.slice(1).filter(look => isKept(shot, look.name))
      const also = looks.map(look => `[${look.title[language]}](${fileOf(shot, look.name)})`)
      const others = also.length > 0 ? `<br>${words.alsoIn}${also.join(words.between)}` : ''
      lines.push(`**${shot.title[language]}**${others}`, '')
      lines.push(`![${shot.title[language]}](${fileOf(shot, LOOKS[0]?.name ?? '')})`, '')
    }
  }
  return lines.join('\n')
}
