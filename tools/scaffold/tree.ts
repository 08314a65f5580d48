import fs from 'node:fs'
import path from 'node:path'

/** A checkout that a scaffold writes into. It never replaces a file. */
export interface Tree {
  readonly root: string
  read(file: string): string
  exists(file: string): boolean
  list(folder: string): readonly string[]
  add(file: string, text: string): void
  /** Puts a line into a written list. @throws when the place is not where the scaffold knows it */
  insert(file: string, before: string | RegExp, text: string): void
  /** Puts an item at the end of a written list whose closing bracket is found by `close`, on one line or on many. */
  append(file: string, close: RegExp, item: string): void
  readonly done: readonly string[]
}

export function openTree(root: string): Tree {
  const done: string[] = []
  const at = (file: string) => path.join(root, file)
  const read = (file: string) => fs.readFileSync(at(file), 'utf8')
  return {
    root,
    done,
    read,
    exists: file => fs.existsSync(at(file)),
    list: folder => fs.readdirSync(at(folder)).sort(),
    add(file, text) {
      if (fs.existsSync(at(file))) throw new Error(`${file} is there already`)
      fs.mkdirSync(path.dirname(at(file)), { recursive: true })
      fs.writeFileSync(at(file), text)
      done.push(`+ ${file}`)
    },
    append(file, close, item) {
      const old = read(file)
      const place = old.search(close)
      if (place < 0) throw new Error(`${file} has no list that the scaffold knows (${String(close)})`)
      const head = old.slice(0, place).trimEnd()
      const comma = /[,[{]$/.test(head) ? '' : ','
      fs.writeFileSync(at(file), `${head}${comma}\n  ${item},\n${old.slice(place).trimStart()}`)
      done.push(`~ ${file}`)
    },
    insert(file, before, text) {
      const old = read(file)
      const place = typeof before === 'string' ? old.indexOf(before) : old.search(before)
      if (place < 0) throw new Error(`${file} has no place for the new line (${String(before)})`)
      fs.writeFileSync(at(file), old.slice(0, place) + text + old.slice(place))
      done.push(`~ ${file}`)
    },
  }
}

export const camel = (name: string): string => name.replace(/-([a-z0-9])/g, (_, c: string) => c.toUpperCase())

export const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
