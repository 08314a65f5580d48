import { equalBytes } from '../../../../../../shared/kernel/bytes.ts'
import { PdfError, type PdfDict, type PdfRef, type PdfStream, type PdfValue } from '../pdf/objects.ts'
import { type PdfRevision } from '../pdf/document.ts'
import { type XrefEntry } from '../pdf/xref.ts'

const MAX_OBJECTS = 1_000_000

const samePlace = (a: XrefEntry, b: XrefEntry): boolean =>
  (a.type === 'free' && b.type === 'free') ||
  (a.type === 'at' && b.type === 'at' && a.offset === b.offset && a.gen === b.gen)

/**
 * Compares two states of a file by what can be reached, object for object. Everything must be the same, apart from objects
 * named in `examined`, whose whole content somebody else has judged.
 */
export class GraphComparison {
  readonly old: PdfRevision
  readonly now: PdfRevision
  /** Numbers of objects judged elsewhere: the walk stops at them. */
  readonly examined: Set<number>
  /** Old numbers of objects that changed without leave. */
  readonly changed = new Set<number>()
  readonly #queued = new Set<number | string>()
  readonly #queue: (readonly [before: number, after: number])[] = []

  constructor(old: PdfRevision, now: PdfRevision, examined = new Set<number>()) {
    this.examined = examined
    this.old = old
    this.now = now
  }

  /** Whether the object stands at the same place in both states. */
  untouched(num: number): boolean {
    const before = this.old.entry(num)
    const after = this.now.entry(num)
    if (before.type !== 'in' || after.type !== 'in') return samePlace(before, after)
    const sameSlot = before.container === after.container && before.index === after.index
    return sameSlot && samePlace(this.old.entry(before.container), this.now.entry(after.container))
  }

  /** Whether two values are the same; what they refer to is queued for `run`. */
  same(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
    if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') {
      return (a ?? null) === (b ?? null)
    }
    if (a.kind === 'ref') {
      if (b.kind !== 'ref') return false
      this.#enqueue(a.num, b.num)
      return true
    }
    return this.#sameContent(a, b)
  }

  #sameContent(a: Exclude<PdfValue, null | boolean | PdfRef>, b: Exclude<PdfValue, null | boolean>): boolean {
    switch (a.kind) {
      case 'array':
        return b.kind === 'array' && a.items.length === b.items.length && this.#all(a.items, b.items)
      case 'dict':
        return b.kind === 'dict' && this.sameDict(a, b)
      case 'stream':
        return b.kind === 'stream' && this.#sameStream(a, b)
      case 'string':
        return b.kind === 'string' && equalBytes(a.bytes, b.bytes)
      default:
        return a.kind === b.kind && a.value === b.value
    }
  }

  #all(a: readonly PdfValue[], b: readonly PdfValue[]): boolean {
    return a.map((item, i) => this.same(item, b[i])).every(Boolean)
  }

  sameDict(a: PdfDict, b: PdfDict, except: ReadonlySet<string> = new Set()): boolean {
    if (b.ambiguous && !a.ambiguous) return false
    const keys = new Set([...a.entries.keys(), ...b.entries.keys()])
    return [...keys]
      .filter(key => !except.has(key))
      .map(key => this.same(a.entries.get(key), b.entries.get(key)))
      .every(Boolean)
  }

  #sameStream(a: PdfStream, b: PdfStream): boolean {
    return this.sameDict(a.dict, b.dict) && equalBytes(this.old.rawStream(a), this.now.rawStream(b))
  }

  /** An object may get another number in a later state, if it and all below stay the same. */
  #enqueue(before: number, after: number): void {
    const key = before === after ? before : `${before}:${after}`
    if (this.#queued.has(key)) return
    if (this.#queued.size >= MAX_OBJECTS) throw new PdfError('pdf-too-large', 'too many objects')
    this.#queued.add(key)
    this.#queue.push([before, after])
  }

  /** Walks everything that was queued. */
  run(): void {
    for (let pair = this.#queue.pop(); pair; pair = this.#queue.pop()) {
      const [before, after] = pair
      const kept = before === after
      if (kept && this.examined.has(before)) continue
      const value = this.old.object(before)
      // A stream whose data runs on behind the signed state would grow with what is appended.
      if (value !== null && typeof value === 'object' && value.kind === 'stream') this.old.rawStream(value)
      if (kept && this.untouched(before)) this.#follow(value)
      else if (this.examined.has(before) || !this.same(value, this.now.object(after)))
        this.changed.add(before)
    }
  }

  #follow(value: PdfValue): void {
    if (value === null || typeof value !== 'object') return
    if (value.kind === 'ref') this.#enqueue(value.num, value.num)
    else if (value.kind === 'array') for (const item of value.items) this.#follow(item)
    else if (value.kind === 'dict') for (const item of value.entries.values()) this.#follow(item)
    else if (value.kind === 'stream') for (const item of value.dict.entries.values()) this.#follow(item)
  }
}
