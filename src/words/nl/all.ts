import type { words as en } from '../en/all'
import { accounts } from './accounts'
import { activity } from './activity'
import { approve } from './approve'
import { batch } from './batch'
import { bring } from './bring'
import { contacts } from './contacts'
import { errors } from './errors'
import { families } from './families'
import { first } from './first'
import { help } from './help'
import { history } from './history'
import { hotkeys } from './hotkeys'
import { ledger } from './ledger'
import { locks } from './locks'
import { moves } from './moves'
import { nodes } from './nodes'
import { onboarding } from './onboarding'
import { positions } from './positions'
import { rewards } from './rewards'
import { root } from './root'
import { send } from './send'
import { settings } from './settings'
import { shield } from './shield'
import { sites } from './sites'
import { stake } from './stake'
import { staking } from './staking'
import { takeout } from './takeout'

export const words: typeof en = {
  ...first,
  errors,
  onboarding,
  accounts,
  contacts,
  settings,
  families,
  locks,
  moves,
  nodes,
  help,
  approve,
  positions,
  root,
  rewards,
  send,
  batch,
  activity,
  ledger,
  shield,
  sites,
  stake,
  staking,
  bring,
  takeout,
  history,
  hotkeys,
}
