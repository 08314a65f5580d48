import { type ScreenDefinition } from '../screen.ts'

export const register: ScreenDefinition = {
  name: 'register',
  path: '/register',
  title: 'register.title',
  icon: 'register',
  area: 'register',
  permission: 'licence.read',
  listed: true,
  component: () => import('./Screen.vue'),
}
