import { type ScreenDefinition } from '../screen.ts'

export const issuing: ScreenDefinition = {
  name: 'issuing',
  path: '/issuing',
  title: 'issuing.title',
  icon: 'issuing',
  area: 'issuing',
  permission: 'licence.issue',
  listed: true,
  component: () => import('./Screen.vue'),
}
