import { type ScreenDefinition } from '../screen.ts'

export const setup: ScreenDefinition = {
  name: 'setup',
  path: '/setup/:step?',
  title: 'setup.title',
  icon: 'play',
  area: 'system',
  permission: 'office.manage',
  listed: true,
  component: () => import('./Screen.vue'),
}
