/** Namespace of the licence's own metadata (ZZ…, KZ_…) in the XMP packet. */
const LICENCE_NAMESPACE = 'urn:licence-workstation:metadata:1.0:'

export const LICENCE_PREFIX = 'lw'

export const PRODUCER = 'Licence Workstation'

export interface DocumentMetadata {
  readonly title: string
  readonly author: string
  readonly subject: string
  /** `2026-03-01T01:02:03Z` */
  readonly created: string
  readonly own: readonly (readonly [name: string, value: string])[]
}

const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#xD;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\t', '&#x9;')

/** Whether XML 1.0 can hold the text. */
export const isXmlText = (text: string): boolean =>
  // The Char production of XML 1.0: no controls, no lone surrogates, no non-characters.
  !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(text)

/** Names that may be XML elements and PDF names alike: ZZMC, KZ_FZRQ. */
export const isMetadataName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name)

const property = (name: string): string =>
  `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name>` +
  `<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>` +
  `<pdfaProperty:description>GB/T 36903 element ${name}</pdfaProperty:description></rdf:li>`

/** Describes our namespace, as PDF/A-2 (ISO 19005-2, 6.6.2.3.3) asks for every one that is not predefined. */
function extensionSchema(names: readonly string[]): string {
  return (
    `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"` +
    ` xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">` +
    `<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">` +
    `<pdfaSchema:schema>Licence metadata of GB/T 36903</pdfaSchema:schema>` +
    `<pdfaSchema:namespaceURI>${LICENCE_NAMESPACE}</pdfaSchema:namespaceURI>` +
    `<pdfaSchema:prefix>${LICENCE_PREFIX}</pdfaSchema:prefix>` +
    `<pdfaSchema:property><rdf:Seq>${names.map(property).join('')}</rdf:Seq></pdfaSchema:property>` +
    `</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`
  )
}

const alternative = (tag: string, text: string): string =>
  `<${tag}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt></${tag}>`

/** The XMP packet: PDF/A-2b identification, the usual fields, and the licence's own metadata in its order. */
export function xmpPacket(metadata: DocumentMetadata): string {
  const { title, author, subject, created, own } = metadata
  const usual =
    `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
    ` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` +
    `<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>` +
    `<dc:format>application/pdf</dc:format>${alternative('dc:title', title)}` +
    `<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>` +
    `${alternative('dc:description', subject)}` +
    `<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>` +
    `<xmp:CreateDate>${created}</xmp:CreateDate><xmp:ModifyDate>${created}</xmp:ModifyDate>` +
    `<xmp:MetadataDate>${created}</xmp:MetadataDate><xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>` +
    `<pdf:Producer>${PRODUCER}</pdf:Producer></rdf:Description>`
  const names = [...new Set(own.map(([name]) => name))]
  const ours =
    own.length === 0
      ? ''
      : `<rdf:Description rdf:about="" xmlns:${LICENCE_PREFIX}="${LICENCE_NAMESPACE}">` +
        own
          .map(
            ([name, value]) => `<${LICENCE_PREFIX}:${name}>${escapeXml(value)}</${LICENCE_PREFIX}:${name}>`,
          )
          .join('') +
        `</rdf:Description>${extensionSchema(names)}`
  return (
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>` +
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
    `${usual}${ours}</rdf:RDF></x:xmpmeta><?xpacket end="r"?>`
  )
}
