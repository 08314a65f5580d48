import { type ScreenDefinition } from '../screen.ts'

export const settings: ScreenDefinition = {
  name: 'settings',
  path: '/settings',
  title: 'settings.title',
  icon: 'system',
  area: 'system',
  permission: null,
  listed: true,
  component: () => import('./Screen.vue'),
}
