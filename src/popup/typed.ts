/** Whether a word that somebody was asked to type stands there, in letters of either size. @param word as it is asked for, in capitals */
export const isTyped = (text: string, word: string): boolean => text.trim().toUpperCase() === word
