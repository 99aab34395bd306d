// Settings owns what the person chose, and promises that a choice is kept and that there is always a safe one.
export { type Settings, settingsBox } from './settings'
