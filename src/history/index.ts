// History owns what the wallet last saw of its accounts, and promises that an old number never passes for a new one: each carries its block and time.
export { type Balance, type History, historyBox, type Look, lastSeen, namesWanted, type Seen, type SeenExit, see, seeExits } from './seen'
