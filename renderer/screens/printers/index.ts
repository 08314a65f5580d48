import { type ScreenDefinition } from '../screen.ts'

export const printers: ScreenDefinition = {
  name: 'printers',
  path: '/printers',
  title: 'printing.printers',
  icon: 'print',
  area: 'system',
  permission: 'printer.manage',
  listed: true,
  component: () => import('./Screen.vue'),
}
