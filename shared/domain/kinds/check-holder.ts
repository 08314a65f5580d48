import { parseCivilDate } from '../../kernel/instant.ts'
import { checkHolderCode } from '../codes/holder-code.ts'
import { recogniseNumber } from '../numbering/number.ts'
import { finding, textOf } from './common/rules.ts'
import { type FieldFinding } from './finding.ts'
import { type FieldValues, type KindDefinition } from './kind.ts'

/** The holder's code, judged by its type; an empty type is the kind's usual one. */
export function checkHolder(kind: KindDefinition, values: FieldValues): readonly FieldFinding[] {
  const code = textOf(values['holderCode'])
  if (code === '') return []
  const type = textOf(values['holderCodeTypeCode']) || (kind.holderCodeTypes[0] ?? '')
  const verdict = checkHolderCode(type, code)
  const repair =
    verdict.code !== code
      ? { value: verdict.code, text: { zh: `改为 ${verdict.code}`, en: `take ${verdict.code}` } }
      : undefined
  if (verdict.verdict === 'valid')
    return repair
      ? [
          finding(
            'holderCode',
            'fault',
            'holder-code-form',
            '号码中有空格、全角或小写字符',
            'the code has blanks, full-width or small letters',
            repair,
          ),
        ]
      : []
  return [
    {
      field: 'holderCode',
      severity: verdict.verdict,
      code: verdict.verdict === 'fault' ? 'holder-code' : 'holder-code-doubtful',
      text: verdict.text,
    },
  ]
}

/** Number and dates of a licence that exists already. */
export function checkLicenceFacts(kind: KindDefinition, values: FieldValues): readonly FieldFinding[] {
  const out: FieldFinding[] = []
  const number = textOf(values['certNo'])
  const known = recogniseNumber(kind, number)
  if (number !== '' && known.verdict === 'unknown')
    out.push(
      finding(
        'certNo',
        'warning',
        'number-unknown',
        `证照编号不像已知的编号形式，例如：${kind.number.patterns[0]?.examples[0] ?? ''}`,
        `the number is of no known form, as in: ${kind.number.patterns[0]?.examples[0] ?? ''}`,
      ),
    )
  const issued = parseCivilDate(textOf(values['issueDate']))
  const from = parseCivilDate(textOf(values['validFrom'])) ?? issued
  const to = parseCivilDate(textOf(values['validTo']))
  if (to !== undefined && from !== undefined && to < from)
    out.push(
      finding(
        'validTo',
        'fault',
        'dates-order',
        '有效期截止日期早于起始日期',
        'the last day lies before the first',
      ),
    )
  if (to === undefined && kind.validity.termMonths !== null)
    out.push(
      finding(
        'validTo',
        'fault',
        'missing',
        `请填写有效期截止日期（${kind.name.zh}有期限）`,
        `give the last day: a ${kind.name.en} has a term`,
      ),
    )
  return out
}
