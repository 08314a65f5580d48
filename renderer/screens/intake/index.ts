import { type ScreenDefinition } from '../screen.ts'

export const intake: ScreenDefinition = {
  name: 'intake',
  path: '/intake',
  title: 'intake.title',
  icon: 'intake',
  area: 'intake',
  permission: 'application.edit',
  listed: true,
  component: () => import('./Screen.vue'),
}
