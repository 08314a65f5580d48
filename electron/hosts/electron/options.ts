import path from 'node:path'
import { app } from 'electron'
import { dataHome } from '../../app/window/home.ts'

export interface ElectronOptions {
  readonly home: string
  readonly resources: string
  readonly renderer: string
  readonly coreEntry: string
  readonly preload: string
  readonly downloads?: string
  /** Print through Electron also where the core would ask CUPS itself. */
  readonly ownPrinters?: boolean
}

/** The program's own parts, where they lie beside this bundle; packaged, the resources lie beside the archive. */
export const programOptions = (): ElectronOptions => ({
  home: dataHome(),
  resources: app.isPackaged
    ? path.join(process.resourcesPath, 'resources')
    : path.join(import.meta.dirname, '../../resources'),
  renderer: path.join(import.meta.dirname, '../renderer'),
  coreEntry: path.join(import.meta.dirname, 'core-thread.cjs'),
  preload: path.join(import.meta.dirname, 'preload.cjs'),
})
