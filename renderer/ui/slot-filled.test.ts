import { createCommentVNode, createTextVNode, Fragment, h, type Slot } from 'vue'
import { expect, it } from 'vitest'
import { isFilled } from './slot-filled.ts'

const slot =
  (...nodes: readonly ReturnType<Slot>[number][]): Slot =>
  () => [...nodes]

it('sees a slot in which everything is switched off as empty', () => {
  const off = createCommentVNode('v-if', true)
  expect(isFilled(undefined)).toBe(false)
  expect(isFilled(slot())).toBe(false)
  expect(isFilled(slot(off, createTextVNode('  ')))).toBe(false)
  expect(isFilled(slot(h(Fragment, [off])))).toBe(false)
  expect(isFilled(slot(off, h('button')))).toBe(true)
  expect(isFilled(slot(h(Fragment, [h('p')])))).toBe(true)
})
