// util-crypto offers base32, which nothing here reads or writes, and for it alone needs an older @scure/base beside the one that ships.
const absent = () => {
  throw new Error('base32 is not bundled')
}

export { absent as base32Decode, absent as base32Encode, absent as base32Validate, absent as isBase32 }
