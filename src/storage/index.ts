// Storage owns what outlives the background, and promises that nothing is reported as written before it was read back, and nothing unreadable is overwritten.
export type { Box, BoxSpec } from './box'
export { browserMedia, type Media } from './media'
export { createStorage, type Notice, type Storage } from './storage'
