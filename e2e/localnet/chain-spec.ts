// `chainSpec_v1`: which chain it is.
import type { Answers } from './answers'
import type { Methods } from './session'

export const chainSpec = ({ name, genesisHash, properties }: Answers): Methods => ({
  chainSpec_v1_chainName: () => name,
  chainSpec_v1_genesisHash: () => genesisHash(),
  chainSpec_v1_properties: () => properties,
})
