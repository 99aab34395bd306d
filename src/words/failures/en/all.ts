import { failuresOf, type Sentences } from '../said'
import { basics } from './basics'
import { hotkeys } from './hotkeys'
import { machinery } from './machinery'
import { customs, refusals } from './refusals'
import { sharedKeys } from './shared-keys'
import { staking } from './staking'
import { subnets } from './subnets'
import { ventures } from './ventures'

const askOrUpdate = 'Check the balance and what was asked, and try again once. If it stays, update Kluis, or ask for help with'

export const sentences: Sentences = {
  modules: { ...basics, ...sharedKeys, ...ventures, SubtensorModule: { ...staking, ...hotkeys, ...subnets }, ...machinery },
  refusals,
  customs,
  frames: {
    failed: ({ what, todo }) => `${what} Nothing was done; only the network fee is gone. ${todo}`,
    part: ({ what, todo }) =>
      `A call inside it failed. ${what} That call changed nothing. In a batch, the calls before it stay done; those after it ran only if the batch goes on after failures. The network fee is gone. ${todo} Look at your balance before you do the rest again.`,
    refused: ({ what, todo, block }) =>
      `${what} The refusal costs nothing. ${todo} Until block ${block} it may still go in, so look here first.`,
    unknown: ({ name }) => [`The chain gave a reason for which Kluis has no words yet: ${name}.`, `${askOrUpdate} this name.`],
    nameless: ['The chain gave a reason that cannot be read.', `${askOrUpdate} the hash of this transaction.`],
    custom: ({ number }) => [
      `The node refused it with a code of the chain that Kluis does not know: ${number || '?'}.`,
      `${askOrUpdate} this code.`,
    ],
    other: ({ message }) => [
      message ? `The node refused it and said: “${message}”.` : 'The node refused it and did not say why.',
      'Check what was asked; if it stays, choose another node in Settings.',
    ],
  },
}
export const failures = failuresOf(sentences)
