// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import DataTable from './DataTable.vue'
import { type Column } from './table/columns.ts'
import { mountPart, press } from './testing/mount-part.ts'

interface Row {
  readonly id: string
  readonly name: string
}
const columns: readonly Column<Row>[] = [
  { id: 'id', label: '编号', width: '8rem', text: row => row.id, sortable: true, fixed: true },
  { id: 'name', label: '名称', width: '1fr', text: row => row.name },
]
const rowsOf = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, i) => ({ id: `n${i}`, name: `名称${i}` }))

let stop: () => void
afterEach(() => stop())

function made(count: number, props: Record<string, unknown> = {}) {
  const part = mountPart(DataTable as never, {
    props: {
      label: '证照',
      rows: rowsOf(count),
      columns,
      rowKey: (row: Row) => row.id,
      selectable: true,
      ...props,
    },
  })
  stop = part.stop
  const grid = part.wrapper.get<HTMLElement>('[role=grid]')
  grid.element.focus()
  const key = async (name: string, more: KeyboardEventInit = {}) => {
    press(grid.element, name, more)
    await part.wrapper.vm.$nextTick()
  }
  const active = () => part.wrapper.find('.row.active').find('[role=gridcell]:nth-child(2)').text()
  const last = (event: string) => part.wrapper.emitted(event)?.at(-1)?.[0]
  return { ...part, grid, key, active, last }
}

describe('a table', () => {
  it('goes by arrows, Home and End, and stops at its ends', async () => {
    const { key, active, grid } = made(5)
    await key('ArrowUp')
    expect(active()).toBe('n0')
    await key('ArrowDown')
    await key('ArrowDown')
    expect(active()).toBe('n2')
    await key('End')
    await key('ArrowDown')
    expect(active()).toBe('n4')
    expect(grid.attributes('aria-activedescendant')).toMatch(/-4$/)
    await key('Home')
    expect(active()).toBe('n0')
  })

  it('selects by Space, all by Ctrl+A, and opens by Enter but not by a held one', async () => {
    const { key, last, wrapper } = made(3)
    await key('ArrowDown')
    await key(' ')
    expect(last('update:selected')).toEqual(['n1'])
    await key(' ')
    expect(last('update:selected')).toEqual([])
    await key('a', { ctrlKey: true })
    expect(last('update:selected')).toEqual(['n0', 'n1', 'n2'])
    await key('Enter', { repeat: true })
    expect(wrapper.emitted('open')).toBeUndefined()
    await key('Enter')
    expect(last('open')).toEqual({ id: 'n1', name: '名称1' })
  })

  it('draws above 200 rows only some, and says how many there are', () => {
    const { wrapper, grid } = made(100_000)
    expect(wrapper.findAll('.row:not(.head)').length).toBeLessThan(100)
    expect(grid.attributes('aria-rowcount')).toBe('100001')
    expect(wrapper.text()).toContain('共 100,000 行')
  })

  it('sorts by its heads and says so', async () => {
    const { wrapper, active } = made(12)
    const head = wrapper.get('.sort')
    await head.trigger('click')
    await head.trigger('click')
    expect(wrapper.get('[aria-sort=descending]').text()).toContain('编号')
    expect(active()).toBe('n11')
  })

  it('shows the columns that are chosen, never without the fixed one', async () => {
    const { wrapper, last } = made(2)
    await wrapper.get('.ui-columns button').trigger('click')
    const boxes = wrapper.findAll<HTMLInputElement>('.ui-columns input')
    expect(boxes[0]!.element.disabled).toBe(true)
    await boxes[1]!.trigger('change')
    expect(last('update:shown')).toEqual(['id'])
    await wrapper.setProps({ shown: ['id'] })
    expect(wrapper.findAll('[role=columnheader]')).toHaveLength(2)
  })

  it('leaves keys in a cell to the cell', async () => {
    const { wrapper, last } = made(2)
    press(wrapper.get('.tick').element, ' ')
    expect(last('update:selected')).toBeUndefined()
  })
})
