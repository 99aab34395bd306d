import { accounts } from './accounts'
import { activity } from './activity'
import { approve } from './approve'
import { bring } from './bring'
import { common } from './common'
import { contacts } from './contacts'
import { errors } from './errors'
import { help } from './help'
import { home } from './home'
import { ledger } from './ledger'
import { onboarding } from './onboarding'
import { send } from './send'
import { settings } from './settings'
import { shell } from './shell'
import { sites } from './sites'
import { takeout } from './takeout'

export const words = {
  common,
  errors,
  shell,
  onboarding,
  home,
  accounts,
  contacts,
  settings,
  help,
  approve,
  send,
  activity,
  ledger,
  sites,
  bring,
  takeout,
}
