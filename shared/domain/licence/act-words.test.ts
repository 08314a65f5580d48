import { describe, expect, it } from 'vitest'
import { STATUS_EVENTS } from '../office.ts'
import { actNote, actWords } from './act-words.ts'

describe('a line of the journal in words', () => {
  it('names every act on a licence, and shows the code of one that nobody has named', () => {
    for (const event of STATUS_EVENTS) expect(actWords(`licence.${event}`).zh).not.toBe(`licence.${event}`)
    expect(actWords('licence.suspend')).toEqual({ zh: '暂扣', en: 'suspension' })
    expect(actWords('x.y')).toEqual({ zh: 'x.y', en: 'x.y' })
    expect(actWords('constructor').zh).toBe('constructor')
  })

  it('says reason and decision, and nothing of what is for programs', () => {
    const detail = { number: 'N', status: 'cancelled', reason: '企业申请', decision: '京文旅〔2026〕1号' }
    expect(actNote('licence.cancel', detail)).toEqual({
      zh: '事由：企业申请；决定文号：京文旅〔2026〕1号',
      en: 'reason: 企业申请; decision: 京文旅〔2026〕1号',
    })
    expect(actNote('print.sent', { purpose: 'print', reprintReason: null })).toBeNull()
    expect(actNote('licence.revealed', { purpose: '核对' })?.zh).toBe('用途：核对')
    for (const other of [null, 'text', 7, ['a']]) expect(actNote('x', other)).toBeNull()
  })
})
