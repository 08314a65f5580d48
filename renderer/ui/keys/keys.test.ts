// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { press } from '../testing/mount-part.ts'
import { installKeys } from './install.ts'
import { createKeyRegistry, type KeyRegistry } from './registry.ts'

let registry: KeyRegistry
let scans: string[]
let stop: () => void

beforeEach(() => {
  registry = createKeyRegistry()
  scans = []
  stop = installKeys(registry, code => scans.push(code))
})
afterEach(() => {
  stop()
  document.body.innerHTML = ''
})

const page = (html: string): HTMLElement => {
  document.body.innerHTML = html
  return document.body
}
const at = (id: string) => document.getElementById(id) as HTMLInputElement
const focused = () => document.activeElement?.id

/** Types signs with a gap in milliseconds, as the given source would, and ends with Enter. */
function type(target: HTMLElement, text: string, gap: number): KeyboardEvent {
  let now = 1000
  const send = (key: string) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
    Object.defineProperty(event, 'timeStamp', { value: (now += gap) })
    target.dispatchEvent(event)
    if (key.length === 1 && target instanceof HTMLInputElement) target.value += key
    return event
  }
  for (const sign of text) send(sign)
  return send('Enter')
}

describe('keys of the screen in front', () => {
  it('act wherever the focus is, the latest binding first, and once while held', () => {
    page('<input id="a">')
    const acts: string[] = []
    registry.page.bind({ key: 'F8', run: () => acts.push('first') })
    const free = registry.page.bind({ key: 'F8', run: () => acts.push('second') })
    press(at('a'), 'F8')
    press(at('a'), 'F8', { repeat: true })
    free()
    press(document.body, 'F8')
    expect(acts).toEqual(['second', 'first'])
  })

  it('do not reach what lies beneath a dialog', () => {
    const acts: string[] = []
    registry.page.bind({ key: 'Ctrl+Enter', run: () => acts.push('page') })
    registry.page.bind({ key: 'F9', run: () => acts.push('print') })
    const dialog = registry.open()
    dialog.bind({ key: 'Ctrl+Enter', run: () => acts.push('dialog') })
    press(document.body, 'Enter', { ctrlKey: true })
    press(document.body, 'F9')
    expect(registry.isCovered()).toBe(true)
    dialog.close()
    expect(registry.isCovered()).toBe(false)
    press(document.body, 'Enter', { ctrlKey: true })
    expect(acts).toEqual(['dialog', 'page'])
  })

  it.each([
    ['marked as composing', { isComposing: true }],
    ['with code 229', { keyCode: 229 }],
  ])('belong to the input method while it composes: %s', (_how, mark) => {
    page('<input id="a"><input id="b">')
    const acts: string[] = []
    for (const key of ['Ctrl+Enter', 'Escape', 'F8'] as const)
      registry.page.bind({ key, run: () => acts.push(key) })
    at('a').focus()
    for (const key of ['Enter', 'Escape', 'F8'])
      expect(press(at('a'), key, mark).defaultPrevented).toBe(false)
    press(at('a'), 'Enter', { ctrlKey: true, ...mark })
    expect(acts).toEqual([])
    expect(focused()).toBe('a')
  })

  it('leave to a part what the part has taken', () => {
    page('<input id="a">')
    let acts = 0
    registry.page.bind({ key: 'Escape', run: () => acts++ })
    at('a').addEventListener('keydown', event => event.preventDefault())
    press(at('a'), 'Escape')
    expect(acts).toBe(0)
  })
})

describe('Enter', () => {
  it('moves to the next field and never submits', () => {
    page(`<main><form id="f"><input id="a"><input type="hidden"><input id="off" disabled><select id="b"></select>
      <input id="r1" type="radio" name="r"><input id="r2" type="radio" name="r" checked><input id="c" type="checkbox">
      </form><button id="go" data-main-action>go</button></main>`)
    let submitted = 0
    at('f').addEventListener('submit', () => submitted++)
    at('a').focus()
    const stops = []
    for (let i = 0; i < 4; i++) {
      expect(press(document.activeElement!, 'Enter').defaultPrevented).toBe(true)
      stops.push(focused())
    }
    expect(stops).toEqual(['b', 'r2', 'c', 'go'])
    expect(submitted).toBe(0)
  })

  it('that is still held when the focus reaches a button does not press it', () => {
    page('<main><input id="a"><button id="go" data-main-action>go</button></main>')
    at('a').focus()
    press(at('a'), 'Enter')
    expect(focused()).toBe('go')
    expect(press(at('go'), 'Enter', { repeat: true }).defaultPrevented).toBe(true)
    expect(press(at('go'), 'Enter').defaultPrevented).toBe(false)
  })

  it('is a new line in a text of several lines', () => {
    page('<main><textarea id="a"></textarea><input id="b"></main>')
    at('a').focus()
    expect(press(at('a'), 'Enter').defaultPrevented).toBe(false)
    expect(focused()).toBe('a')
  })

  it('stays within a dialog', () => {
    page(
      '<main><input id="x"><button id="go" data-main-action></button></main><dialog open><input id="a"><input id="b"></dialog>',
    )
    at('a').focus()
    press(at('a'), 'Enter')
    expect(focused()).toBe('b')
  })
})

describe('a scanner gun', () => {
  it('lands its code from any field, and the field is as it was', () => {
    page('<main><input id="a"><input id="b"></main>')
    at('a').value = '张三'
    at('a').focus()
    const heard: string[] = []
    at('a').addEventListener('input', () => heard.push(at('a').value))
    const enter = type(at('a'), '440100120001', 8)
    expect(scans).toEqual(['440100120001'])
    expect(at('a').value).toBe('张三')
    expect(heard).toEqual(['张三'])
    expect(enter.defaultPrevented).toBe(true)
    expect(focused()).toBe('a')
  })

  it('lands its code with the focus on a button, which it does not press', () => {
    page('<button id="a">x</button>')
    let presses = 0
    at('a').addEventListener('keydown', event => event.key === 'Enter' && presses++)
    type(at('a'), 'https://x/1', 5)
    expect(scans).toEqual(['https://x/1'])
    expect(presses).toBe(0)
  })

  it('is not a person who types, nor two rolled keys, nor a field that takes scans itself', () => {
    page('<main><input id="a"><label data-takes-scans><input id="b"></label></main>')
    type(at('a'), '440100120001', 60)
    type(at('a'), 'ab', 5)
    type(at('b'), '440100120001', 5)
    expect(scans).toEqual([])
    expect(at('b').value).toBe('440100120001')
  })
})
