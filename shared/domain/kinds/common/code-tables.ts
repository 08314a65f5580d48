import { words } from '../../../kernel/words.ts'
import { HOLDER_CODE_SOURCE, HOLDER_CODE_TYPES } from '../../codes/holder-code.ts'
import { type Source } from '../../source.ts'
import { type CodeEntry, type CodeTable } from '../kind.ts'
import { found } from './sources.ts'

/** One row of a code table: code, Chinese, English, other words for it. */
export const entry = (code: string, zh: string, en: string, synonyms: readonly string[] = []): CodeEntry => ({
  code,
  label: words(zh, en),
  ...(synonyms.length > 0 ? { synonyms } : {}),
})

export const closed = (row: CodeEntry): CodeEntry => ({ ...row, closedForNew: true })

export const table = (
  id: string,
  label: readonly [zh: string, en: string],
  source: Source,
  entries: readonly CodeEntry[],
): CodeTable => ({ id, label: words(label[0], label[1]), source, entries })

export const GENDERS = table('gender', ['性别', 'Gender'], found('GB/T 2261.1；同系列推送接口：1 男、2 女'), [
  entry('1', '男', 'Male', ['男性', 'M', 'male']),
  entry('2', '女', 'Female', ['女性', 'F', 'female']),
])

/** The rows of GB/T 36903 App. A that a kind admits. */
export const holderCodeTable = (codes: readonly string[]): CodeTable =>
  table(
    'holder-code-type',
    ['持证主体代码类型', 'Holder code type'],
    HOLDER_CODE_SOURCE,
    HOLDER_CODE_TYPES.filter(row => codes.includes(row.code)).map(row => ({
      code: row.code,
      label: row.label,
    })),
  )

export const ORGANISATION_CODES: readonly string[] = ['001', '099']

export const PERSON_CODES: readonly string[] = HOLDER_CODE_TYPES.filter(row => row.holder === 'person').map(
  row => row.code,
)

export const LANGUAGES = table(
  'guide-language',
  ['语种', 'Language'],
  found('导游系统字段与公开公告；代码为本程序默认'),
  [
    entry('mandarin', '普通话', 'Mandarin', ['汉语', '中文', '中文(普通话)', '国语', '汉语普通话']),
    entry('cantonese', '粤语', 'Cantonese', ['广东话', '中文(粤语)']),
    entry('minnan', '闽南语', 'Southern Min', ['闽南话']),
    entry('english', '英语', 'English', ['英文']),
    entry('japanese', '日语', 'Japanese', ['日文']),
    entry('korean', '韩语', 'Korean', ['韩国语', '朝鲜语', '韩文']),
    entry('thai', '泰语', 'Thai'),
    entry('vietnamese', '越南语', 'Vietnamese'),
    entry('french', '法语', 'French'),
    entry('german', '德语', 'German'),
    entry('russian', '俄语', 'Russian'),
    entry('italian', '意大利语', 'Italian'),
    entry('spanish', '西班牙语', 'Spanish'),
  ],
)
