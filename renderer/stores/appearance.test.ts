// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { usualZoom, useAppearanceStore } from './appearance.ts'

beforeEach(() => {
  setActivePinia(createPinia())
  localStorage.clear()
})

const root = document.documentElement

describe('the looks of this computer', () => {
  it('are shown at once and remembered', async () => {
    const looks = useAppearanceStore()
    looks.theme = 'contrast'
    looks.zoom = 150
    looks.motion = 'off'
    looks.language = 'en'
    await nextTick()
    expect(root.dataset).toMatchObject({ theme: 'contrast', motion: 'off' })
    expect(root.lang).toBe('en')
    expect(root.style.getPropertyValue('--zoom')).toBe('1.5')
    setActivePinia(createPinia())
    expect(useAppearanceStore().$state).toMatchObject({ theme: 'contrast', zoom: 150, language: 'en' })
  })

  it.each(['{', '7', 'null', '{"theme":"pink","zoom":1e9,"narrow":"yes"}'])(
    'fall back where %s is kept',
    kept => {
      localStorage.setItem('appearance', kept)
      expect(useAppearanceStore().$state).toMatchObject({ theme: 'system', zoom: 100, narrow: false })
    },
  )

  it('begin larger on a screen of 4K that the system leaves as it is', () => {
    expect([1366, 1920, 2560, 3840].map(usualZoom)).toEqual([100, 100, 100, 150])
  })
})
