import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digests } from '../../platform/digests.ts'
import { readList, readManifest, writeList } from './backup-manifest.ts'

describe('the list of files', () => {
  it('cannot name a file outside, twice, or in another form', () => {
    const hash = 'a'.repeat(64)
    for (const line of [
      `${hash}  ../x\n`,
      `${hash}  /etc/passwd\n`,
      `${hash}  a/../../x\n`,
      `${hash}  a\\b\n`,
      `${hash}  C:x\n`,
      `${hash} x\n`,
      `${hash}  x`,
      `${hash}  x\n${hash}  x\n`,
      `${hash}  \n`,
    ])
      expect(readList(Buffer.from(line))).toBeUndefined()
  })
  it('comes back as it was written', () => {
    const part = fc.stringMatching(/^[a-z0-9_证照-]{1,12}$/)
    const file = fc.record({
      path: fc.array(part, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/')),
      sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
      bytes: fc.nat(),
    })
    fc.assert(
      fc.property(fc.uniqueArray(file, { selector: each => each.path, maxLength: 20 }), files => {
        expect(new Map(readList(writeList(files)))).toEqual(
          new Map(files.map(each => [each.path, each.sha256])),
        )
      }),
    )
  })
  it('and the manifest never throw on other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), data => {
        expect(readManifest(data, digests)).toBeUndefined()
        readList(data)
      }),
    )
  })
})
