import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createWords } from '../i18n/index.ts'
import '../styles/index.css'
import { installKeys } from '../ui/keys/install.ts'
import { createKeyRegistry } from '../ui/keys/registry.ts'
import { KEYS } from '../ui/keys/use-keys.ts'
import { createToasts, TOASTS } from '../ui/toast/toasts.ts'
import Gallery from './Gallery.vue'

/** Every part in every state, to be looked at and tested. Not in the product's build. */
const keys = createKeyRegistry()
const toasts = createToasts()
installKeys(keys, code => toasts.say(code, 'info'))

createApp(Gallery)
  .use(createPinia())
  .use(createWords())
  .provide(KEYS, keys)
  .provide(TOASTS, toasts)
  .mount('#app')
