import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { en, zhCN } from './messages.ts'

const flat = (messages: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  Object.entries(messages).flatMap(([area, all]) =>
    Object.entries(all).map(([name, text]) => [`${area}.${name}`, text] as const),
  )

const zh = flat(zhCN)
const english = new Map(flat(en))
const RENDERER = path.resolve(import.meta.dirname, '..')

function sources(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'i18n' ? [] : sources(file)
    return /\.(ts|vue)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)
      ? [fs.readFileSync(file, 'utf8')]
      : []
  })
}

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort()

describe('messages', () => {
  it('are the same keys in both languages, with the same places to fill', () => {
    expect([...english.keys()].sort()).toEqual(zh.map(([key]) => key).sort())
    for (const [key, text] of zh) expect([key, holes(english.get(key)!)]).toEqual([key, holes(text)])
  })

  it('have no empty text and no sign that vue-i18n would read as its own', () => {
    for (const [key, text] of [...zh, ...english]) {
      expect([key, text.trim()]).not.toEqual([key, ''])
      expect([key, /[|@]/.test(text)]).toEqual([key, false])
    }
  })

  it('say everything in Chinese that Chinese readers read', () => {
    const latin = zh.filter(([, text]) => !/\p{Script=Han}/u.test(text)).map(([key]) => key)
    expect(latin).toEqual([])
  })

  it('are all used by the page', () => {
    const code = sources(RENDERER).join('\n')
    const used = new Set([...code.matchAll(/['"`]([a-z][a-zA-Z]*\.[a-zA-Z0-9]+)['"`]/g)].map(m => m[1]))
    const prefixes = [...code.matchAll(/`([a-z][a-zA-Z]*\.[a-zA-Z0-9]*)\$\{/g)].map(m => m[1] ?? '')
    const unused = zh
      .map(([key]) => key)
      .filter(key => !used.has(key) && !prefixes.some(p => key.startsWith(p)))
    expect(unused).toEqual([])
  })
})
