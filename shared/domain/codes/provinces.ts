import { type Source, type SourceMark } from '../source.ts'

/** Marks by which licence numbers name a province: one character (京网文…) and letters (L-BJ-…). */
export interface ProvinceMarks {
  /** GB/T 2260, `110000`. */
  readonly code: string
  /** One-character name, 京. */
  readonly short: string
  /** Letters in 旅行社 numbers. */
  readonly letters: string
  readonly source: Source
}

const BOLD = '旅行社许可证编号实例'
const PINYIN = '按拼音推定，待部级编码表核定'

const ROWS: readonly (readonly [code: string, short: string, letters: string, mark?: SourceMark])[] = [
  ['110000', '京', 'BJ', 'found'],
  ['120000', '津', 'TJ'],
  ['130000', '冀', 'HEB'],
  ['140000', '晋', 'SX'],
  ['150000', '蒙', 'NMG'],
  ['210000', '辽', 'LN'],
  ['220000', '吉', 'JL'],
  ['230000', '黑', 'HLJ'],
  ['310000', '沪', 'SH', 'found'],
  ['320000', '苏', 'JS'],
  ['330000', '浙', 'ZJ', 'found'],
  ['340000', '皖', 'AH'],
  ['350000', '闽', 'FJ'],
  ['360000', '赣', 'JX'],
  ['370000', '鲁', 'SD'],
  ['410000', '豫', 'HEN'],
  ['420000', '鄂', 'HUB'],
  ['430000', '湘', 'HUN'],
  ['440000', '粤', 'GD', 'found'],
  ['450000', '桂', 'GX'],
  ['460000', '琼', 'HAN'],
  ['500000', '渝', 'CQ'],
  ['510000', '川', 'SC'],
  ['520000', '贵', 'GZ'],
  ['530000', '云', 'YN'],
  ['540000', '藏', 'XZ'],
  ['610000', '陕', 'SNX', 'found'],
  ['620000', '甘', 'GS'],
  ['630000', '青', 'QH'],
  ['640000', '宁', 'NX'],
  ['650000', '新', 'XJ'],
]

/** The 31 provincial regions of the mainland; letters are found in real numbers or inferred from pinyin, as each row says. */
export const PROVINCE_MARKS: readonly ProvinceMarks[] = ROWS.map(([code, short, letters, mark]) => ({
  code,
  short,
  letters,
  source:
    mark === 'found'
      ? ({ mark, ref: BOLD } satisfies Source)
      : ({ mark: 'inferred', ref: PINYIN } satisfies Source),
}))

/** All one-character names, for a character class of a number pattern. */
export const PROVINCE_SHORT_NAMES = PROVINCE_MARKS.map(row => row.short).join('')

/** The marks of the province in which a region lies; undefined for Taiwan, Hong Kong and Macao. */
export const provinceMarks = (region: string): ProvinceMarks | undefined =>
  PROVINCE_MARKS.find(row => row.code.slice(0, 2) === region.slice(0, 2))
