/** Signs between items of a pasted list; a comma within brackets belongs to its item. */
const BETWEEN = /[\n\r\t;；、]+|[,，](?![^（(]*[)）])/u

/** Items of a text as clerks paste it: one a line, or with 、；between, or commas. */
export const splitItems = (text: string): readonly string[] =>
  text
    .split(BETWEEN)
    .map(item => item.trim())
    .filter(item => item !== '')

/** Adds items that are not there yet, in their order. */
export const addItems = (items: readonly string[], more: readonly string[]): readonly string[] => [
  ...items,
  ...more.filter((item, i) => !items.includes(item) && more.indexOf(item) === i),
]
