import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, codeOf, json, ROOT, scratch, spawned, writeApplications, type Item } from './cli.ts'

const place = scratch()
const data = place.in('office')
const D = ['--data', data]

let rows: readonly Item[] = []
let number = ''
let root = ''

const text = (item: Item | undefined, key: string): string => String(item?.[key])

beforeAll(async () => {
  const made = await spawned(['init', ...D, '--demo', '--key', 'p256', '--json'])
  expect(made.code).toBe(0)
  expect(made.items).toMatchObject([{ demo: true, office: { specimen: true } }])
  const input = place.in('entertainment.json')
  writeApplications(input, 1, 3)
  const list = JSON.parse(readFileSync(input, 'utf8')) as Record<string, unknown>[]
  list.push({ ...list[0], holderName: '', holderCode: 'X' }) // a row that nobody can take
  writeFileSync(input, JSON.stringify(list))
  const issued = await spawned([
    ...['issue', '--json', ...D, '--input', input, '--out', place.in('out')],
    ...['--faults', place.in('faults.xlsx'), '--result', place.in('result.xlsx')],
  ])
  expect(issued.code).toBe(3)
  rows = issued.items
  number = text(rows[0], 'number')
  root = place.in('root.pem')
  expect((await cli(['office', 'trust', '--out', root, ...D])).code).toBe(0)
})

afterAll(() => place.remove())

describe('issue', () => {
  it('tells every row: number, identifier and file of the good ones, faults of the bad one', () => {
    expect(rows).toHaveLength(4)
    for (const row of rows.slice(0, 3)) {
      expect(row).toMatchObject({ kind: 'entertainment', status: 'issued', errors: [] })
      expect(existsSync(text(row, 'file'))).toBe(true)
    }
    expect(new Set(rows.slice(0, 3).map(r => r['number'])).size).toBe(3)
    expect(rows[3]).toMatchObject({ status: 'rejected', number: null, identifier: null, file: null })
    expect((rows[3]?.['errors'] as { field: string }[]).map(e => e.field)).toContain('holderName')
  })

  it('writes the sheets that were asked for', () => {
    for (const name of ['faults.xlsx', 'result.xlsx'])
      expect(readFileSync(place.in(name)).subarray(0, 2).toString()).toBe('PK')
  })

  it('`--once` tells the same again and issues nothing', async () => {
    const again = await json(['issue', ...D, '--input', place.in('entertainment.json'), '--once'])
    const numbers = (items: readonly Item[]) => items.map(r => r['number'])
    expect(numbers(again.items)).toEqual(numbers(rows))
  })

  it('makes nothing twice: init refuses the folder that is in use', async () => {
    const again = await json(['init', ...D, '--demo'])
    expect(again.code).toBe(1)
    expect(again.items).toMatchObject([{ error: { code: 'data-folder-not-empty' } }])
  })
})

describe('verify', () => {
  it('passes what was issued, by the root that the office wrote out', async () => {
    const files = rows.slice(0, 3).map(r => text(r, 'file'))
    const answer = await spawned(['verify', ...files, '--trust', root, '--json'])
    expect(answer.code).toBe(0)
    expect(answer.items.map(i => i['verdict'])).toEqual(['passed', 'passed', 'passed'])
    expect(answer.items[0]).toMatchObject({
      signatures: [{ indication: 'TOTAL_PASSED', integrity: 'intact', level: 'PAdES-BASELINE-B' }],
    })
  })

  it('with an office, passes only the very file that was issued', async () => {
    const file = text(rows[2], 'file')
    const same = await json(['verify', file, ...D])
    expect(same.code).toBe(0)
    expect(same.items).toMatchObject([{ register: { shown: 'valid', sameFile: true, differs: [] } }])
    const longer = place.in('longer.pdf') // a line end behind the end changes nothing that is signed
    writeFileSync(longer, Buffer.concat([readFileSync(file), Buffer.from('\n')]))
    const other = await json(['verify', longer, ...D])
    expect(other.code).toBe(3)
    expect(other.items).toMatchObject([
      { verdict: 'passed', register: { number: text(rows[2], 'number'), sameFile: false, differs: [] } },
    ])
    expect((await cli(['verify', longer, ...D])).out).toContain('与原件不一致 / not the file that was issued')
  })

  it('refuses a copy with one changed byte', async () => {
    const bytes = readFileSync(text(rows[0], 'file'))
    bytes[Math.floor(bytes.length / 3)]! ^= 1
    writeFileSync(place.in('bent.pdf'), bytes)
    const answer = await json(['verify', place.in('bent.pdf'), '--trust', root])
    expect(answer.code).toBe(3)
    expect(['failed', 'refused']).toContain(answer.items[0]?.['verdict'])
  })
})

