import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const RENDERER = path.resolve(import.meta.dirname, '..')

/** Came after Chromium 100, the oldest that the page is built for; no build step can put something else in their place. */
const TOO_NEW =
  /:has\(|@container|container-type|@scope|@starting-style|color-mix\(|light-dark\(|subgrid|text-wrap\s*:|[0-9][dsl]v[hw]\b|field-sizing|anchor-name/

function styles(folder: string): [string, string][] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return styles(file)
    const text = fs.readFileSync(file, 'utf8')
    if (entry.name.endsWith('.css')) return [[file, text]]
    if (!entry.name.endsWith('.vue')) return []
    return [[file, [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css]) => css).join('\n')]]
  })
}

it('uses no style that the oldest Chromium does not know', () => {
  const all = styles(RENDERER)
  expect(all.length).toBeGreaterThan(80)
  expect(all.filter(([, css]) => TOO_NEW.test(css)).map(([file]) => path.relative(RENDERER, file))).toEqual(
    [],
  )
})
