/** What one file may ask of the workstation. All figures are our defaults; tests pass smaller ones. */
export interface ImportLimits {
  /** Bytes of the file on disk. */
  readonly fileBytes: number
  /** Bytes of one part of an xlsx file after inflating. */
  readonly partBytes: number
  /** Inflated to deflated size of a part, once it has given more than 16 MiB. */
  readonly inflateRatio: number
  /** Parts of an xlsx file. */
  readonly parts: number
  /** Filled rows behind the headings. */
  readonly rows: number
  readonly columns: number
  /** UTF-16 units of one cell; Excel's own limit. */
  readonly cellLength: number
  /** UTF-16 units of one csv record or one json object. */
  readonly rowLength: number
  readonly sharedStrings: number
  /** Bytes of all shared strings in UTF-8. */
  readonly sharedStringBytes: number
}

export const DEFAULT_LIMITS: ImportLimits = {
  fileBytes: 256 * 1024 * 1024,
  partBytes: 1024 * 1024 * 1024,
  inflateRatio: 200,
  parts: 5_000,
  rows: 200_000,
  columns: 200,
  cellLength: 32_767,
  rowLength: 1024 * 1024,
  sharedStrings: 5_000_000,
  sharedStringBytes: 256 * 1024 * 1024,
}
