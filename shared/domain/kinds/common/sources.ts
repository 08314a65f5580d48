import { type Source, type SourceMark } from '../../source.ts'

const source =
  (mark: SourceMark) =>
  (ref: string): Source => ({ mark, ref })

/** Read in the named source. */
export const found = source('found')
/** Deduced from facts that were found. */
export const inferred = source('inferred')
/** Common knowledge of the field, not read anywhere. */
export const memory = source('memory')
/** Our own proposal; the text says why. */
export const byDefault = source('default')

export const DATA_MODEL = found('GB/T 36903 数据元短名（公开实现）')

/** Of the codes that the ministry gives its documents. */
export const TYPE_CODES = byDefault('部级类型代码未公开，用校验位正确而未赋予任何机构的代码')

/** Of which seal stands on which document. */
export const SEALS = byDefault('部级决定事项用行政许可专用章，其余用电子证照专用章')

/** What counters ask for, as far as no rule says otherwise. */
export const COUNTER = byDefault('窗口通行做法')
