import { integerOf, isKind, nameOf, type PdfDict, type PdfRef, type PdfValue } from '../pdf/objects.ts'
import { type PdfRevision } from '../pdf/document.ts'
import { textOfValue } from '../fields.ts'
import { GraphComparison } from './graph.ts'

/** What the signer (and the certification of the document) allows later. */
export interface Permissions {
  /** DocMDP: 1 nothing, 2 filling in forms and signing, 3 the same here (annotations are never taken). */
  readonly level: 1 | 2 | 3
  /** FieldMDP: whether the value of that field is fixed. */
  locked(fieldName: string): boolean
}

export type FormChange = 'form-filled' | 'signature-added' | 'timestamp-added'

interface FormFindings {
  readonly violations: Set<string>
  readonly changes: Set<FormChange>
  /** Widgets that may appear on pages. */
  readonly newWidgets: Set<number>
}

const MAX_DEPTH = 32
const FIELD_VALUE_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'M', 'I', 'RV'])
const NEW_FIELD_KEYS: ReadonlySet<string> = new Set(
  'Type Subtype FT T TU TM Ff F Rect P V AP AS MK DA DR Lock SV Parent Kids M NM H Border BS Q C StructParent'.split(
    ' ',
  ),
)
const HIDDEN_FLAGS = 0b10_0010

interface FieldPair {
  readonly num: number
  readonly a: PdfDict
  readonly b: PdfDict
  /** Full name of the field above. */
  readonly prefix: string
  readonly type: string | undefined
  readonly depth: number
}

const sameRef = (a: PdfRef, b: PdfValue | undefined): boolean =>
  isKind(b, 'ref') && a.num === b.num && a.gen === b.gen

/** Signing may set the flags Print and Locked of its widget, nothing else. */
const SIGNING_FLAGS = 0b1000_0100
const lockingOnly = (before = 0, after = 0): boolean =>
  (before & ~SIGNING_FLAGS) === (after & ~SIGNING_FLAGS) && (before & ~after) === 0

const fullName = (prefix: string, own: string | undefined): string =>
  own === undefined ? prefix : prefix === '' ? own : `${prefix}.${own}`

export class FormComparison implements FormFindings {
  readonly violations = new Set<string>()
  readonly changes = new Set<FormChange>()
  readonly newWidgets = new Set<number>()
  readonly #graph: GraphComparison
  readonly #probe: GraphComparison
  readonly #permissions: Permissions

  constructor(graph: GraphComparison, permissions: Permissions) {
    this.#graph = graph
    this.#probe = new GraphComparison(graph.old, graph.now, graph.examined)
    this.#permissions = permissions
  }

  /** Compares the form dictionaries of both states. */
  compare(before: PdfValue | undefined, after: PdfValue | undefined): void {
    const { old, now } = this.#graph
    const a = old.dict(before)
    const b = now.dict(after)
    if (!a || !b || b.ambiguous) {
      if (a ?? b) this.violations.add('form-replaced')
      return
    }
    if (isKind(before, 'ref')) this.#graph.examined.add(before.num)
    const open = new Set(['Fields', 'SigFlags', 'DR'])
    if (now.resolve(b.entries.get('NeedAppearances')) !== true) open.add('NeedAppearances')
    if (!a.entries.has('DA')) open.add('DA')
    if (!this.#resourcesHold(old.dict(a.entries.get('DR')), now.dict(b.entries.get('DR')))) {
      this.violations.add('form-changed')
    }
    if (!this.#graph.sameDict(a, b, open)) this.violations.add('form-changed')
    this.#lists(
      old.array(a.entries.get('Fields')) ?? [],
      now.array(b.entries.get('Fields')) ?? [],
      '',
      undefined,
      0,
    )
  }

  /** Default resources may gain entries; those that were there stay. */
  #resourcesHold(a: PdfDict | undefined, b: PdfDict | undefined): boolean {
    const { old, now } = this.#graph
    return [...(a?.entries ?? [])].every(([category, value]) => {
      const before = old.dict(value)
      const after = now.dict(b?.entries.get(category))
      if (!before || !after) return this.#graph.same(value, b?.entries.get(category))
      return [...before.entries].every(([name, item]) => this.#graph.same(item, after.entries.get(name)))
    })
  }

