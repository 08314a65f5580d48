import { tooLarge, unreadable } from '../faults.ts'
import { type ImportLimits } from '../limits.ts'

/** One object of the file as text. `keys` counts its own keys as written, so that a key given twice is noticed. */
export interface ObjectText {
  /** 1-based. */
  readonly item: number
  /** 1-based line where it starts. */
  readonly line: number
  readonly text: string
  readonly keys: number
}

/**
 * Where the scanner stands: before anything, before or behind an item of an array, in an object, in the outer object
 * behind its `rows`, between JSON lines, behind the end.
 */
type Place = 'start' | 'before-item' | 'behind-item' | 'in-object' | 'tail' | 'lines' | 'done'

const isSpace = (c: string): boolean => c === ' ' || c === '\t' || c === '\n' || c === '\r'

/**
 * Cuts JSON into the texts of its row objects without keeping the file: an array of objects, `{"rows": […]}`, or one
 * object after the other (JSON lines). Whether each text is JSON is for JSON.parse to say.
 */
export class ObjectScanner {
  private readonly limits: ImportLimits
  private place: Place = 'start'
  /** Undecided until the first object ends or its `rows` begin. */
  private mode: 'array' | 'lines' | undefined
  private wrapped = false
  private depth = 0
  private inString = false
  private escaped = false
  private line = 1
  private items = 0
  private found: ObjectText[] = []
  private piece = ''
  private at = 0
  /** The object so far, without what stands in `piece` from `from` on. */
  private text = ''
  private from = 0
  private startLine = 1
  private keys = 0
  /** The last string at depth 1 of an undecided object, and the same once a colon made it a key. */
  private lastString = ''
  private key: string | undefined

  constructor(limits: ImportLimits) {
    this.limits = limits
  }

  /** Objects that the piece completes. @throws ImportFault with the item and its line. */
  feed(piece: string): readonly ObjectText[] {
    this.piece = piece
    this.from = 0
    for (this.at = 0; this.at < piece.length; this.at++) this.step(piece.charAt(this.at))
    if (this.place === 'in-object') this.text += piece.slice(this.from)
    this.checkLength()
    const taken = this.found
    this.found = []
    return taken
  }

  /** @throws ImportFault when the file ends too early. */
  end(): void {
    const whole = this.place === 'done' || this.place === 'lines'
    if (!whole) throw this.wrong('文件在此处中断', 'the file breaks off here')
  }

  private wrong(zh: string, en: string) {
    return unreadable(`JSON 第 ${this.line} 行：${zh}`, `line ${this.line} of the JSON: ${en}`, {
      line: this.line,
      item: this.items + 1,
    })
  }

  private checkLength(): void {
    if (this.text.length <= this.limits.rowLength) return
    const item = this.items + 1
    throw tooLarge(`JSON 第 ${item} 项过长`, `item ${item} of the JSON is too long`, this.limits.rowLength, {
      item,
    })
  }

  private step(c: string): void {
    if (c === '\n') this.line++
    if (this.inString) this.string(c)
    else if (this.place === 'in-object') this.inObject(c)
    else if (this.place === 'tail') this.tail(c)
    else if (!isSpace(c)) this.between(c)
  }

  private string(c: string): void {
    if (this.escaped) this.escaped = false
    else if (c === '\\') this.escaped = true
    else if (c === '"') {
      this.inString = false
      return
    } else if (c === '\n') throw this.wrong('字符串没有结束', 'a string is not closed')
    if (this.mode === undefined && this.depth === 1 && this.lastString.length < 8) this.lastString += c
  }

  private inObject(c: string): void {
    if (c === '"') {
      this.inString = true
      this.lastString = ''
    } else if (c === '[' && this.depth === 1 && this.mode === undefined && this.key === 'rows')
      this.enterRows()
    else if (c === '{' || c === '[') this.depth++
    else if (c === '}' || c === ']') {
      if (--this.depth === 0) this.finish()
    } else if (this.depth !== 1) return
    else if (c === ':') {
      this.keys++
      this.key = this.lastString
    } else if (c === ',') this.key = undefined
  }

  private finish(): void {
    this.mode ??= 'lines'
    const text = this.text + this.piece.slice(this.from, this.at + 1)
    this.text = text
    this.checkLength()
    this.text = ''
    this.found.push({ item: ++this.items, line: this.startLine, text, keys: this.keys })
    this.place = this.mode === 'array' ? 'behind-item' : 'lines'
  }

  /** `{… "rows": [` was met: what came before must have been JSON so far, and is not a row. */
  private enterRows(): void {
    try {
      JSON.parse(`${this.text}${this.piece.slice(this.from, this.at)}0}`)
    } catch {
      throw this.wrong('“rows”之前的内容不是有效的 JSON', 'what comes before "rows" is not valid JSON')
    }
    this.mode = 'array'
    this.wrapped = true
    this.place = 'before-item'
    this.text = ''
  }

  private between(c: string): void {
    const { place } = this
    if (c === '{' && (place === 'start' || place === 'lines' || place === 'before-item')) this.begin()
    else if (c === '[' && place === 'start') {
      this.mode = 'array'
      this.place = 'before-item'
    } else if (c === ',' && place === 'behind-item') this.place = 'before-item'
    else if (c === ']' && (place === 'behind-item' || (place === 'before-item' && this.items === 0))) {
      this.place = this.wrapped ? 'tail' : 'done'
      this.depth = 1
    } else if (place === 'done') throw this.wrong('结尾之后还有内容', 'there is something behind the end')
    else throw this.wrong(`此处应为对象，却是“${c}”`, `an object was expected here, not "${c}"`)
  }

  private begin(): void {
    this.place = 'in-object'
    this.depth = 1
    this.text = ''
    this.from = this.at
    this.startLine = this.line
    this.keys = 0
    this.key = undefined
  }

  /** What follows `rows` in the outer object is not used, but it must be balanced. */
  private tail(c: string): void {
    if (c === '"') this.inString = true
    else if (c === '{' || c === '[') this.depth++
    else if ((c === '}' || c === ']') && --this.depth === 0) this.place = 'done'
  }
}
