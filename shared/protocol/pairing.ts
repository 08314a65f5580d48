import { z } from 'zod'
import {
  base64Text,
  instantText,
  officeCodeText,
  publicEndpoint,
  regionText,
  workstationEndpoint,
  workstationIdText,
} from './common.ts'

/*
 * Before it tells a store anything, a workstation makes the handshake alone and compares the root that is shown with the code:
 * the store shows its whole chain, the root last.
 */

/** What the workstation signs with its new key (ECDSA P-256, SHA-256, DER): `licence-workstation-pairing/1\n<secret hex>\n<workstationId>`. */
export const pairingProofText = (secretHex: string, workstationId: string): string =>
  `licence-workstation-pairing/1\n${secretHex}\n${workstationId}`

/**
 * The same for a renewal: `licence-workstation-renewal/1\n<workstationId>`. That the workstation may ask is said by the
 * certificate that it still has; this says that it holds the new key.
 */
export const renewalProofText = (workstationId: string): string =>
  `licence-workstation-renewal/1\n${workstationId}`

export const pairedOffice = z.strictObject({
  workstationId: workstationIdText,
  officeName: z.string().min(1).max(200),
  officeCode: officeCodeText,
  region: regionText,
})

const certificates = {
  /** The workstation's client certificate, DER. */
  certificate: base64Text(16 * 1024),
  /** The store's root, DER: everything of the store is trusted through it and through nothing else. */
  root: base64Text(16 * 1024),
  validUntil: instantText,
}

export const pairingApi = {
  pair: publicEndpoint({
    method: 'POST',
    path: '/v1/pairing',
    summary: 'Redeems a one-time code: the workstation gets a client certificate for the key that it holds.',
    body: z.strictObject({
      /** Hex of the ten secret bytes of the code. */
      secret: z.string().regex(/^[0-9a-f]{20}$/),
      workstationId: workstationIdText,
      officeCode: officeCodeText,
      /** P-256 public key, SubjectPublicKeyInfo DER. */
      publicKey: base64Text(1024),
      proof: base64Text(256),
    }),
    answer: z.strictObject({ ...certificates, office: pairedOffice }),
    codes: [
      'pairing-code-unknown',
      'pairing-code-used',
      'pairing-code-expired',
      'pairing-other-workstation',
      'pairing-other-office',
      'pairing-key-unfit',
    ],
  }),
  renew: workstationEndpoint({
    method: 'POST',
    path: '/v1/pairing/renewal',
    summary: 'A new client certificate for a new key, before the present one runs out.',
    body: z.strictObject({ publicKey: base64Text(1024), proof: base64Text(256) }),
    answer: z.strictObject(certificates),
    codes: ['pairing-key-unfit'],
  }),
} as const
