import { type ScreenDefinition } from '../screen.ts'

export const intakeForm: ScreenDefinition = {
  name: 'intake-form',
  path: '/intake/:id',
  title: 'intake.formTitle',
  icon: 'intake',
  area: 'intake',
  permission: 'application.edit',
  listed: false,
  component: () => import('./Screen.vue'),
}
