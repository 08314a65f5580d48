import { type ScreenDefinition } from '../screen.ts'

export const office: ScreenDefinition = {
  name: 'office',
  path: '/office',
  title: 'office.title',
  icon: 'office',
  area: 'system',
  permission: 'office.manage',
  listed: true,
  component: () => import('./Screen.vue'),
}
