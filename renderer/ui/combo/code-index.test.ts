import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CodeOption, createCodeIndex } from './code-index.ts'
import { type InitialsOf, loadInitials } from './initials.ts'

const options: readonly CodeOption[] = [
  { code: '110000', label: '北京市' },
  { code: '330000', label: '浙江省' },
  { code: '330100', label: '浙江省杭州市' },
  { code: '500000', label: '重庆市' },
  { code: 'A01', label: '歌舞娱乐场所（KTV）' },
  { code: '001', label: '北京市' },
  { code: 'X', label: '𠮷祥居' },
]

let initials: InitialsOf
beforeAll(async () => {
  initials = await loadInitials()
})
const found = (text: string) =>
  createCodeIndex(options, initials)
    .find(text)
    .map(i => options[i]?.code)

describe('a code list', () => {
  it.each([
    ['浙江', ['330000', '330100']],
    ['zj', ['330000', '330100']],
    ['ZJS', ['330000', '330100']],
    ['hz', ['330100']],
    ['浙js', ['330000', '330100']],
    ['cq', ['500000']],
    ['zq', ['500000']],
    ['3301', ['330100']],
    ['ktv', ['A01']],
    ['ＫＴＶ', ['A01']],
    ['a01', ['A01']],
    ['01', ['330100', 'A01', '001'].sort()],
    ['𠮷', ['X']],
    ['不存在', []],
  ])('is found by %s', (text, codes) => {
    expect([...found(text)].sort()).toEqual([...codes].sort())
  })

  it('gives the likeliest first: the code itself, codes that begin so, labels that begin so, the rest', () => {
    expect(found('33')).toEqual(['330000', '330100'])
    expect(found('浙江省')[0]).toBe('330000')
    expect(found('')).toHaveLength(options.length)
  })

  it('takes a text for one option only where it names just one', () => {
    const index = createCodeIndex(options, initials)
    expect(index.exact('330000')).toBe(1)
    expect(index.exact('重庆市')).toBe(3)
    expect(index.exact('北京市')).toBeUndefined()
    expect(index.exact('浙')).toBeUndefined()
    expect(index.exact('')).toBeUndefined()
  })

  it('finds among 100,000 entries what looking at each would find', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({
      code: String(100_000 + i),
      label: `第${i}街道办事处${i % 7 === 0 ? '文化站' : ''}`,
    }))
    const index = createCodeIndex(many, initials)
    expect(index.find('文化站')).toHaveLength(Math.ceil(100_000 / 7))
    expect(index.find('whz')).toHaveLength(Math.ceil(100_000 / 7))
    expect(index.find('199999').map(i => many[i]?.code)).toEqual(['199999'])
  })

  it('never breaks, whatever is typed, and finds every label by itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.string({ unit: 'grapheme' }),
        (labels, text) => {
          const any = labels.map((label, i) => ({ code: `c${i}`, label }))
          const index = createCodeIndex(any, initials)
          index.find(text)
          labels.forEach((label, i) => expect(index.find(label)).toContain(i))
        },
      ),
      { numRuns: 200 },
    )
  })
})
