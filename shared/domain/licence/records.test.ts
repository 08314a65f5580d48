import { describe, expect, test } from 'vitest'
import { aLicence } from '../../../tests/builders/records.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { BUILTIN_KINDS } from '../kinds/registry.ts'
import { metadataOf, metadataRecord } from './records.ts'

const kind = BUILTIN_KINDS.find(k => k.id === 'network-culture')!
const file = { format: 'pdf', sha256: 'a'.repeat(64), bytes: 50_000 } as const

describe('the metadata record', () => {
  test('tells the fields as the paper says them, the values as they were typed, and the event', () => {
    const licence = aLicence({
      values: { holderName: '北京星河', holderCodeTypeCode: '001' },
      event: 'change',
    })
    const { type, subject, payload } = metadataRecord(kind, licence, file)
    expect({ type, subject }).toEqual({ type: 'licence-metadata', subject: licence.identifier })
    expect(payload).toEqual({
      standard: kind.standard,
      packVersion: 'test',
      version: 1,
      previousIdentifier: null,
      specimen: true,
      event: 'change',
      fields: Object.fromEntries(metadataOf(kind, licence)),
      values: { holderName: '北京星河', holderCodeTypeCode: '001' },
      file,
    })
    expect(canonicalJson(payload)).toContain('"CZZTDMLXDM":"统一社会信用代码"')
  })
})
