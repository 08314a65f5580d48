import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newKind } from './kind.ts'
import { newCommand, newDecision, newMigration, newUseCase } from './pieces.ts'
import { newScreen } from './screen.ts'
import { openTree } from './tree.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
let copy: string

/** The scaffolds are run in a copy of the sources, and what they lay must compile there. */
beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-scaffold-'))
  for (const part of [
    'shared',
    'electron',
    'renderer',
    'resources/regions',
    'docs',
    'tsconfig.base.json',
    'package.json',
  ]) {
    fs.cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true })
  }
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'))
})

afterAll(() => fs.rmSync(copy, { recursive: true, force: true }))

const errorsOf = (project: string, compiler = 'typescript/bin/tsc'): string =>
  spawnSync(process.execPath, [path.join(ROOT, 'node_modules', compiler), '-p', project], {
    cwd: copy,
    encoding: 'utf8',
  }).stdout

describe('scaffolds', () => {
  it('lay a kind whose facts are all to be checked, in every written list, and it compiles', () => {
    const tree = openTree(copy)
    newKind(tree, 'art-grading', 'entertainment')
    const laid = fs.readdirSync(path.join(copy, 'shared/domain/kinds/art-grading'))
    expect(laid).toContain('fields.ts')
    for (const file of laid)
      expect(tree.read(`shared/domain/kinds/art-grading/${file}`)).not.toMatch(/\b(found|inferred)\('/)
    expect(tree.read('shared/domain/kinds/registry.ts')).toContain("from './art-grading/index.ts'")
    expect(errorsOf('shared')).toBe('')
    expect(() => newKind(tree, 'art-grading', 'entertainment')).toThrow('there already')
    expect(() => newKind(tree, 'other', 'no-such-kind')).toThrow('no kind')
  })
  it('lay a use case, a command and a migration that compile', () => {
    const tree = openTree(copy)
    newUseCase(tree, 'register', 'count-licences')
    newCommand(tree, 'figures')
    newMigration(tree, 'inspections')
    newDecision(tree, 'a-reason', '2026-11-23')
    expect(tree.done.filter(line => line.startsWith('+'))).toHaveLength(5)
    expect(errorsOf('electron/usecases')).toBe('')
    expect(errorsOf('electron')).toBe('')
  })
  it('lay a screen with its words in both languages that compiles, and lay none twice', () => {
    const tree = openTree(copy)
    newScreen(tree, 'ledger-of-paper')
    expect(tree.read('renderer/screens/registry.ts')).toContain("from './ledger-of-paper/index.ts'")
    expect(tree.read('renderer/i18n/messages.ts')).toContain('ledgerOfPaper: ledgerOfPaperEn')
    expect(errorsOf('renderer', 'vue-tsc/bin/vue-tsc.js')).toBe('')
    expect(() => newScreen(tree, 'ledger-of-paper')).toThrow('there already')
  })
})
