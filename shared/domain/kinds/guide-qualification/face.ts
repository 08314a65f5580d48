import { type FaceDefinition } from '../../face/face.ts'

/** One plain page with the number and the holder. */
export const face: FaceDefinition = {
  id: 'guide-qualification',
  emptyText: '※※※※※※',
  source: { mark: 'default', ref: '版面未公开' },
  pages: [
    {
      copy: 'single',
      width: 210,
      height: 297,
      elements: [
        {
          kind: 'text',
          layer: 'filled',
          text: '{holderName} {certNo}',
          box: { x: 20, y: 60, width: 170, height: 20 },
          style: { font: 'fangsong', size: 6, minSize: 3, align: 'center' },
        },
        { kind: 'qr', layer: 'filled', box: { x: 20, y: 240, width: 30, height: 30 } },
        { kind: 'seal', layer: 'filled', box: { x: 140, y: 225, width: 45, height: 45 } },
      ],
    },
  ],
}
