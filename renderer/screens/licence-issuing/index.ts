import { type ScreenDefinition } from '../screen.ts'

export const licenceIssuing: ScreenDefinition = {
  name: 'licence-issuing',
  path: '/issuing/licence/:id',
  title: 'printing.title',
  icon: 'print',
  area: 'issuing',
  permission: 'licence.print',
  listed: false,
  component: () => import('./Screen.vue'),
}
