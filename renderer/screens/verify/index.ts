import { type ScreenDefinition } from '../screen.ts'

export const verify: ScreenDefinition = {
  name: 'verify',
  path: '/verify',
  title: 'verify.title',
  icon: 'verify',
  area: 'verify',
  permission: 'licence.verify',
  listed: true,
  component: () => import('./Screen.vue'),
}
