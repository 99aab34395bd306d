import type { first as en } from '../en/first'
import { common } from './common'
import { faults } from './faults'
import { home } from './home'
import { shell } from './shell'

export const first: typeof en = { common, faults, shell, home }
