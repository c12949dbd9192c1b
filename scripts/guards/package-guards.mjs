const EXACT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/
const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies']

const manifest = (files) => {
  const file = files.find((one) => one.path === 'package.json')
  return file ? JSON.parse(file.text) : {}
}

/** @type {import('../guards.mjs').Guard[]} */
export const packageGuards = [
  {
    name: 'exact-pins',
    says: 'every package has one exact version',
    check(files) {
      const content = manifest(files)
      return SECTIONS.flatMap((section) => Object.entries(content[section] ?? {}))
        .filter(([, version]) => !EXACT.test(version))
        .map(([name, version]) => `package.json: ${name} ${version}`)
    },
  },
  {
    name: 'no-vendor-packages',
    says: 'providers are spoken to by their wire contract, never through their packages',
    check(files) {
      const vendor = /"(?:node_modules\/)?(@ofauth\/[^"]+|@onlyfansapi\/[^"]+)"/g
      return files
        .filter((file) => file.path === 'package.json' || file.path === 'package-lock.json')
        .flatMap((file) => [...file.text.matchAll(vendor)].map(([, name]) => `${file.path}: ${name}`))
    },
  },
]
