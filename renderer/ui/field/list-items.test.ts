import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addItems, splitItems } from './list-items.ts'

it('splits a pasted list, but not within brackets', () => {
  expect(splitItems('音乐、游戏；演出剧（节）目，\n表演\r\n')).toEqual([
    '音乐',
    '游戏',
    '演出剧（节）目',
    '表演',
  ])
  expect(splitItems('利用信息网络经营音乐娱乐产品（含歌曲，乐曲）,动漫产品')).toEqual([
    '利用信息网络经营音乐娱乐产品（含歌曲，乐曲）',
    '动漫产品',
  ])
})

it('adds nothing twice and loses nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.array(fc.string()), (items, more) => {
      const all = addItems(items, more)
      expect(new Set(all).size).toBe(all.length)
      expect([...items, ...more].every(item => all.includes(item))).toBe(true)
    }),
  )
})
