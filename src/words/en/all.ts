import { accounts } from './accounts'
import { activity } from './activity'
import { approve } from './approve'
import { common } from './common'
import { errors } from './errors'
import { help } from './help'
import { home } from './home'
import { onboarding } from './onboarding'
import { send } from './send'
import { settings } from './settings'
import { shell } from './shell'
import { sites } from './sites'

export const words = { common, errors, shell, onboarding, home, accounts, settings, help, approve, send, activity, sites }
