/** What package.json says of this package. */
const described = require('../package.json') as { name: string; version: string }

export const { name, version } = described
