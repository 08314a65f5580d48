import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { createWords } from './i18n/index.ts'
import { createPageRouter } from './router.ts'
import './styles/index.css'
import { createKeyRegistry } from './ui/keys/registry.ts'
import { KEYS } from './ui/keys/use-keys.ts'
import { createToasts, TOASTS } from './ui/toast/toasts.ts'

const keys = createKeyRegistry()

createApp(App, { keys })
  .use(createPinia())
  .use(createWords())
  .use(createPageRouter())
  .provide(KEYS, keys)
  .provide(TOASTS, createToasts())
  .mount('#app')
