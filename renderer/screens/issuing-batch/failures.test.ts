import { expect, it } from 'vitest'
import { type BatchLine } from '../../../shared/contract/issuing.ts'
import { groupFailures, mendOf } from './failures.ts'

const line = (position: number, code: string, zh: string): BatchLine => ({
  position,
  applicationId: `a${position}`,
  state: 'failed',
  licenceId: null,
  error: { code, text: { zh, en: zh } },
  receiptNumber: `R${position}`,
  kind: 'tour-guide',
  kindName: { zh: '导游证', en: 'Tour Guide Licence' },
  holderName: '样例',
  number: null,
  paper: 'none',
  askedPrintId: null,
})

it('says one reason once, and names each other one', () => {
  const groups = groupFailures([
    line(1, 'numbers-dry', '没有导游证号段'),
    line(2, 'glyph-missing', '缺字'),
    line(3, 'numbers-dry', '没有导游证号段'),
    line(4, 'numbers-dry', '没有娱乐号段'),
  ])
  expect(groups.map(g => [g.first.position, g.count])).toEqual([
    [1, 2],
    [2, 1],
    [4, 1],
  ])
})

it.each([
  ['numbers-dry', 'block'],
  ['seal-missing', 'seal'],
  ['clock-behind', 'clock'],
  ['application-faulty', 'application'],
])('mends %s at the %s', (code, where) => expect(mendOf({ code, text: { zh: '', en: '' } })).toBe(where))
