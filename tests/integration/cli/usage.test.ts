import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../electron/hosts/cli/commands/registry.ts'
import { cli, json, spawned } from './cli.ts'

const DOCUMENTED = [
  'init',
  'issue',
  'verify',
  'search',
  'show',
  'list',
  'change',
  'outbox',
  'journal',
  'seal',
  'user',
  'blocks',
  'backup',
  'bench',
]

describe('help', () => {
  it('names every command of the contract, each once', async () => {
    const help = await spawned(['--help'])
    expect(help.code).toBe(0)
    const names = COMMANDS.map(c => c.name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of [...DOCUMENTED, ...names]) expect(help.out).toMatch(new RegExp(`^  ${name} `, 'm'))
  })

  it.each(COMMANDS.map(c => c.name))('%s has usage, options, examples and exit codes', async name => {
    const help = await cli([name, '--help'])
    expect(help.code).toBe(0)
    expect(help.err).toBe('')
    expect(help.out).toContain(`npm run --silent cli -- ${name}`)
    for (const part of ['用法 / usage', '选项 / options', '--json', '例 / examples', '退出码 / exit codes'])
      expect(help.out).toContain(part)
  })

  it('without a command it shows the help, as wrong usage', async () => {
    const bare = await spawned([])
    expect(bare.code).toBe(2)
    expect(bare.out).toContain('verify')
  })
})

describe('wrong usage', () => {
  it.each([
    ['no such command', ['frobnicate']],
    ['no such option', ['search', '样例', '--frobnicate']],
    ['an option without its value', ['issue', '--input']],
    ['nothing to verify', ['verify']],
    ['an operand too many', ['health', 'now']],
    ['a missing option', ['backup']],
    ['a day that does not exist', ['search', '样例', '--issued-from', '2026-02-30']],
    ['a limit that is no number', ['search', '样例', '--limit', 'many']],
    ['an unknown kind', ['search', '样例', '--kind', 'driving']],
    ['an unknown event', ['change', 'KEY', '--event', 'burn']],
    ['a decision without its number', ['change', 'KEY', '--event', 'suspend', '--reason', '整顿']],
    ['full data without a purpose', ['show', 'KEY', '--full']],
    ['two ways at once', ['restore', '--from', 'a', '--drill', 'b']],
    ['stock of nowhere', ['import', '--input', 'x.xlsx', '--stock']],
  ])('%s: exit 2, words in both languages, one JSON object', async (_what, args) => {
    const answer = await json(args)
    expect(answer.code).toBe(2)
    expect(answer.items).toHaveLength(1)
    const { error } = answer.items[0] as { error: { code: string; text: { zh: string; en: string } } }
    expect(error.code).toBe('usage')
    expect(error.text.zh).toMatch(/\p{Script=Han}/u)
    expect(error.text.en).not.toBe('')
    expect(answer.err).toContain(error.text.zh)
  })

  it('says it the same way as a process of its own', async () => {
    const answer = await spawned(['search', '--frobnicate', '--json'])
    expect(answer.code).toBe(2)
    expect(answer.items).toMatchObject([{ error: { code: 'usage' } }])
  })

  it('a data folder that is not there: exit 1 and how to make one', async () => {
    const answer = await json(['search', '样例', '--data', '/nonexistent/licences'])
    expect(answer.code).toBe(1)
    expect(answer.items).toMatchObject([{ error: { code: 'data-folder-missing' } }])
    expect(answer.err).toContain('init')
  })
})

describe('verify without an office', () => {
  it('answers for each file, also for those that cannot be read', async () => {
    const answer = await spawned([
      ...['verify', 'nowhere.pdf', process.execPath, import.meta.filename],
      '--json',
    ])
    expect(answer.code).toBe(3)
    expect(answer.items).toHaveLength(3)
    for (const item of answer.items) expect(item).toMatchObject({ signatures: [], verdict: 'refused' })
    expect(answer.items[0]).toMatchObject({ file: 'nowhere.pdf', error: { code: 'file-unreadable' } })
  })

  it('a root that is none stops it before any verdict', async () => {
    const answer = await json(['verify', 'nowhere.pdf', '--trust', import.meta.filename])
    expect(answer.code).toBe(1)
    expect(answer.items).toMatchObject([{ error: { code: 'trust-unreadable' } }])
  })
})
