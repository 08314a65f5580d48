import { expect, it } from 'vitest'
import { checkFiles } from './check-files.ts'

it('takes what fits and says of each other file why not', () => {
  const files = [
    { name: 'a.PDF', size: 10 },
    { name: 'b.exe', size: 10 },
    { name: 'c.pdf', size: 0 },
    { name: 'd.pdf', size: 101 },
    { name: 'e.pdf', size: 100 },
    { name: 'f.pdf', size: 1 },
  ]
  const { taken, refused } = checkFiles(files, { maxBytes: 100, maxFiles: 2, endings: ['.pdf'] })
  expect(taken.map(file => file.name)).toEqual(['a.PDF', 'e.pdf'])
  expect(refused.map(({ file, problem }) => [file.name, problem])).toEqual([
    ['b.exe', 'wrong-type'],
    ['c.pdf', 'empty'],
    ['d.pdf', 'too-large'],
    ['f.pdf', 'too-many'],
  ])
  expect(checkFiles(files, { maxBytes: 100, maxFiles: 9, endings: [] }).taken).toHaveLength(4)
})