describe('the register', () => {
  it('finds by a part of the name, by number and by filters', async () => {
    const found = await spawned(['search', '命令行', '--json', ...D])
    expect(found.code).toBe(0)
    expect(found.items).toHaveLength(3)
    expect((await json(['search', number, ...D])).items).toMatchObject([{ number }])
    expect((await json(['search', '命令行', '--limit', '2', ...D])).items).toHaveLength(2)
    expect((await json(['search', '命令行', '--kind', 'tour-guide', ...D])).items).toEqual([])
    expect((await json(['list', 'licences', '--issued-to', '2001-01-01', ...D])).items).toEqual([])
  })

  it('one character is too little to search for', async () => {
    const answer = await json(['search', '样', ...D])
    expect(answer.code).toBe(1)
    expect(answer.items).toMatchObject([{ error: { code: 'search-too-short' } }])
  })

  it('shows personal data only with a purpose, which goes into the journal', async () => {
    const input = path.join(ROOT, 'resources/demo/performance-broker.json')
    const issued = await json(['issue', ...D, '--input', input])
    expect(issued.code).toBe(0)
    const key = text(issued.items[0], 'number')
    const shown = await json(['show', key, ...D])
    expect(shown.items).toMatchObject([{ masked: true }])
    const full = await json(['show', key, ...D, '--full', '--purpose', '核对当事人身份'])
    expect(full.items).toMatchObject([{ masked: false }])
    const codeIn = (answer: { items: readonly Item[] }) =>
      (answer.items[0] as { versions: { licence: { holderCode: string } }[] } | undefined)?.versions[0]!
        .licence.holderCode
    const whole = codeIn(full)!
    expect(whole).toMatch(/^\d{17}[\dX]$/)
    expect(codeIn(shown)).toContain('*')
    expect(shown.out).not.toContain(whole)
    for (const args of [
      ['search', key],
      ['list', 'applications'],
      ['outbox', 'list', '--limit', '500'],
    ])
      expect((await cli([...args, '--json', ...D])).out).not.toContain(whole)
    const journal = await json(['journal', 'list', ...D])
    expect(journal.items.some(r => r['action'] === 'licence.revealed')).toBe(true)
    expect(journal.out).not.toContain(whole)
  })

  it('an unknown key says so', async () => {
    const answer = await json(['show', 'NO-SUCH-1', ...D])
    expect(answer.code).toBe(1)
    expect(answer.items).toMatchObject([{ error: { code: 'licence-not-found' } }])
  })
})

