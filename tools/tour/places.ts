import path from 'node:path'

/** What is committed. */
export const OUT = path.resolve('docs/tour')

/** Everything that was drawn, as it was drawn. */
export const DRAWN = path.resolve('.cache/tour')
