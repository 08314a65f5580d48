/** Who asks, as the client certificate and the store's own book of workstations say it: never what a request says of itself. */
export interface WorkstationCaller {
  readonly workstationId: string
  readonly officeCode: string
  readonly officeName: string
  readonly region: string
}

/** A person who runs the store. */
export interface OperatorCaller {
  readonly operatorName: string
}
