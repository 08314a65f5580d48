import { z } from 'zod'
import { SETTING_LIMITS, type PrinterSetting } from '../domain/printer.ts'
import { type HandOver, type PrintAct } from '../domain/printing.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { type DocumentLink } from './files.ts'
import { idText, longText, nothing, shortText } from './text.ts'

export interface PrinterView {
  readonly name: string
  readonly description: string
  readonly isDefault: boolean
  readonly state: 'idle' | 'printing' | 'stopped' | 'unknown'
  readonly setting: PrinterSetting
}

export interface PrintersView {
  /** False where this machine has no printing system at all. */
  readonly available: boolean
  readonly printers: readonly PrinterView[]
}

/** One thing that stands on paper and copy; the texts only where they differ. */
export interface ComparedLine {
  readonly label: Words
  readonly same: boolean
  readonly paper: string | null
  readonly copy: string | null
}

export interface CopyComparison {
  readonly equal: boolean
  readonly fields: readonly ComparedLine[]
  readonly code: ComparedLine
  readonly file: ComparedLine
  readonly sealed: boolean
}

export interface SentPrint {
  readonly acts: readonly PrintAct[]
  readonly document: DocumentLink
  /** The printing system's number for the job, where it has one. */
  readonly job: string | null
}

export const RENDER_CODES = [
  'glyph-missing',
  'photo-unreadable',
  'picture-unreadable',
  'text-overflow',
  'face-invalid',
] as const

const PREPARE = [
  ...RENDER_CODES,
  'licence-not-found',
  'not-in-force',
  'reprint-reason-missing',
  'print-unsettled',
  'seal-missing',
] as const

const SEND = [
  'printing-not-available',
  'no-such-printer',
  'printer-refused',
  'printer-stopped',
  'print-unsure',
] as const

const share = z.number().min(SETTING_LIMITS.scaleLeast).max(SETTING_LIMITS.scaleMost)
const shift = z.number().min(-SETTING_LIMITS.shift).max(SETTING_LIMITS.shift)

export const printingContract = {
  'printing.printers': channel<PrintersView>()({ input: nothing }),
  'printing.setPrinter': channel<PrinterView>()({
    input: z.strictObject({
      name: shortText,
      setting: z.strictObject({ shiftX: shift, shiftY: shift, scaleX: share, scaleY: share }),
    }),
    errors: ['no-such-printer', 'printing-not-available', 'setting-wrong'],
  }),
  /** A page of rulers and corner marks, in the size asked for, with the printer's present setting. */
  'printing.testPage': channel<{ readonly document: DocumentLink; readonly job: string | null }>()({
    input: z.strictObject({ printer: shortText, paper: z.enum(['a4-portrait', 'a4-landscape', 'card']) }),
    errors: [...SEND, ...RENDER_CODES],
  }),
  /** The face as it would be printed, without an act: to look at beside the electronic copy. */
  'printing.preview': channel<DocumentLink>()({
    input: z.strictObject({ licenceId: idText, purpose: z.enum(['print', 'overprint']) }),
    errors: [...RENDER_CODES, 'licence-not-found', 'not-in-force', 'seal-missing'],
  }),
  /** Whether the paper says what was sealed. */
  'printing.compare': channel<CopyComparison>()({
    input: z.strictObject({ licenceId: idText }),
    errors: ['licence-not-found', 'not-in-force', 'seal-missing', 'copy-missing'],
  }),
  /** Draws the face and sends it. `sent` is all that is known then: whether it came out well is the clerk's word. */
  'printing.print': channel<SentPrint>()({
    input: z.strictObject({
      licenceId: idText,
      purpose: z.enum(['print', 'overprint']),
      printer: shortText,
      reprintReason: longText.exactOptional(),
    }),
    errors: [...PREPARE, ...SEND],
  }),
  'printing.printCards': channel<SentPrint>()({
    input: z.strictObject({
      licenceIds: z.array(idText).min(1).max(50),
      printer: shortText,
      reprintReason: longText.exactOptional(),
    }),
    errors: [...PREPARE, ...SEND, 'cards-missing', 'cards-too-many', 'not-a-card'],
  }),
  'printing.record': channel<PrintAct>()({
    input: z.union([
      z.strictObject({ printId: idText, result: z.literal('good'), sheetSerial: shortText.exactOptional() }),
      z.strictObject({
        printId: idText,
        result: z.literal('spoilt'),
        reason: longText,
        sheetSerial: shortText.exactOptional(),
      }),
    ]),
    errors: ['print-not-found', 'print-settled', 'reason-missing', 'sheet-serial-wrong', 'sheet-used'],
  }),
  'printing.handOver': channel<HandOver>()({
    input: z.strictObject({
      licenceId: idText,
      receiverName: shortText,
      receiverCode: shortText.exactOptional(),
      note: longText.exactOptional(),
    }),
    errors: [
      'licence-not-found',
      'receiver-missing',
      'note-too-long',
      'not-in-force',
      'no-good-print',
      'handed-over-already',
    ],
  }),
} as const
