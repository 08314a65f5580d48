import { expect, it } from 'vitest'
import { placeOf } from './use-popup.ts'

const room = { width: 1000, height: 700 }

it('lies below its anchor, above where there is more room, and never out of the window', () => {
  const size = { width: 300, height: 200 }
  expect(placeOf({ left: 20, top: 100, bottom: 132, width: 400 }, size, room)).toMatchObject({
    left: '20px',
    top: '136px',
    minWidth: '400px',
  })
  expect(placeOf({ left: 900, top: 600, bottom: 632, width: 80 }, size, room)).toMatchObject({
    left: '690px',
    top: '396px',
  })
  expect(placeOf({ left: -50, top: 300, bottom: 332, width: 80 }, { width: 300, height: 900 }, room)).toEqual(
    {
      left: '8px',
      top: '336px',
      minWidth: '80px',
      maxHeight: '356px',
    },
  )
})
