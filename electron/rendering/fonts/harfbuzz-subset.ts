import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { readCmap } from './cmap.ts'
import { type FontFace } from './font-file.ts'
import { FontUnusable } from './sfnt.ts'

/** The part of the WebAssembly global that is used; the compiler's library for this layer does not name it. */
interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
}

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyGlobal }

/** The functions of HarfBuzz's subset library that are used, as its WASM build exports them. */
interface HarfBuzz {
  readonly memory: { readonly buffer: ArrayBuffer }
  _initialize?(): void
  malloc(size: number): number
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number
  hb_blob_get_data(blob: number, length: number): number
  hb_blob_get_length(blob: number): number
  hb_blob_destroy(blob: number): void
  hb_face_create(blob: number, index: number): number
  hb_face_destroy(face: number): void
  hb_face_reference_blob(face: number): number
  hb_set_clear(set: number): void
  hb_set_add(set: number, value: number): void
  hb_subset_input_create_or_fail(): number
  hb_subset_input_destroy(input: number): void
  hb_subset_input_unicode_set(input: number): number
  hb_subset_input_set(input: number, type: number): number
  hb_subset_input_set_flags(input: number, flags: number): void
  hb_subset_input_pin_all_axes_to_default(input: number, face: number): number
  hb_subset_or_fail(face: number, input: number): number
}

const MEMORY_READONLY = 1
const SET_DROP_TABLES = 3
const FLAG_NO_HINTING = 0x1
const FLAG_NO_LAYOUT_CLOSURE = 0x200

/** Tables that a font inside a PDF does not need. */
const DROPPED =
  'GSUB GPOS GDEF BASE JSTF VORG vhea vmtx STAT DSIG name post OS/2 gasp hdmx LTSH VDMX kern meta MERG'

const tagNumber = (tag: string): number =>
  [...tag.padEnd(4)].reduce((n, c) => n * 256 + c.charCodeAt(0), 0) >>> 0

let compiled: object | undefined

/** A library of its own for each font: its memory is fixed at 65 MB, which holds one large font and no second. */
function newLibrary(): HarfBuzz {
  compiled ??= new WebAssembly.Module(
    readFileSync(createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')),
  )
  const hb = new WebAssembly.Instance(compiled, {}).exports as unknown as HarfBuzz
  hb._initialize?.()
  return hb
}

interface OpenFace {
  readonly hb: HarfBuzz
  readonly face: number
}

/** The fonts used last; each holds its library's memory. */
const openFaces = new Map<string, OpenFace>()
const MAX_OPEN = 2

function openFace(font: FontFace): OpenFace {
  const known = openFaces.get(font.id)
  if (known) return known
  const hb = newLibrary()
  const bytes = readFileSync(font.path)
  const at = hb.malloc(bytes.length)
  if (at === 0) throw new FontUnusable('too large for the subsetter')
  new Uint8Array(hb.memory.buffer, at, bytes.length).set(bytes)
  const blob = hb.hb_blob_create(at, bytes.length, MEMORY_READONLY, 0, 0)
  const open = { hb, face: hb.hb_face_create(blob, font.index) }
  hb.hb_blob_destroy(blob)
  const oldest = openFaces.keys().next()
  if (openFaces.size >= MAX_OPEN && !oldest.done) openFaces.delete(oldest.value)
  openFaces.set(font.id, open)
  return open
}

export interface HarfBuzzSubset {
  /** A font of the same outlines with the asked characters only. */
  readonly program: Uint8Array
  /** Its `CFF ` table where the outlines are CFF: what a PDF embeds. */
  readonly cff?: Uint8Array
  /** Glyph in the subset. */
  readonly glyphOf: (codePoint: number) => number
}

function tableOf(program: Uint8Array, tag: string): Uint8Array | undefined {
  const v = new DataView(program.buffer, program.byteOffset, program.byteLength)
  const wanted = tagNumber(tag)
  for (let i = 0; i < v.getUint16(4); i++) {
    const at = 12 + 16 * i
    if (v.getUint32(at) === wanted) {
      return program.subarray(v.getUint32(at + 8), v.getUint32(at + 8) + v.getUint32(at + 12))
    }
  }
  return undefined
}

/**
 * For fonts with CFF outlines and variable fonts, which the own subsetter does not read. Cuts a font down to the given characters. Every character must be covered by the face.
 * @throws when HarfBuzz refuses: a fault, since the face was read before.
 */
export function subsetByHarfBuzz(font: FontFace, codePoints: Iterable<number>): HarfBuzzSubset {
  const { hb, face } = openFace(font)
  const input = hb.hb_subset_input_create_or_fail()
  try {
    const unicodes = hb.hb_subset_input_unicode_set(input)
    for (const codePoint of codePoints) hb.hb_set_add(unicodes, codePoint)
    const drop = hb.hb_subset_input_set(input, SET_DROP_TABLES)
    for (const tag of DROPPED.split(' ')) hb.hb_set_add(drop, tagNumber(tag))
    hb.hb_subset_input_set_flags(input, FLAG_NO_HINTING | FLAG_NO_LAYOUT_CLOSURE)
    if (font.variable) hb.hb_subset_input_pin_all_axes_to_default(input, face)
    const result = hb.hb_subset_or_fail(face, input)
    if (result === 0) throw new Error(`the font ${font.path} cannot be cut down`)
    const blob = hb.hb_face_reference_blob(result)
    const program = new Uint8Array(
      hb.memory.buffer,
      hb.hb_blob_get_data(blob, 0),
      hb.hb_blob_get_length(blob),
    ).slice()
    hb.hb_blob_destroy(blob)
    hb.hb_face_destroy(result)
    const cmap = tableOf(program, 'cmap')
    if (!cmap) throw new Error(`the font ${font.path} lost its character map`)
    const cff = tableOf(program, 'CFF ')
    return { program, glyphOf: readCmap(cmap), ...(cff ? { cff } : {}) }
  } finally {
    hb.hb_subset_input_destroy(input)
  }
}