describe('life cycle, paper, chains', () => {
  it('a change makes a new version with its own copy', async () => {
    const changed = await json([
      ...[
        'change',
        number,
        '--event',
        'change',
        '--set',
        '法定代表人=张样例',
        '--out',
        place.in('out'),
        ...D,
      ],
    ])
    expect(changed.code).toBe(0)
    expect(changed.items).toMatchObject([{ status: 'issued', event: 'change', number }])
    expect(changed.items[0]?.['identifier']).not.toBe(rows[0]?.['identifier'])
    expect(changed.items[0]?.['file']).not.toBe(rows[0]?.['file'])
    const story = (await json(['show', number, ...D])).items[0] as { versions: { shown: string }[] }
    expect(story.versions.map(v => v.shown)).toEqual(['superseded', 'valid'])
  })

  it('a faulty change issues nothing and leaves no open application', async () => {
    const changed = await json(['change', number, '--event', 'change', '--set', 'holderCode=1', ...D])
    expect(changed.code).toBe(3)
    expect(changed.items).toMatchObject([{ status: 'rejected', number: null }])
    for (const state of ['draft', 'submitted', 'approved'])
      expect((await json(['list', 'applications', '--state', state, ...D])).items).toEqual([])
  })

  it('prints, settles and hands over, in that order only', async () => {
    const early = await json(['hand-over', number, '--receiver', '张样例', ...D])
    expect(early.items).toMatchObject([{ error: { code: 'no-good-print' } }])
    const sheet = await json(['print', number, '--out', place.in('sheet.pdf'), ...D])
    expect(sheet.code).toBe(0)
    expect(readFileSync(place.in('sheet.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    const { id } = sheet.items[0]?.['print'] as { id: string }
    expect((await cli(['print', 'settle', id, 'good', ...D])).code).toBe(0)
    expect((await cli(['hand-over', number, '--receiver', '张样例', ...D])).code).toBe(0)
    const again = await json(['print', number, '--out', place.in('sheet.pdf'), ...D])
    expect(again.items).toMatchObject([{ error: { code: 'reprint-reason-missing' } }])
  })

  it('both chains are whole, blocks fit, the register can be written out', async () => {
    for (const args of [
      ['outbox', 'check'],
      ['journal', 'check'],
    ])
      expect((await json([...args, ...D])).items).toMatchObject([{ ok: true, faults: [] }])
    expect((await json(['blocks', 'audit', ...D])).items).toMatchObject([{ faults: [] }])
    const written = await json(['export', '--out', place.in('register.xlsx'), ...D])
    expect(Number(written.items[0]?.['rows'])).toBeGreaterThan(4)
    expect((await cli(['help-bundle', '--out', place.in('help.json'), ...D])).code).toBe(0)
    expect(readFileSync(place.in('help.json'), 'utf8')).not.toContain(codeOf(1))
  })
})

describe('backup and restore', () => {
  it('a backup is drilled, restored into a new folder, and what was issued still verifies there', async () => {
    const cancelled = await json([
      ...[
        'change',
        text(rows[1], 'number'),
        '--event',
        'cancel',
        '--reason',
        '停止经营',
        '--decision',
        '样1号',
        ...D,
      ],
    ])
    expect(cancelled.items).toMatchObject([{ status: 'cancelled' }])
    const made = await spawned(['backup', '--to', place.in('backups'), '--json', ...D])
    expect(made.code).toBe(0)
    const folder = text(made.items[0], 'folder')
    const drill = await json(['restore', '--drill', folder, ...D])
    expect(drill.code).toBe(0)
    expect(drill.items).toMatchObject([{ ok: true }])
    expect((await json(['list', 'backups', '--from', place.in('backups'), ...D])).items).toHaveLength(1)

    const fresh = place.in('restored')
    const restored = await spawned(['restore', '--from', folder, '--data', fresh, '--json'])
    expect(restored.code).toBe(0)
    expect((await json(['restore', '--from', folder, '--data', fresh])).items).toMatchObject([
      { error: { code: 'target-not-empty' } },
    ])
    const files = rows.slice(1, 3).map(r => text(r, 'file'))
    const verified = await json(['verify', ...files, '--data', fresh])
    expect(verified.items).toMatchObject([
      { verdict: 'passed', register: { shown: 'cancelled', sameFile: true } },
      { verdict: 'passed', register: { shown: 'valid', sameFile: true } },
    ])
    expect(verified.code).toBe(3) // a sound copy of a cancelled licence is not good

    // Numbers may have been used after the backup: none is taken until somebody says that none was.
    const input = place.in('entertainment-after.json')
    writeApplications(input, 50, 1)
    const held = await json(['issue', '--data', fresh, '--input', input])
    expect(held.items).toMatchObject([{ status: 'failed', errors: [{ code: 'numbers-dry' }] }])
    const released = await json([
      'blocks',
      'release',
      '--all',
      '--reason',
      '已核对，备份后没有制证',
      '--data',
      fresh,
    ])
    expect(released.code).toBe(0)
    expect((await json(['issue', '--data', fresh, '--input', input])).items).toMatchObject([
      { status: 'issued' },
    ])
  })

  it('a folder without a backup is refused, a damaged backup named file by file', async () => {
    const none = await json(['restore', '--from', place.folder, '--data', place.in('none')])
    expect(none.items).toMatchObject([{ error: { code: 'backup-not-found' } }])
    const made = await json(['backup', '--to', place.in('backups'), '--keep', '1', ...D])
    const folder = text(made.items[0], 'folder')
    const database = `${folder}/workstation.db`
    const bytes = readFileSync(database)
    bytes[bytes.length - 10]! ^= 1
    writeFileSync(database, bytes)
    const drill = await json(['restore', '--drill', folder, ...D])
    expect(drill.code).toBe(3)
    expect(drill.items).toMatchObject([{ ok: false }])
    const restored = await json(['restore', '--from', folder, '--data', place.in('damaged')])
    expect(restored.items).toMatchObject([{ error: { code: 'backup-damaged' } }])
    expect(existsSync(place.in('damaged'))).toBe(false)
  })
})
