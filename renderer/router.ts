import { createRouter, createWebHashHistory, type Router, type RouteRecordRaw } from 'vue-router'
import { SCREENS } from './screens/registry.ts'
import { type ScreenDefinition } from './screens/screen.ts'

declare module 'vue-router' {
  interface RouteMeta {
    readonly screen?: ScreenDefinition
  }
}

const routeOf = (screen: ScreenDefinition): RouteRecordRaw => ({
  name: screen.name,
  path: screen.path,
  component: screen.component,
  meta: { screen },
  props: true,
})

/** Addresses behind the #: the hosts serve one page, whatever stands there. */
export const createPageRouter = (): Router =>
  createRouter({
    history: createWebHashHistory(),
    routes: [
      ...SCREENS.map(routeOf),
      {
        name: 'missing',
        path: '/:rest(.*)*',
        component: () => import('./frame/Missing.vue'),
      },
    ],
  })
