import { z } from 'zod'
import { id, line, rows, source } from './schema-common.ts'

/** Millimetres; no page of ours is larger than A3. */
const coordinate = z.number().min(-420).max(840)
const length = z.number().min(0).max(840)
const box = z.strictObject({ x: coordinate, y: coordinate, width: length, height: length })
const percent = z.number().min(0).max(100)

const colour = z.union([
  z.string().regex(/^#[0-9a-fA-F]{6}$/),
  z.strictObject({ c: percent, m: percent, y: percent, k: percent }),
])

const style = z.strictObject({
  font: z.enum(['song', 'song-bold', 'fangsong', 'hei', 'hei-bold', 'kai']),
  size: z.number().min(0.5).max(100),
  minSize: z.number().min(0.5).max(100),
  align: z.enum(['left', 'center', 'right']),
  valign: z.enum(['top', 'middle', 'bottom']).exactOptional(),
  lineHeight: z.number().min(0.5).max(5).exactOptional(),
  letterSpacing: z.number().min(-10).max(50).exactOptional(),
  colour: colour.exactOptional(),
  fit: z.enum(['shrink-first', 'wrap-first']).exactOptional(),
})

const text = z.string().max(1000)
const layer = z.enum(['preprinted', 'filled'])
const pattern = z.string().max(64)

const element = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), layer, text, box, style }),
  z.strictObject({
    kind: z.literal('field'),
    layer,
    label: text,
    labelBox: box,
    labelStyle: style,
    text,
    box,
    style,
  }),
  z.strictObject({
    kind: z.literal('rows'),
    layer,
    box,
    labelWidth: length,
    gap: length,
    labelStyle: style,
    style,
    rows: rows(z.strictObject({ label: text, text, share: z.number().min(0).max(100) }), 60),
    rule: colour.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('frame'), layer, pattern, box, colour }),
  z.strictObject({ kind: z.literal('ground'), layer, pattern, box, colour }),
  z.strictObject({
    kind: z.literal('line'),
    layer,
    from: z.tuple([coordinate, coordinate]),
    to: z.tuple([coordinate, coordinate]),
    width: z.number().min(0).max(50),
    colour,
  }),
  z.strictObject({
    kind: z.literal('fill'),
    layer,
    box,
    colour,
    radius: length.exactOptional(),
    when: z.strictObject({ field: id, is: line(100) }).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('emblem'), layer, box }),
  z.strictObject({ kind: z.literal('qr'), layer, box }),
  z.strictObject({ kind: z.literal('photo'), layer, box }),
  z.strictObject({ kind: z.literal('seal'), layer, box }),
])

/** The geometry of a face as a pack holds it. */
export const faceSchema = z.strictObject({
  id,
  emptyText: z.string().max(20),
  source,
  pages: z
    .array(
      z.strictObject({
        copy: z.enum(['original', 'duplicate', 'single', 'back']),
        width: z.number().min(20).max(420),
        height: z.number().min(20).max(420),
        elements: rows(element, 300),
      }),
    )
    .min(1)
    .max(6),
})
