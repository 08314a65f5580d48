import { type SafeStorage } from 'electron'
import { type HostServices } from '../../app/window/host-services.ts'

/**
 * The system's own store of secrets, bound to this user: DPAPI, the keychain, a keyring. Null where there is none, or where
 * it would only be a fixed password: the core then seals secrets under the sign-in password.
 */
export function hostSecrets(safeStorage: SafeStorage): HostServices['secrets'] {
  if (!safeStorage.isEncryptionAvailable()) return null
  const { getSelectedStorageBackend: backend } = safeStorage as Partial<
    Pick<SafeStorage, 'getSelectedStorageBackend'>
  >
  if (process.platform === 'linux' && backend?.call(safeStorage) === 'basic_text') return null
  return {
    seal: text => Promise.resolve(safeStorage.encryptString(text).toString('base64')),
    open: async sealed => safeStorage.decryptString(Buffer.from(sealed, 'base64')),
  }
}
