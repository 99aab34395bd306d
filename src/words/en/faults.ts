/** What certainly happened to the money where nothing was done. */
export const untouched = 'Nothing was signed and nothing was sent.'

/** The few errors that home and the frame have to say: `errors` has them all. */
export const faults = {
  internal: () =>
    `Something went wrong inside Kluis that was not foreseen. ${untouched} Try again; if it stays, close the browser and open it again.`,
  'wrong-network': () =>
    `The node serves another chain than it should. Kluis does not use it. ${untouched} Try again or choose another network.`,
  'node-lied': () => `The node gave an answer that cannot be true. Kluis does not use it. ${untouched} Try again.`,
}
