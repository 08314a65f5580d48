export { createDemoPki } from './demo-pki/maker.ts'
export { createDocumentVerifier } from './formats/pades/verify/verifier.ts'
export { createPadesSigner } from './formats/pades/sign.ts'
export { createPkcs12Provider } from './keys/pkcs12/provider.ts'
