import { entry, GENDERS, holderCodeTable, LANGUAGES, PERSON_CODES, table } from '../common/code-tables.ts'
import { found } from '../common/sources.ts'
import { type CodeTable } from '../kind.ts'

export const codeTables: readonly CodeTable[] = [
  GENDERS,
  LANGUAGES,
  table('guide-level', ['导游等级', 'Guide level'], found('导游系统字段与公开说明；代码为本程序默认'), [
    entry('junior', '初级', 'Junior', ['初级导游', '初级导游员']),
    entry('intermediate', '中级', 'Intermediate', ['中级导游', '中级导游员']),
    entry('senior', '高级', 'Senior', ['高级导游', '高级导游员']),
    entry('special', '特级', 'Special', ['特级导游', '特级导游员']),
  ]),
  table('leader-type', ['领队类别', 'Type of tour leader'], found('导游系统字段；代码为本程序默认'), [
    entry('outbound', '出境', 'Outbound', ['出境领队', '出境旅游领队']),
    entry('taiwan', '赴台', 'Taiwan', ['赴台领队', '赴台旅游领队']),
  ]),
  holderCodeTable(PERSON_CODES),
]
