import type { Scene } from './scene'
import { accountsScenes } from './scenes/accounts'
import { activityScenes } from './scenes/activity'
import { approveScenes } from './scenes/approve'
import { familyScenes } from './scenes/families'
import { giftScenes } from './scenes/gifts'
import { helpScenes } from './scenes/help'
import { hiddenScenes } from './scenes/hidden'
import { historyScenes } from './scenes/history'
import { homeScenes } from './scenes/home'
import { hotkeyScenes } from './scenes/hotkeys'
import { importScenes } from './scenes/import'
import { leavingScenes } from './scenes/leaving'
import { lockScenes } from './scenes/locks'
import { moveScenes } from './scenes/moves'
import { networkScenes } from './scenes/network'
import { onboardingScenes } from './scenes/onboarding'
import { payingScenes } from './scenes/paying'
import { placesScenes } from './scenes/places'
import { positionScenes } from './scenes/positions'
import { rootScenes } from './scenes/root'
import { rootHeldScenes } from './scenes/root-held'
import { safetyScenes } from './scenes/safety'
import { salesScenes } from './scenes/sales'
import { sendScenes } from './scenes/send'
import { shellScenes } from './scenes/shell'
import { sitesScenes } from './scenes/sites'
import { stakeScenes } from './scenes/stake'

const open: readonly Scene[] = [
  ...shellScenes,
  ...onboardingScenes,
  ...homeScenes,
  ...sendScenes,
  ...payingScenes,
  ...approveScenes,
  ...accountsScenes,
  ...positionScenes,
  ...stakeScenes,
  ...moveScenes,
  ...salesScenes,
  ...giftScenes,
  ...rootScenes,
  ...rootHeldScenes,
  ...leavingScenes,
  ...lockScenes,
  ...familyScenes,
  ...hotkeyScenes,
  ...safetyScenes,
  ...placesScenes,
  ...sitesScenes,
  ...networkScenes,
  ...helpScenes,
  ...activityScenes,
  ...importScenes,
  ...historyScenes,
]
/** Every screen of the wallet in every state that it can be in. A new screen, or a new state of one, is added here. */
export const scenes: readonly Scene[] = [...open, ...hiddenScenes(open)]

/** The first scene of each screen: of each route, what its parameters are left out, and of the places that make a difference. */
export const oneOfEachScreen: ReadonlySet<Scene> = new Set(
  new Map(
    scenes.toReversed().map((scene) => {
      const { route, page = 'popup', place = '' } = scene
      return [`${page} ${route.replace(/[?#].*|\/[\w.-]*\d[\w.-]*/g, '')} ${place}`, scene] as const
    }),
  ).values(),
)