  #lists(
    before: readonly PdfValue[],
    after: readonly PdfValue[],
    prefix: string,
    type: string | undefined,
    depth: number,
  ): void {
    if (depth > MAX_DEPTH) {
      this.violations.add('form-changed')
      return
    }
    const taken = new Set<PdfValue>()
    const byNumber = new Map(after.flatMap(item => (isKind(item, 'ref') ? [[item.num, item] as const] : [])))
    before.forEach((item, i) => {
      const match = isKind(item, 'ref') ? byNumber.get(item.num) : after[i]
      if (match !== undefined) taken.add(match)
      this.#field(item, match, prefix, type, depth)
    })
    for (const item of after) if (!taken.has(item)) this.#newField(item, type, depth)
  }

  #field(
    before: PdfValue,
    after: PdfValue | undefined,
    prefix: string,
    type: string | undefined,
    depth: number,
  ): void {
    if (!isKind(before, 'ref') || !sameRef(before, after)) {
      if (isKind(before, 'ref') || !this.#graph.same(before, after))
        this.violations.add('form-fields-removed')
      return
    }
    if (this.#graph.examined.has(before.num)) return
    this.#graph.examined.add(before.num)
    const a = this.#graph.old.dict(before)
    const b = this.#graph.now.dict(after)
    if (a && b && !b.ambiguous) this.#fieldContent({ num: before.num, a, b, prefix, type, depth })
    else if (a ?? b) this.violations.add('form-fields-removed')
  }

  #fieldContent({ num, a, b, prefix, type, depth }: FieldPair): void {
    const { old, now } = this.#graph
    const name = fullName(prefix, textOfValue(old.resolve(a.entries.get('T'))))
    const fieldType = nameOf(old.resolve(a.entries.get('FT'))) ?? type
    const signing = fieldType === 'Sig' && this.#unsigned(old, a) && !this.#unsigned(now, b)
    const open = new Set([...FIELD_VALUE_KEYS, 'Kids'])
    if (signing) {
      this.#signing(b, name)
      this.newWidgets.add(num)
      if (lockingOnly(integerOf(a.entries.get('F')), integerOf(b.entries.get('F')))) open.add('F')
    } else this.#value(a, b, name, fieldType)
    if (!this.#graph.sameDict(a, b, open)) this.violations.add('form-field-changed')
    const appearance = a.entries.get('AP')
    const moved = isKind(appearance, 'ref') && !sameRef(appearance, b.entries.get('AP'))
    if (moved) this.violations.add('form-field-changed')
    const kids = (revision: PdfRevision, dict: PdfDict): readonly PdfValue[] =>
      revision.array(dict.entries.get('Kids')) ?? []
    this.#lists(kids(old, a), kids(now, b), name, fieldType, depth + 1)
  }

  #unsigned(revision: PdfRevision, field: PdfDict): boolean {
    return revision.resolve(field.entries.get('V')) === null
  }

  /** The keys that filling in changes. */
  #value(a: PdfDict, b: PdfDict, name: string, type: string | undefined): void {
    const pick = (dict: PdfDict): PdfDict => ({
      ...dict,
      entries: new Map([...dict.entries].filter(([key]) => FIELD_VALUE_KEYS.has(key))),
    })
    const before = pick(a)
    const after = pick(b)
    if (type === 'Sig') {
      if (!this.#graph.sameDict(before, after)) this.violations.add('signature-changed')
    } else if (this.#unchangedBelow(before, after)) {
      this.#graph.sameDict(before, after)
    } else if (type === undefined) this.violations.add('form-field-changed')
    else if (this.#permissions.level === 1 || this.#permissions.locked(name)) {
      this.violations.add('form-filled-without-leave')
    } else this.changes.add('form-filled')
  }

  /** Whether value and appearance are the same down to the last object. Objects are looked at once for all fields. */
  #unchangedBelow(a: PdfDict, b: PdfDict): boolean {
    if (!this.#probe.sameDict(a, b)) return false
    const known = this.#probe.changed.size
    this.#probe.run()
    return this.#probe.changed.size === known
  }

  #signing(field: PdfDict, name: string): void {
    const value = this.#graph.now.dict(field.entries.get('V'))
    const isTimestamp = nameOf(value?.entries.get('SubFilter')) === 'ETSI.RFC3161'
    if (!value || (value.ambiguous && !value.doubledType))
      this.violations.add('signature-field-without-signature')
    else if (isTimestamp) this.changes.add('timestamp-added')
    else if (this.#permissions.level === 1) this.violations.add('signature-without-leave')
    else if (this.#permissions.locked(name)) this.violations.add('signature-without-leave')
    else this.changes.add('signature-added')
    if (this.#permissions.level === 1 && !this.#invisible(field)) this.violations.add('visible-change')
  }

  #invisible(widget: PdfDict): boolean {
    const flags = integerOf(this.#graph.now.resolve(widget.entries.get('F'))) ?? 0
    const rect = this.#graph.now.array(widget.entries.get('Rect'))
    const [x0, y0, x1, y1] = (rect ?? []).map(v => {
      const number = this.#graph.now.resolve(v)
      return isKind(number, 'number') ? number.value : Number.NaN
    })
    return rect === undefined || (flags & HIDDEN_FLAGS) !== 0 || x0 === x1 || y0 === y1
  }

  #newField(item: PdfValue, inherited: string | undefined, depth: number): void {
    const { old, now } = this.#graph
    const dict = now.dict(item)
    if (!isKind(item, 'ref') || !dict || dict.ambiguous || depth > MAX_DEPTH) {
      this.violations.add('form-field-added')
      return
    }
    if (old.entry(item.num).type !== 'free' && !this.#graph.untouched(item.num))
      this.violations.add('object-reused')
    this.newWidgets.add(item.num)
    this.#newFieldContent(dict, inherited, depth)
  }

  #newFieldContent(dict: PdfDict, inherited: string | undefined, depth: number): void {
    const { now } = this.#graph
    const type = nameOf(now.resolve(dict.entries.get('FT'))) ?? inherited
    const foreign = [...dict.entries.keys()].some(key => !NEW_FIELD_KEYS.has(key))
    if (type !== 'Sig' || foreign) this.violations.add('form-field-added')
    const kids = now.array(dict.entries.get('Kids'))
    const value = dict.entries.get('V') ?? null
    if (value !== null) this.#signing(dict, textOfValue(dict.entries.get('T')) ?? '')
    else if (!kids && dict.entries.has('T')) this.violations.add('signature-field-without-signature')
    for (const kid of kids ?? []) this.#newField(kid, type, depth + 1)
  }
}
