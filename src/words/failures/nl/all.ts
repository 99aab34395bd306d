import { failuresOf, type Sentences } from '../said'
import { basics } from './basics'
import { hotkeys } from './hotkeys'
import { machinery } from './machinery'
import { customs, refusals } from './refusals'
import { sharedKeys } from './shared-keys'
import { staking } from './staking'
import { subnets } from './subnets'
import { ventures } from './ventures'

const askOrUpdate =
  'Controleer het saldo en wat er is gevraagd, en probeer het nog één keer. Blijft het zo, werk Kluis dan bij, of vraag hulp met'

export const sentences: Sentences = {
  modules: { ...basics, ...sharedKeys, ...ventures, SubtensorModule: { ...staking, ...hotkeys, ...subnets }, ...machinery },
  refusals,
  customs,
  frames: {
    failed: ({ what, todo }) => `${what} Er is niets gedaan; alleen de netwerkkosten zijn weg. ${todo}`,
    part: ({ what, todo }) =>
      `Een aanroep erin mislukte. ${what} Die aanroep heeft niets veranderd. In een batch blijft gedaan wat ervóór kwam, en wat erna kwam is alleen uitgevoerd als de batch na fouten doorgaat. De netwerkkosten zijn weg. ${todo} Kijk naar het saldo voordat de rest opnieuw gaat.`,
    refused: ({ what, todo, block }) =>
      `${what} De weigering kost niets. ${todo} Tot blok ${block} kan zij er nog in komen, dus kijk eerst hier.`,
    unknown: ({ name }) => [`De keten gaf een reden waarvoor Kluis nog geen woorden heeft: ${name}.`, `${askOrUpdate} deze naam.`],
    nameless: ['De keten gaf een reden die niet te lezen is.', `${askOrUpdate} de hash van deze transactie.`],
    custom: ({ number }) => [
      `De node weigerde haar met een code van de keten die Kluis niet kent: ${number || '?'}.`,
      `${askOrUpdate} deze code.`,
    ],
    other: ({ message }) => [
      message ? `De node weigerde haar en zei: “${message}”.` : 'De node weigerde haar en zei niet waarom.',
      'Controleer wat er is gevraagd; blijft het zo, kies dan bij Instellingen een andere node.',
    ],
  },
}
export const failures = failuresOf(sentences)
