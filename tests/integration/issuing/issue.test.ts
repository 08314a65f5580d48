import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectIdentifier } from '../../../shared/domain/codes/certificate-identifier.ts'
import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import { matchesPattern } from '../../../shared/domain/numbering/patterns.ts'
import { bench } from './counter.ts'
import { CLERK, good, sound, issueOneOf, type Wanted } from './support.ts'

const sha256 = (file: string): string => createHash('sha256').update(fs.readFileSync(file)).digest('hex')

const outboxTypes = (from: number) =>
  bench.read(s => s.outbox.list({ afterSeq: from, limit: 100 })).map(r => r.type)

describe('a new licence', () => {
  it.each(KIND_IDS)('%s: number, identifier, file, seal use, outbox, journal', async kind => {
    const before = bench.read(s => s.outbox.count())
    const { licence, file } = await issueOneOf(bench, { kind })
    const definition = bench.adapters.standard.kind(kind)
    const rule = definition.number.patterns[0]!
    expect(matchesPattern(rule.pattern, licence.number)).toBe(true)
    const identifier = inspectIdentifier(licence.identifier!, bench.adapters.standard.identifierRoot)
    expect([identifier.verdict, identifier.parts?.version]).toEqual(['valid', '001'])
    const full = path.join(bench.dataDir, file.path)
    expect([sha256(full), fs.statSync(full).size]).toEqual([file.sha256, file.bytes])
    expect(outboxTypes(before)).toEqual(['licence-metadata', 'catalogue', 'item-data', 'seal-use'])
    const seen = bench.read(s => ({
      licence: s.licences.get(licence.id),
      use: s.numbers
        .blocks(kind)
        .flatMap(b => s.numbers.uses(b.block.blockId))
        .map(u => [u.number, u.licenceId]),
      seal: s.seals.uses({ limit: 9 }).map(u => [u.licenceId, u.documentDigest]),
      application: s.applications.get(licence.applicationId!)?.state,
      act: s.journal.list({ afterSeq: 0, limit: 500, subject: licence.id }).map(r => r.action),
    }))
    expect(seen).toEqual({
      licence,
      use: [[licence.number, licence.id]],
      seal: [[licence.id, file.sha256]],
      application: 'issued',
      act: ['licence.issued'],
    })
    const report = bench.adapters.verifier.verify(new Uint8Array(fs.readFileSync(full)), {
      trust: bench.workstation.trustAnchors(),
      at: bench.clock.now(),
    })
    expect([report.verdict, report.metadata['ZZBH'], report.metadata['ZZBS']]).toEqual([
      'passed',
      licence.number,
      licence.identifier,
    ])
    await sound(bench)
  })
})

interface Case extends Wanted {
  readonly first?: Wanted['values']
  readonly number: 'kept' | 'new'
  readonly note: string | null
}

const CASES: readonly (readonly [string, Case])[] = [
  [
    'a change',
    { kind: 'entertainment', event: 'change', values: { capacity: 200 }, number: 'kept', note: '变更' },
  ],
  ['a renewal', { kind: 'entertainment', event: 'renew', number: 'kept', note: null }],
  ['a reissue', { kind: 'commercial-performance', event: 'reissue', number: 'kept', note: '补证' }],
  ['a replacement', { kind: 'travel-agency', event: 'replace', number: 'kept', note: null }],
  ['a reissued 导游证', { kind: 'tour-guide', event: 'reissue', number: 'new', note: '补证' }],
  ['a renewed 网文', { kind: 'network-culture', event: 'renew', number: 'new', note: null }],
  [
    '旅行社 gaining outbound business',
    {
      kind: 'travel-agency',
      event: 'change',
      first: { scope: ['domestic', 'inbound'] },
      values: { scope: ['domestic', 'inbound', 'outbound'] },
      number: 'new',
      note: '变更',
    },
  ],
]

