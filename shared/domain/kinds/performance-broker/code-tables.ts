import { GENDERS, holderCodeTable, PERSON_CODES } from '../common/code-tables.ts'
import { type CodeTable } from '../kind.ts'

export const codeTables: readonly CodeTable[] = [GENDERS, holderCodeTable(PERSON_CODES)]
