import { words, type Words } from '../../kernel/words.ts'

/** What stands in a cell whose formula was never calculated: the file has the formula, but no value. */
export const UNCALCULATED = '#FORMULA!'

const SHEET_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV\/0!|SPILL!|CALC!|GETTING_DATA|FORMULA!|####+)$/

/** Numbers of 16 digits and more have lost their last digits in a spreadsheet; Excel keeps 15. */
const EXACT_LIMIT = 1e15

/**
 * Says why a cell's value must not be taken for what the clerk meant, or undefined when nothing speaks against it:
 * an error of the spreadsheet (`#N/A`), or a long number whose last digits the spreadsheet has replaced by zeros.
 */
export function damagedCell(value: unknown): Words | undefined {
  if (typeof value === 'string' && SHEET_ERROR.test(value))
    return value === UNCALCULATED
      ? words(
          '公式没有计算结果，请在表格软件中打开并保存后再导入',
          'a formula without a result: open and save the file in a spreadsheet first',
        )
      : words(`单元格是错误值 ${value}`, `the cell holds the error ${value}`)
  const lost =
    (typeof value === 'number' && Math.abs(value) >= EXACT_LIMIT) ||
    (typeof value === 'string' && /^\d(\.\d+)?[eE]\+?1[5-9]$|^\d(\.\d+)?[eE]\+?[2-9]\d$/.test(value.trim()))
  return lost
    ? words(
        '长号码被表格软件改成了数值，末尾数字已丢失，请将该列设为“文本”格式后重新填写',
        'the spreadsheet turned a long number into a value and lost its last digits: format the column as text and enter it again',
      )
    : undefined
}
