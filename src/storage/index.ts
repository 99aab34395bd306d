// Storage owns what outlives the background, and promises that nothing is reported as written before it was read back, and that what cannot be read is mended from a whole copy or left as it is.
export type { Box, BoxSpec } from './box'
export { browserMedia, type Media, type Medium } from './media'
export { memoryMedia } from './memory'
export type { NoticeId } from './notices'
export { createStorage, type Storage } from './storage'
