import { entry, holderCodeTable, ORGANISATION_CODES, table } from '../common/code-tables.ts'
import { found } from '../common/sources.ts'
import { type CodeTable } from '../kind.ts'

export const codeTables: readonly CodeTable[] = [
  table(
    'travel-scope',
    ['旅行社经营业务', 'Business of travel agencies'],
    found('旅行社条例第二条；代码为本程序默认'),
    [
      entry('domestic', '国内旅游业务', 'Domestic travel', ['国内旅游', '国内', '国内业务']),
      entry('inbound', '入境旅游业务', 'Inbound travel', ['入境旅游', '入境', '入境业务']),
      entry('outbound', '出境旅游业务', 'Outbound travel', ['出境旅游', '出境', '出境业务']),
    ],
  ),
  table('copy-kind', ['正副本', 'Original or duplicate'], found('旅行社条例'), [
    entry('original', '正本', 'Original'),
    entry('duplicate', '副本', 'Duplicate'),
  ]),
  holderCodeTable(ORGANISATION_CODES),
]
