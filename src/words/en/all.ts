import { accounts } from './accounts'
import { activity } from './activity'
import { approve } from './approve'
import { batch } from './batch'
import { bring } from './bring'
import { contacts } from './contacts'
import { errors } from './errors'
import { first } from './first'
import { help } from './help'
import { history } from './history'
import { ledger } from './ledger'
import { nodes } from './nodes'
import { onboarding } from './onboarding'
import { positions } from './positions'
import { send } from './send'
import { settings } from './settings'
import { sites } from './sites'
import { staking } from './staking'
import { takeout } from './takeout'

export const words = {
  ...first,
  errors,
  onboarding,
  accounts,
  contacts,
  settings,
  nodes,
  help,
  approve,
  positions,
  send,
  batch,
  activity,
  ledger,
  sites,
  staking,
  bring,
  takeout,
  history,
}
