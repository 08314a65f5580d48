/** How the window looks while the pictures are taken. */
export const LOOKS = [
  look('light', { zh: '浅色', en: 'Light' }, { whole: true }),
  look('dark', { zh: '深色', en: 'Dark' }, { whole: true, theme: 'dark' }),
  look('contrast', { zh: '高对比度', en: 'High contrast' }, { whole: true, theme: 'contrast' }),
  look('english', { zh: '英文', en: 'English' }, { language: 'en' }),
  look(
    '4k',
    { zh: '4K（3840×2160）', en: '4K (3840×2160)' },
    { whole: true, width: 3840, height: 2160, zoom: undefined },
  ),
  look('200-percent', { zh: '放大到 200%', en: '200 % zoom' }, { zoom: 200 }),
]

export interface Look {
  readonly name: string
  readonly title: { readonly zh: string; readonly en: string }
  /** Every picture of it is kept; otherwise those of the main screens. */
  readonly whole: boolean
  readonly theme: 'light' | 'dark' | 'contrast'
  readonly language: 'zh-CN' | 'en'
  /** As the window begins on such a screen, where nobody has chosen. */
  readonly zoom: 100 | 200 | undefined
  readonly width: number
  readonly height: number
}

function look(name: string, title: Look['title'], differs: Partial<Look> = {}): Look {
  const usual = {
    whole: false,
    theme: 'light',
    language: 'zh-CN',
    zoom: 100,
    width: 1366,
    height: 768,
  } as const
  return { name, title, ...usual, ...differs }
}
