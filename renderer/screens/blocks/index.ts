import { type ScreenDefinition } from '../screen.ts'

export const blocks: ScreenDefinition = {
  name: 'blocks',
  path: '/blocks',
  title: 'blocks.title',
  icon: 'columns',
  area: 'system',
  permission: 'block.read',
  listed: true,
  component: () => import('./Screen.vue'),
}
