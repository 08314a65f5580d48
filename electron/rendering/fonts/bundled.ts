import { createRequire } from 'node:module'
import { type FontRole } from '../../../shared/domain/face/face.ts'

/** Fonts that come with the program through npm, under the SIL Open Font License 1.1 (see docs/adr/0005). */
const PACKAGED = {
  song: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  songBold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  hei: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  heiBold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const

const locate = (file: string): string => createRequire(import.meta.url).resolve(file)

/** Bundled font files of a role, the first choice first. Every chain ends with the same two, whose coverage is widest. */
export function bundledFonts(role: FontRole): readonly string[] {
  const own: Readonly<Record<FontRole, keyof typeof PACKAGED>> = {
    song: 'song',
    'song-bold': 'songBold',
    fangsong: 'song',
    kai: 'song',
    hei: 'hei',
    'hei-bold': 'heiBold',
  }
  return [...new Set([PACKAGED[own[role]], PACKAGED.song, PACKAGED.hei])].map(locate)
}

/**
 * Families that an office's computer may have and that are preferred for a role, best first, lower case:
 * 仿宋 as the filling rules of the culture series ask, and 楷体.
 */
export const PREFERRED_FAMILIES: Readonly<Partial<Record<FontRole, readonly string[]>>> = {
  fangsong: [
    'fangsong_gb2312',
    '仿宋_gb2312',
    'fangsong',
    '仿宋',
    'stfangsong',
    '华文仿宋',
    'fzfangsong-z02',
    '方正仿宋_gbk',
    'zhuque fangsong (technical preview)',
    'zhuque fangsong',
    '朱雀仿宋',
    'fandolfang',
  ],
  kai: ['kaiti', '楷体', 'kaiti_gb2312', '楷体_gb2312', 'stkaiti', '华文楷体', 'lxgw wenkai', '霞鹜文楷'],
}

/** Families that are known to hold rare characters, best first, lower case; others follow in the order of their paths. */
export const RARE_FAMILIES: readonly string[] = [
  'simsun-extb',
  'simsun-extg',
  'hanamina',
  'hanaminb',
  'hanamin a',
  'hanamin b',
  'babelstone han',
  'tw-sung-ext-b',
  'tw-sung-plus',
  'tw-kai-ext-b',
  'plangothic p1',
  'plangothic p2',
  'jigmo',
  'jigmo2',
  'jigmo3',
]
