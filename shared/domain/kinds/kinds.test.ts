import { describe, expect, it } from 'vitest'
import { inspectUscc } from '../codes/uscc.ts'
import { mapHeadings } from '../import/headings.ts'
import { comparedForms } from '../import/normalise.ts'
import { EXAMPLES } from './examples.ts'
import { KIND_IDS, LIFE_EVENTS } from './kind.ts'
import { BUILTIN_KINDS } from './registry.ts'

describe('the registry', () => {
  it('has every kind once, in order', () => {
    expect(BUILTIN_KINDS.map(kind => kind.id)).toEqual(KIND_IDS)
    expect(BUILTIN_KINDS.map(kind => kind.standard)).toEqual([
      'C0246-2021',
      'C0258-2021',
      'C0313-2022',
      'C0313-2022',
      'C0314-2022',
      'C0315-2022',
      'C0316-2022',
    ])
    expect(new Set(BUILTIN_KINDS.map(kind => kind.typeCode)).size).toBe(7)
    for (const kind of BUILTIN_KINDS) expect(inspectUscc(kind.typeCode.slice(0, 18)).verdict).toBe('valid')
  })
})

describe.each(BUILTIN_KINDS.map(kind => [kind.id, kind] as const))('%s', (id, kind) => {
  it('has each field id and short name once', () => {
    const ids = kind.fields.map(f => f.id)
    expect(new Set(ids).size).toBe(ids.length)
    const shorts = kind.fields.map(f => f.shortName)
    expect(new Set(shorts).size).toBe(shorts.length)
    for (const name of shorts) expect(name).toMatch(/^(ZZ|CZZT|KZ_|CJSJ)[A-Z]*$/)
  })
  it('has the base block of GB/T 36903', () => {
    const shorts = kind.fields.map(f => f.shortName)
    for (const name of [
      'ZZMC',
      'ZZLXDM',
      'ZZBH',
      'ZZBS',
      'ZZBFJG',
      'ZZBFJGDM',
      'ZZBFRQ',
      'CZZT',
      'CZZTDM',
      'CZZTDMLX',
      'CZZTDMLXDM',
      'ZZYXQQSRQ',
      'ZZYXQJZRQ',
      'ZZQZR',
      'ZZQZSJ',
      'ZZQZMC',
      'CJSJ',
    ])
      expect(shorts).toContain(name)
  })
  it('lets no name of a field mean another field', () => {
    const owner = new Map<string, string>()
    for (const field of kind.fields)
      for (const name of [field.label.zh, field.label.en, field.id, field.shortName, ...field.synonyms])
        for (const form of comparedForms(name)) {
          expect([form, owner.get(form) ?? field.id]).toEqual([form, field.id])
          owner.set(form, field.id)
        }
  })
  it('maps its own Chinese labels and the headings that clerks use', () => {
    const clerk = kind.fields.filter(f => f.entry === 'clerk')
    const map = mapHeadings(
      kind,
      clerk.map(f => f.label.zh),
    )
    expect([...map.columns.values()]).toEqual(clerk.map(f => f.id))
    for (const field of clerk)
      for (const name of field.synonyms)
        expect([...mapHeadings(kind, [name]).columns.values()]).toEqual([field.id])
  })
  it('names only tables and fields that exist', () => {
    const tables = kind.codeTables.map(t => t.id)
    expect(new Set(tables).size).toBe(tables.length)
    for (const field of kind.fields) {
      if ('table' in field.type && field.type.table !== undefined) expect(tables).toContain(field.type.table)
      if (field.mandatoryWhen) expect(kind.fields.map(f => f.id)).toContain(field.mandatoryWhen.field)
    }
    for (const table of kind.codeTables) {
      const codes = table.entries.map(e => e.code)
      expect(new Set(codes).size).toBe(codes.length)
      const names = table.entries.flatMap(e => [e.label.zh, ...(e.synonyms ?? [])])
      expect(new Set(names).size).toBe(names.length)
    }
  })
  it('rules every event once, and says how it knows', () => {
    expect(kind.events.map(e => e.event)).toEqual(LIFE_EVENTS)
    for (const rule of kind.events) {
      expect(rule.source.ref.length).toBeGreaterThan(2)
      if (rule.newNumberWhen !== undefined) expect(kind.fields.map(f => f.id)).toContain(rule.newNumberWhen)
      if (!rule.allowed) expect(rule.makesNewVersion).toBe(false)
    }
  })
  it('recognises the examples of its number patterns', () => {
    for (const pattern of kind.number.patterns)
      for (const example of pattern.examples) expect(example).toMatch(new RegExp(pattern.pattern, 'u'))
  })
  it('has materials for each application event, each once', () => {
    const ids = kind.materials.map(m => m.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const rule of kind.events)
      if (rule.allowed && rule.makesNewVersion)
        expect(kind.materials.some(m => m.required && m.events.includes(rule.event))).toBe(true)
  })
  it('has three examples or more, and a photo rule when it has a photo', () => {
    expect(EXAMPLES[id].length).toBeGreaterThanOrEqual(3)
    expect(new Set(EXAMPLES[id].map(e => e.id)).size).toBe(EXAMPLES[id].length)
    expect(kind.fields.some(f => f.type.type === 'photo')).toBe(kind.photo !== undefined)
    expect(kind.face.id).toBe(id)
  })
})
