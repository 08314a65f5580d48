import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const HERE = import.meta.dirname

/** Character maps and standard fonts for PDFs of others that do not carry their own; files beside the page, no network. */
function pdfData(): Plugin {
  const from = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  let outDir = ''
  return {
    name: 'pdf-data',
    apply: 'build',
    configResolved: config => {
      outDir = path.resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      fs.cpSync(path.join(from, 'cmaps'), path.join(outDir, 'pdf/cmaps'), { recursive: true })
      fs.cpSync(path.join(from, 'standard_fonts'), path.join(outDir, 'pdf/fonts'), { recursive: true })
    },
  }
}

/**
 * The page as both hosts serve it: files beside each other under one invented origin, no inline script, no source map.
 * `--mode gallery` builds the sheet of all parts instead, which does not ship.
 */
export default defineConfig(({ mode }) => ({
  root: HERE,
  base: '/',
  publicDir: false,
  plugins: [vue(), pdfData()],
  build: {
    outDir: path.join(HERE, mode === 'gallery' ? '../dist/gallery' : '../dist/renderer'),
    emptyOutDir: true,
    // The oldest Chromium that runs it: that of Electron 18, which offices on older systems have.
    target: 'chrome100',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2500,
    rolldownOptions: { input: path.join(HERE, mode === 'gallery' ? 'gallery.html' : 'index.html') },
  },
}))
