// The real host with another page or core behind it, for tests of the host itself.
const { bundle, ...options } = JSON.parse(process.env.LW_TEST_HOST)
require(bundle).startElectron(options)
