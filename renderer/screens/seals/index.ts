import { type ScreenDefinition } from '../screen.ts'

export const seals: ScreenDefinition = {
  name: 'seals',
  path: '/seals',
  title: 'seals.title',
  icon: 'stamp',
  area: 'system',
  permission: 'seal.read',
  listed: true,
  component: () => import('./Screen.vue'),
}
