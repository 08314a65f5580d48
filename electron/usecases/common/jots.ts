/** What jots are about. An item of `mendedRows` is a row of the file; of the others, the person who typed it. */
export const mendedRows = (jobId: string): string => `import-row/${jobId}`
export const returnReasons = (applicationId: string): string => `return/${applicationId}`
export const NEW_IMPORT = 'new-import'
