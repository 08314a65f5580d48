import { startElectron } from './hosts/electron/start.ts'

startElectron()
