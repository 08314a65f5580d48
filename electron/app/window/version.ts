/** The version that package.json says, put in by the bundler. */
declare const LW_VERSION: string | undefined

export const VERSION: string = typeof LW_VERSION === 'string' ? LW_VERSION : 'development'
