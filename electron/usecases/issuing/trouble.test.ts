import { describe, expect, it } from 'vitest'
import { databaseTrouble, diskFull, fileTrouble, outcomeUnknown } from './trouble.ts'

const failure = (code: string): Error => Object.assign(new Error(code), { code })

describe('trouble with the disk', () => {
  it.each(['disk-full', 'ENOSPC', 'EDQUOT'])('%s is a full disk, wherever it comes from', code => {
    expect([databaseTrouble(failure(code)), fileTrouble(failure(code))]).toEqual([diskFull, diskFull])
  })
  it('of the database leaves the outcome open; of a file it does not', () => {
    expect(databaseTrouble(failure('disk-error'))).toBe(outcomeUnknown)
    expect(fileTrouble(failure('EIO'))).toMatchObject({ code: 'disk-error', data: { cause: 'EIO' } })
    expect(fileTrouble(failure('EACCES'))?.text.zh).toContain('未制证')
    expect(databaseTrouble(failure('database-damaged'))?.next?.zh).toContain('备份')
  })
  it('is nothing that a fault of the program could pass for', () => {
    for (const error of [
      new Error('x'),
      failure('SQLITE_BUSY'),
      failure('ERR_INVALID_ARG_TYPE '),
      'EIO',
      null,
    ])
      expect([databaseTrouble(error), fileTrouble(error)]).toEqual([undefined, undefined])
    expect(databaseTrouble(failure('EIO'))).toBeUndefined()
  })
})
