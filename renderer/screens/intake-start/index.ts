import { type ScreenDefinition } from '../screen.ts'

export const intakeStart: ScreenDefinition = {
  name: 'intake-start',
  path: '/intake/new',
  title: 'intake.startTitle',
  icon: 'intake',
  area: 'intake',
  permission: 'application.edit',
  listed: false,
  component: () => import('./Screen.vue'),
}
