import { type ScreenDefinition } from '../screen.ts'

export const users: ScreenDefinition = {
  name: 'users',
  path: '/users',
  title: 'users.title',
  icon: 'person',
  area: 'system',
  permission: 'user.manage',
  listed: true,
  component: () => import('./Screen.vue'),
}
