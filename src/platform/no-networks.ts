// util-crypto carries a list of Polkadot's networks and their sites and never reads it to encode or decode an address: 20 kB less, and no stranger's address ships.
const none: never[] = []

export { none as allNetworks, none as availableNetworks, none as selectableNetworks }