describe('a new version', () => {
  it.each(CASES)('by %s', async (_name, wanted) => {
    const first = await issueOneOf(bench, {
      kind: wanted.kind,
      ...(wanted.first ? { values: wanted.first } : {}),
    })
    bench.clock.advance({ days: 10 })
    const before = bench.read(s => s.outbox.count())
    const { first: _first, number: _number, note: _note, ...request } = wanted
    const second = await issueOneOf(bench, { ...request, licenceId: first.licence.id })
    const [old, now] = [first.licence, second.licence]
    expect(now.number === old.number).toBe(wanted.number === 'kept')
    const parts = [old, now].map(l => inspectIdentifier(l.identifier!).parts!)
    expect(parts.map(p => p.version)).toEqual(['001', '002'])
    expect(parts[0]!.serial).toBe(parts[1]!.serial)
    expect(now).toMatchObject({
      lineageId: old.id,
      version: 2,
      previousIdentifier: old.identifier,
      faceNote: wanted.note,
      event: wanted.event,
      status: 'valid',
    })
    expect(outboxTypes(before)[0]).toBe('status')
    expect(bench.read(s => s.licences.get(old.id)?.status)).toBe('superseded')
    const story = good(bench.calls.register.show(CLERK, { key: old.id }), 'story')
    expect(story.versions.map(v => v.shown)).toEqual(['superseded', 'valid'])
    const oldFile = new Uint8Array(fs.readFileSync(path.join(bench.dataDir, first.file.path)))
    const oldReport = bench.adapters.verifier.verify(oldFile, {
      trust: bench.workstation.trustAnchors(),
      at: bench.clock.now(),
    })
    expect(oldReport.verdict).toBe('passed') // its seal is good; that it is superseded the register says
    await sound(bench)
  })
  it('marks an outbound agency with CJ', async () => {
    const { licence } = await issueOneOf(bench, {
      kind: 'travel-agency',
      values: { scope: ['domestic', 'inbound', 'outbound'] },
    })
    expect(licence.number).toContain('CJ')
  })
  it('gives a renewed 网文 the number of the year of renewal, once a block of that year is lent', async () => {
    const first = await issueOneOf(bench, { kind: 'network-culture' })
    bench.clock.set('2026-12-31T15:59:59.000Z') // 23:59:59 in China
    const late = await issueOneOf(bench, { kind: 'network-culture', example: 1 })
    expect(late.licence.number).toContain('〔2026〕')
    bench.clock.set('2026-12-31T16:00:00.000Z') // the next year there
    await expect(
      issueOneOf(bench, { kind: 'network-culture', event: 'renew', licenceId: first.licence.id }),
    ).rejects.toThrow(/numbers-dry.*year=2027/)
    bench.write(s => {
      const [state] = s.numbers.blocks('network-culture')
      const block = state!.block
      s.numbers.addBlock({
        ...state!,
        next: 0,
        block: {
          ...block,
          blockId: 'DEMO-2027',
          selector: { ...block.selector, year: '2027' },
          template: block.template.replace('2026', '2027'),
        },
      })
    })
    const renewed = await issueOneOf(bench, {
      kind: 'network-culture',
      event: 'renew',
      licenceId: first.licence.id,
    })
    expect(renewed.licence.number).toContain('〔2027〕')
    expect(renewed.licence.validFrom).toBe('2027-01-01')
    await sound(bench)
  })
  it('takes a fresh serial where the stock carried the old identifier on by itself', async () => {
    const first = await issueOneOf(bench, { kind: 'entertainment' })
    const parts = inspectIdentifier(first.licence.identifier!).parts!
    const { buildIdentifier } = await import('../../../shared/domain/codes/certificate-identifier.ts')
    const taken = good(buildIdentifier({ ...parts, version: '002' }), 'identifier')
    bench.write(s =>
      s.licences.insert({
        ...first.licence,
        id: 'f'.repeat(32),
        lineageId: 'f'.repeat(32),
        number: '浙旧-1',
        identifier: taken,
        origin: 'stock',
      }),
    )
    const second = await issueOneOf(bench, {
      kind: 'entertainment',
      event: 'change',
      licenceId: first.licence.id,
    })
    const now = inspectIdentifier(second.licence.identifier!).parts!
    expect(now.version).toBe('001')
    expect(now.serial).not.toBe(parts.serial)
    expect(second.licence).toMatchObject({ version: 2, previousIdentifier: first.licence.identifier })
  })
})
