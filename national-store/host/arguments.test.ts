import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

const read = (line: string) => readArguments(line === '' ? [] : line.split(' '))

describe('the command line of the store', () => {
  it('starts on the loopback unless it is told otherwise', () => {
    expect(read('')).toEqual({
      json: false,
      work: { act: 'serve', host: '127.0.0.1', port: 8443, name: undefined, names: [] },
    })
    expect(read('--host 0.0.0.0 --port 0 --name 库 --names a,b --names c --json')).toEqual({
      json: true,
      work: { act: 'serve', host: '0.0.0.0', port: 0, name: '库', names: ['a', 'b', 'c'] },
    })
  })
  it('reads orders', () => {
    expect(read('office add --code C --name N --region R')).toMatchObject({
      work: { act: 'office-add', code: 'C', name: 'N', region: 'R' },
    })
    expect(read('pairing-code --office C --workstation W --hours 2')).toMatchObject({
      work: { act: 'pairing-code', officeCode: 'C', workstationId: 'W', hours: 2 },
    })
    expect(read('workstations')).toMatchObject({ work: { act: 'workstations' } })
    expect(read('revoke W')).toMatchObject({ work: { act: 'revoke', id: 'W' } })
    expect(read('decide --identifier I --status revoked --reason R --decision D --by B')).toEqual({
      json: false,
      work: {
        act: 'decide',
        identifier: 'I',
        status: 'revoked',
        reason: 'R',
        decisionNumber: 'D',
        byName: 'B',
      },
    })
    expect(read('revoke --help')).toMatchObject({ help: true })
  })
  it('says what it does not understand', () => {
    for (const line of [
      'start',
      'office',
      'office remove',
      'office add extra --code C --name N --region R',
      'office add --code C --name N',
      'pairing-code --office C --workstation W --hours two',
      'pairing-code --office C --workstation W --hours 1000',
      'pairing-code --office C --workstation W --port 3',
      'workstations all',
      'revoke',
      'revoke A B',
      'decide --identifier I --status superseded --reason R --decision D --by B',
      'decide --identifier I --status revoked --reason R --decision D',
      '--port 70000',
      '--port -1',
      '--colour red',
    ])
      expect(read(line), line).toHaveProperty('usage.zh')
  })
  it('never throws, whatever is typed', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('office', 'add', 'revoke', '--code', '--json', '--', '-h'),
    )
    fc.assert(fc.property(fc.array(word, { maxLength: 8 }), argv => 'json' in readArguments(argv)))
  })
})
