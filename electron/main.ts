import { programOptions } from './hosts/electron/options.ts'
import { startElectron } from './hosts/electron/start.ts'

startElectron(programOptions())
