import { execFileSync } from 'node:child_process'
import path from 'node:path'

/** Builds the page as the hosts serve it, into a folder of that name. @returns where it lies */
export function buildPage(name: string): string {
  const root = path.resolve('.cache', name)
  const vite = ['node_modules/vite/bin/vite.js', 'build', '-c', 'renderer/vite.config.ts']
  execFileSync(process.execPath, [...vite, '--outDir', root, '--logLevel', 'error'])
  return root
}
