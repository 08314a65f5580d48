import { defineStore } from 'pinia'
import { reactive, toRefs, watchEffect } from 'vue'

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export const ZOOMS = [100, 110, 125, 150, 175, 200] as const
export const MOTIONS = ['system', 'off'] as const
const LANGUAGES = ['zh-CN', 'en'] as const

export type Theme = (typeof THEMES)[number]
export type Zoom = (typeof ZOOMS)[number]
export type Motion = (typeof MOTIONS)[number]

interface Appearance {
  theme: Theme
  zoom: Zoom
  motion: Motion
  language: (typeof LANGUAGES)[number]
  /** The areas on the left show icons only. */
  narrow: boolean
}

const KEY = 'appearance'

const oneOf = <T>(all: readonly T[], value: unknown, otherwise: T): T =>
  all.find(one => one === value) ?? otherwise

/**
 * On a screen of 4K that the system does not enlarge, letters of 14 pixels are too small to be read all day. Our default, until
 * somebody chooses.
 */
export const usualZoom = (screenWidth: number): Zoom => (screenWidth >= 3200 ? 150 : 100)

/** What this computer remembers; anything that is no choice of ours counts as not chosen. */
function remembered(): Appearance {
  let kept: Record<string, unknown> = {}
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof parsed === 'object' && parsed !== null) kept = parsed as Record<string, unknown>
  } catch {
    kept = {}
  }
  return {
    theme: oneOf(THEMES, kept['theme'], 'system'),
    zoom: oneOf(ZOOMS, kept['zoom'], usualZoom(window.screen.width)),
    motion: oneOf(MOTIONS, kept['motion'], 'system'),
    language: oneOf(LANGUAGES, kept['language'], 'zh-CN'),
    narrow: kept['narrow'] === true,
  }
}

/** The system's own wish, where the person follows it. */
function systemTheme(): Exclude<Theme, 'system'> {
  if (matchMedia('(forced-colors: active)').matches || matchMedia('(prefers-contrast: more)').matches)
    return 'contrast'
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Looks of this computer: kept here, shown by attributes of the page's root; no office's data. */
export const useAppearanceStore = defineStore('appearance', () => {
  const chosen = reactive(remembered())

  function show(): void {
    const root = document.documentElement
    root.dataset['theme'] = chosen.theme === 'system' ? systemTheme() : chosen.theme
    root.dataset['motion'] = chosen.motion
    root.lang = chosen.language
    root.style.setProperty('--zoom', String(chosen.zoom / 100))
  }

  watchEffect(show)
  watchEffect(() => localStorage.setItem(KEY, JSON.stringify(chosen)))
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', show)

  return { ...toRefs(chosen) }
})
