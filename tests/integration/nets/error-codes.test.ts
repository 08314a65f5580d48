import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { expect, it } from 'vitest'
import { GATE_CODES } from '../../../shared/contract/define.ts'
import { CONTRACT } from '../../../shared/contract/index.ts'

const files = (...folders: readonly string[]): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...folders], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(name => /\.(ts|mjs)$/.test(name) && fs.existsSync(name))

const isTest = (name: string): boolean => name.endsWith('.test.ts') || name.startsWith('tests/')

/** Codes in quotes: in `AppError<…>`, in unions called …Code, and in the first place of `appError(…)`. */
function codesIn(source: string): readonly string[] {
  const named = [...source.matchAll(/AppError<([^<>]*)>/g)].flatMap(([, between = '']) => [
    ...between.matchAll(/'([a-z0-9-]+)'/g),
  ])
  const unions = [
    ...source.matchAll(/type \w*Codes? =([^=]*?)\n(?=\n|export|const|function|interface|type|\/\*)/g),
  ].flatMap(([, between = '']) => [...between.matchAll(/'([a-z0-9]+(?:-[a-z0-9]+)+)'/g)])
  return [...named, ...unions, ...source.matchAll(/\bappError\(\s*'([a-z0-9-]+)'/g)].flatMap(
    ([, code]) => code ?? [],
  )
}

/** Every code that the program may answer with: what the contract names, and what the sources make. */
function declared(): ReadonlySet<string> {
  const contract = Object.values(CONTRACT).flatMap(channel => [...channel.errors])
  const made = files('shared', 'electron')
    .filter(name => !isTest(name))
    .flatMap(name => codesIn(fs.readFileSync(name, 'utf8')))
  return new Set<string>([...GATE_CODES, ...contract, ...made])
}

it('every error code is named by a test that provokes it', () => {
  const tests = files('shared', 'electron', 'tests')
    .filter(name => isTest(name))
    .map(name => fs.readFileSync(name, 'utf8'))
    .join('\n')
  const codes = [...declared()]
  expect(codes.length).toBeGreaterThan(200)
  const isNamed = (code: string): boolean => tests.includes(`'${code}'`) || tests.includes(` ${code}'`)
  expect(codes.filter(code => !isNamed(code)).sort()).toEqual([])
})

it('every error code of the contract is made somewhere, so that none is a promise without an act', () => {
  const sources = files('shared', 'electron')
    .filter(name => !isTest(name) && !name.startsWith('shared/contract/'))
    .map(name => fs.readFileSync(name, 'utf8'))
    .join('\n')
  const contract = new Set<string>(Object.values(CONTRACT).flatMap(channel => [...channel.errors]))
  expect([...contract].filter(code => !sources.includes(`'${code}'`)).sort()).toEqual([])
})
