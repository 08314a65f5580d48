// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import table from '../../resources/regions/gbt2260.json'
import { createRegions } from '../../shared/domain/codes/region.ts'
import RegionInput from './RegionInput.vue'
import { mountPart } from './testing/mount-part.ts'

const regions = createRegions(table)
let stop: () => void
afterEach(() => stop())

it('cascades from province to county and back, and shows the whole name', async () => {
  const value = ref<string | null>(null)
  const Screen = defineComponent(
    () => () =>
      h(RegionInput, {
        regions,
        modelValue: value.value,
        'onUpdate:modelValue': (next: string | null | undefined) => (value.value = next ?? null),
      }),
  )
  const part = mountPart(Screen)
  stop = part.stop
  await part.wrapper.get('button').trigger('click')
  const select = (n: number) => part.wrapper.findAll('select')[n]!
  expect(select(1).attributes('disabled')).toBeDefined()
  await select(0).setValue('330000')
  await select(1).setValue('330100')
  await select(2).setValue('330106')
  expect(value.value).toBe('330106')
  expect(part.wrapper.get<HTMLInputElement>('input').element.value).toBe('浙江省杭州市西湖区')
  await select(2).setValue('')
  expect(value.value).toBe('330100')
  await select(1).setValue('')
  expect(value.value).toBe('330000')
  await select(0).setValue('')
  expect(value.value).toBeNull()
})
