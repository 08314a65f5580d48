export { createReferenceGateway } from './endpoints/reference/gateway.ts'
