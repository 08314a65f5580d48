import { describe, expect, it } from 'vitest'
import { type Column, nextSort, shownColumns, sortRows } from './columns.ts'

interface Row {
  readonly name: string
  readonly count: number
}
const columns: readonly Column<Row>[] = [
  { id: 'name', label: '名称', width: '1fr', text: row => row.name, fixed: true },
  { id: 'count', label: '件数', width: '4rem', text: row => String(row.count), sortKey: row => row.count },
]
const rows = [
  { name: '张三', count: 10 },
  { name: '李四', count: 9 },
  { name: '王五', count: 9 },
]

describe('columns', () => {
  it('sort Chinese by reading and figures by value, and keep the order of rows alike', () => {
    expect(sortRows(rows, columns, { column: 'name', direction: 'up' }).map(r => r.name)).toEqual([
      '李四',
      '王五',
      '张三',
    ])
    expect(sortRows(rows, columns, { column: 'count', direction: 'up' }).map(r => r.name)).toEqual([
      '李四',
      '王五',
      '张三',
    ])
    expect(sortRows(rows, columns, { column: 'count', direction: 'down' })[0]?.name).toBe('张三')
    expect(sortRows(rows, columns, null)).toBe(rows)
    expect(sortRows(rows, columns, { column: 'gone', direction: 'up' })).toBe(rows)
  })
  it('go up, down and back', () => {
    const up = nextSort(null, 'a')
    const down = nextSort(up, 'a')
    expect([up, down, nextSort(down, 'a'), nextSort(down, 'b')]).toEqual([
      { column: 'a', direction: 'up' },
      { column: 'a', direction: 'down' },
      null,
      { column: 'b', direction: 'up' },
    ])
  })
  it('are shown as chosen, never none', () => {
    expect(shownColumns(columns, null)).toHaveLength(2)
    expect(shownColumns(columns, ['count']).map(c => c.id)).toEqual(['name', 'count'])
    expect(shownColumns(columns, ['name']).map(c => c.id)).toEqual(['name'])
    expect(shownColumns(columns, ['gone'])).toHaveLength(2)
  })
})
