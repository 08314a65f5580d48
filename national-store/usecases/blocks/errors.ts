import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'

export type LeaseError = AppError<
  | 'block-selector-unfit'
  | 'block-series-unknown'
  | 'block-series-dry'
  | 'block-allowance-spent'
  | 'request-differs'
>

const refused = <const Code extends LeaseError['code']>(code: Code, text: Words, next: Words) =>
  appError(code, text, { next })

export const LEASE_ERRORS = {
  unfit: refused(
    'block-selector-unfit',
    words(
      '申请号段的条件与证照类型或本机构不符',
      'these facts are not those of the kind, or not of this office',
    ),
    words('请核对地区、年份和类别后重新申请', 'check place, year and class, and ask again'),
  ),
  unknown: refused(
    'block-series-unknown',
    words('国家库没有该类证照的编号规则', 'the store has no number rule for this kind'),
    words('请联系国家库运维设置编号规则', 'ask those who run the store to set one'),
  ),
  dry: refused(
    'block-series-dry',
    words('该号段序列已用完', 'the series has no number left'),
    words('请联系国家库运维核定新的序列', 'ask those who run the store for a new series'),
  ),
  spent: refused(
    'block-allowance-spent',
    words('本工作站未用完的编号已达上限', 'this workstation holds as many unused numbers as it may'),
    words('请先上报已用编号，或退回不用的号段', 'report the numbers used, or give back blocks not needed'),
  ),
  differs: refused(
    'request-differs',
    words('同一申请号已用于另一申请', 'this request id was used for another request'),
    words('请用新的申请号', 'use a new request id'),
  ),
} as const satisfies Record<string, LeaseError>
