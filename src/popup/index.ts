// Popup lends its frame to the import tab: the link to the background, the words, and the screens that both show; it promises that either page sees the same views and sends the same commands.
export { WhoAccount } from './account'
export { App } from './app'
export { ask, newCommandId, openPort, startLink, useView } from './background'
export { useCommand } from './command'
export { Step, type StepHead } from './frame'
export { ChoosePassword } from './journeys/onboarding/choose-password'
export { openInTab } from './place'
export { useFormats, useSayError, useWords } from './words'
