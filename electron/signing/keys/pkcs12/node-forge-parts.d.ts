/** Two modules of node-forge by themselves; its types name only the whole. */
declare module 'node-forge/lib/rc2.js' {
  import { type rc2 } from 'node-forge'
  const cipher: typeof rc2
  export default cipher
}

declare module 'node-forge/lib/util.js' {
  import { type util } from 'node-forge'
  const tools: typeof util
  export default tools
}
