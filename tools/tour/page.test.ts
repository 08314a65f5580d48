import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { LOOKS } from './looks.ts'
import { fileOf, isKept, tourPage } from './page.ts'
import { SHOTS } from './shots/index.ts'

const OUT = path.resolve('docs/tour')
const shots = Object.values(SHOTS).flat()

it('names every picture once', () => {
  expect(new Set(shots.map(shot => shot.name)).size).toBe(shots.length)
})

it('shows what the list says, and every picture is there and none besides', () => {
  expect(fs.readFileSync(path.join(OUT, 'README.md'), 'utf8')).toBe(tourPage('en'))
  expect(fs.readFileSync(path.join(OUT, 'README.zh-CN.md'), 'utf8')).toBe(tourPage('zh'))
  const wanted = LOOKS.flatMap(({ name }) =>
    shots.filter(shot => isKept(shot, name)).map(shot => fileOf(shot, name)),
  )
  const there = LOOKS.flatMap(({ name }) =>
    fs.readdirSync(path.join(OUT, name)).map(file => `${name}/${file}`),
  )
  expect(there.sort()).toEqual([...wanted].sort())
})
