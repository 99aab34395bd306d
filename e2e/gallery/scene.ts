import type { Failure, Input, Output, PopupContract, SliceName, Views } from '../../src/messaging'
import type { Words } from '../../src/words'
import type { Screen } from '../fixtures/driver'

/** What the background says to a command: a value, a failure, or nothing at all for ever. */
export type Said<K extends keyof PopupContract> = Output<PopupContract, K> | { error: Failure } | 'never'
export type Answers = { [K in keyof PopupContract]?: Said<K> | ((input: Input<PopupContract, K>) => Said<K>) }

/** One state of one screen, with made-up data. */
export type Scene = {
  name: string
  /** As in the address after `#`. */
  route: string
  /** The tab where keys come in; otherwise the wallet's own page. */
  page?: 'import'
  /** Where it stands, if that makes a difference: in the popup, which closes by itself, or in Firefox; otherwise in a tab of Chromium. */
  place?: 'popup' | 'firefox'
  /** What the background publishes; times count from `now`, in milliseconds. */
  views(now: number): Views
  /** Slices that have not come yet; `all` of them when nothing answers. */
  withheld?: 'all' | readonly SliceName[]
  /** What is not here is answered with nothing, which suits commands without an answer. */
  answers?: Answers
  /** What a person does to bring this state about, in the words of the language in use. */
  steps?(screen: Screen, words: Words): Promise<void>
  /** A text that says that the scene is complete; without it, its heading does. */
  sees?(words: Words): string
  /** Why the screen has no heading that takes the focus. */
  noHeading?: string
  /** Why the console may hold an error. */
  mayComplain?: string
  /** Looked at in a window of 180 pixels as well, which is 200 % zoom of the approval window. */
  narrow?: true
  /** Whether the keyboard's way through it is walked. */
  walked?: true
}

/** The looks that every scene is shown in by the tests; together they touch both themes and both languages. */
export type Look = { theme: 'light' | 'dark'; language: 'en' | 'nl' }
export const looks: readonly [Look, Look] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'nl' },
]

/** The query of the gallery's page that shows a scene. */
export const queryOf = (name: string, { theme, language }: Look): string =>
  `?${new URLSearchParams({ scene: name, theme, language }).toString()}`
