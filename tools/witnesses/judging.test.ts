import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withFlippedBit, withoutPdfaMarker } from './controls.mjs'
import { witnessHome } from './home.mjs'
import { answersOf, isAsked, verdictOf, type JudgedFile } from './judging.mjs'
import { countVerdicts, displayWidth, tableLines } from './table.mjs'

const file = (name: string, mustFail?: Record<string, string>): JudgedFile => ({
  file: `/x/${name}.pdf`,
  root: '/x/root.pem',
  label: name,
  expectations: {},
  ...(mustFail ? { control: { mustFail } } : {}),
})
const good = { claims: ['2b'], flavour: '2b', compliant: true, checks: 5, failedRules: [] }
const bad = { ...good, compliant: false, failedRules: [{ rule: '6.1.2-1', times: 1, message: 'header' }] }
const verdict = (f: JudgedFile, answer: unknown) => verdictOf('verapdf', f, answer, 'ended with 1')

describe('verdicts', () => {
  it('passes only a file of which the judge said something good', () => {
    expect(verdict(file('a'), { facts: good }).passed).toBe(true)
    expect(verdict(file('a'), { facts: bad }).passed).toBe(false)
    expect(verdict(file('a'), { error: 'NullPointerException' }).passed).toBe(false)
    expect(verdict(file('a'), undefined)).toMatchObject({
      passed: false,
      reasons: ['gave no verdict: ended with 1'],
    })
  })
  it('passes a control only when the judge found that very fault', () => {
    const control = file('c', { verapdf: 'rule 6\\.1\\.2-1' })
    expect(verdict(control, { facts: bad }).passed).toBe(true)
    expect(verdict(control, { facts: good }).passed).toBe(false)
    expect(verdict(control, { facts: { ...bad, failedRules: [] } }).passed).toBe(false)
    expect(verdict(control, { error: 'NullPointerException' }).passed).toBe(false)
    expect(verdict(control, undefined).passed).toBe(false)
  })
})

describe('who is asked', () => {
  it('asks everybody about a file, only those named about a control or a sheet', () => {
    expect(isAsked('dss', file('a'))).toBe(true)
    expect(isAsked('dss', file('c', { verapdf: 'x' }))).toBe(false)
    expect(isAsked('verapdf', file('c', { verapdf: 'x' }))).toBe(true)
    expect(isAsked('dss', { ...file('a'), judges: ['pdfbox'] })).toBe(false)
    expect(isAsked('pdfbox', { ...file('a'), judges: ['pdfbox'] })).toBe(true)
  })
})

describe('what a judge prints', () => {
  const files = [file('a'), file('b')]
  const line = (name: string) => JSON.stringify({ file: `/x/${name}.pdf`, facts: good })
  it('is read by file, and noise is passed over', () => {
    const answers = answersOf(`warning: x\n${line('a')}\n\n${line('b')}\n`, files)
    expect(answers).toEqual([JSON.parse(line('a')), JSON.parse(line('b'))])
  })
  it('leaves files without an answer when it was cut off', () => {
    expect(answersOf(`${line('a')}\n${line('b').slice(0, -5)}`, files)[1]).toBeUndefined()
    expect(answersOf('', files)).toEqual([undefined, undefined])
  })
  it('never gives one file the answer of another', () => {
    expect(answersOf(`${line('b')}\n`, files)).toEqual([undefined, undefined])
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(line('a'), line('b')), fc.string())), lines => {
        answersOf(lines.join('\n'), files).forEach((answer, i) => {
          if (answer) expect(answer.file).toBe(files[i]!.file)
        })
      }),
    )
  })
})

describe('controls', () => {
  const pdf = Buffer.from(
    '%PDF-1.7\nstream\nab\nendstream <x pdfaid:part="2"/> stream\r\nabcdefgh\nendstream\n' +
      `/Contents <${'0'.repeat(64)}> stream\nlonger than any other one\nendstream`,
  )
  it('differ from the source in one bit of the longest signed stream', () => {
    const flipped = withFlippedBit(pdf)
    const places = [...pdf.keys()].filter(i => pdf[i] !== flipped[i])
    expect(places).toHaveLength(1)
    expect(pdf.toString('latin1', places[0]! - 4, places[0]! + 5)).toMatch(/abcdefgh|bcdefgh|cdefgh/)
  })
  it('lose the PDF/A marker and nothing else', () => {
    expect(withoutPdfaMarker(pdf).toString()).toBe(pdf.toString().replace('pdfaid:part', 'pdfaid:zart'))
  })
  it('are refused where the fault could not be made', () => {
    expect(() => withFlippedBit(Buffer.from('%PDF'))).toThrow()
    expect(() => withoutPdfaMarker(Buffer.from('%PDF'))).toThrow()
  })
})

describe('the table', () => {
  it('marks every judge, tells why, and counts', () => {
    const files = [file('样例'), file('c', { verapdf: 'never' })]
    const verdicts = [verdict(files[0]!, { facts: bad }), verdict(files[1]!, { facts: bad })]
    const text = tableLines(files, verdicts).join('\n')
    expect(text).toMatch(/样例 .*✗/)
    expect(text).toContain('rule 6.1.2-1 failed 1 times: header')
    expect(text).toMatch(/\[control\] c .*✗/)
    expect(text).toContain('did not say "never"')
    expect(countVerdicts(verdicts)).toEqual({ passed: 0, failed: 2 })
    expect(countVerdicts([verdict(files[0]!, { facts: good })])).toEqual({ passed: 1, failed: 0 })
  })
  it('counts Chinese characters as two columns', () => {
    expect(displayWidth('a证𬭎（')).toBe(7)
  })
})

it('lives outside the project, where the user says or the system keeps caches', () => {
  expect(witnessHome({ LW_WITNESS_HOME: '/w' }, 'linux')).toBe('/w')
  expect(witnessHome({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/c/licence-workstation/witnesses')
  expect(witnessHome({}, 'linux')).not.toContain(process.cwd())
})
