import { type ScreenDefinition } from '../screen.ts'

export const licence: ScreenDefinition = {
  name: 'licence',
  path: '/register/:id',
  title: 'register.licence',
  icon: 'register',
  area: 'register',
  permission: 'licence.read',
  listed: false,
  component: () => import('./Screen.vue'),
}
