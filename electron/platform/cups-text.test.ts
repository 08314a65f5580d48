import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPrinterName, paperName, parsePrinters } from './cups-text.ts'

const STATES = `printer laser is idle.  enabled since Wed Nov 25 13:54:48 2026
\tForm mounted:
\tDescription: 大厅打印机
printer card disabled since Wed Nov 25 13:55:27 2026 -
\t缺纸 换墨
\tDescription: 
printer busy now printing busy-12.  enabled since Wed Nov 25 13:55:27 2026
`

describe('what lpstat says', () => {
  it('is read into printers with state, description and the default', () => {
    expect(
      parsePrinters({
        names: 'laser\ncard\nbusy\n共享打印机\n',
        states: STATES,
        standard: 'system default destination: card\n',
      }),
    ).toEqual([
      { name: 'laser', description: '大厅打印机', isDefault: false, state: 'idle' },
      { name: 'card', description: '', isDefault: true, state: 'stopped' },
      { name: 'busy', description: '', isDefault: false, state: 'printing' },
      { name: '共享打印机', description: '', isDefault: false, state: 'unknown' },
    ])
  })

  it('gives only names that can be handed to a command, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (names, states, standard) => {
        for (const printer of parsePrinters({ names, states: `printer ${states}`, standard }))
          expect(isPrinterName(printer.name)).toBe(true)
      }),
    )
  })
})

describe('a printer’s name', () => {
  it.each(['laser', '大厅_2', 'HP-Laser.1'])('may be %s', name => expect(isPrinterName(name)).toBe(true))
  it.each(['', '-o', 'a b', 'a/b', 'a#b', 'a\nb', '字'.repeat(43)])('is never %j', name =>
    expect(isPrinterName(name)).toBe(false),
  )
})

describe('a size of paper', () => {
  it.each([
    [210, 297, 'A4'],
    [54, 86, 'Custom.53.99x86.1mm'],
    [297, 210, 'Custom.297.06x209.92mm'],
    [85.6, 53.98, 'Custom.85.74x53.99mm'],
  ])('%s × %s mm is %s', (width, height, name) => expect(paperName({ width, height })).toBe(name))
})
