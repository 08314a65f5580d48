import fs from 'node:fs'
import path from 'node:path'

const HTML = `<!doctype html><html lang="zh-CN" translate="no"><head><meta charset="utf-8"><title>bare</title></head>
<body><main><h1>登录</h1><button type="button">登录</button></main><script src="/bare.js"></script></body></html>`

const SCRIPT = `document.querySelector('button').addEventListener('click', () => document.body.append('+'))`

/** The peer of the start: a page with one heading and one button, on the very same host and core. */
export function makeBarePage(folder: string): string {
  const root = path.join(folder, 'bare')
  fs.mkdirSync(root, { recursive: true })
  fs.writeFileSync(path.join(root, 'index.html'), HTML)
  fs.writeFileSync(path.join(root, 'bare.js'), SCRIPT)
  return root
}
