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
