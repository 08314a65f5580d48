import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { expect, it } from 'vitest'
import { GATE_CODES } from '../../../shared/contract/define.ts'
import { CONTRACT } from '../../../shared/contract/index.ts'
import { COMMON_CODES } from '../../../shared/protocol/common.ts'
import { PROTOCOL_AREAS } from '../../../shared/protocol/index.ts'

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

/** Codes that the store may refuse with. */
const protocolCodes = (): readonly string[] => [
  ...COMMON_CODES,
  ...Object.values(PROTOCOL_AREAS).flatMap(area =>
    Object.values(area as Readonly<Record<string, { readonly codes: readonly string[] }>>).flatMap(
      endpoint => endpoint.codes,
    ),
  ),
]

/** Every code that a program may answer with: what contract and protocol name, and what the sources make. */
function declared(): ReadonlySet<string> {
  const contract = Object.values(CONTRACT).flatMap(channel => [...channel.errors])
  const made = files('shared', 'electron', 'national-store')
    .filter(name => !isTest(name))
    .flatMap(name => codesIn(fs.readFileSync(name, 'utf8')))
  return new Set<string>([...GATE_CODES, ...contract, ...protocolCodes(), ...made])
}

it('every error code is named by a test that provokes it', () => {
  const tests = files('shared', 'electron', 'national-store', 'tests')
    .filter(name => isTest(name))
    .map(name => fs.readFileSync(name, 'utf8'))
    .join('\n')
  const codes = [...declared()]
  expect(codes.length).toBeGreaterThan(200)
  const isNamed = (code: string): boolean => tests.includes(`'${code}'`) || tests.includes(` ${code}'`)
  expect(codes.filter(code => !isNamed(code)).sort()).toEqual([])
})

const sourcesOf = (...folders: readonly string[]): string =>
  files(...folders)
    .filter(name => !isTest(name) && !/^shared\/(contract|protocol)\//.test(name))
    .map(name => fs.readFileSync(name, 'utf8'))
    .join('\n')

it('every error code of the contract is made somewhere, so that none is a promise without an act', () => {
  const sources = sourcesOf('shared', 'electron')
  const contract = new Set<string>(Object.values(CONTRACT).flatMap(channel => [...channel.errors]))
  expect([...contract].filter(code => !sources.includes(`'${code}'`)).sort()).toEqual([])
})

it('every error code of the protocol is made by the store', () => {
  // The table of their statuses names them all: it does not count.
  const made = sourcesOf('shared', 'national-store').replace(/const STATUS:[^}]*}/, '')
  expect([...new Set(protocolCodes())].filter(code => !made.includes(`'${code}'`)).sort()).toEqual([])
})
