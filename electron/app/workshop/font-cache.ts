import path from 'node:path'

/** The file where a renderer remembers which system font has which character. */
export const fontCache = (dataDir: string): string => path.join(dataDir, 'cache/fonts.json')
