import { common } from './common'
import { faults } from './faults'
import { home } from './home'
import { shell } from './shell'

/** What home and the frame around every screen say. It is loaded before anything is drawn, and the rest (`all`) later. */
export const first = { common, faults, shell, home }
