import { type ScreenDefinition } from '../screen.ts'

export const approval: ScreenDefinition = {
  name: 'approval',
  path: '/approval',
  title: 'approval.title',
  icon: 'approval',
  area: 'approval',
  permission: 'application.decide',
  listed: true,
  component: () => import('./Screen.vue'),
}
