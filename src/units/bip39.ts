import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { KluisError } from './errors'

const COUNTS = [12, 15, 18, 21, 24]
const known = new Set(wordlist)

/** A new phrase from the system's randomness, and from nothing else. @param words 12 (128 bits) or 24 (256 bits) */
export function newPhrase(words: 12 | 24): string {
  const entropy = crypto.getRandomValues(new Uint8Array(words === 12 ? 16 : 32))
  const phrase = entropyToMnemonic(entropy, wordlist)
  entropy.fill(0)
  return phrase
}

/** One spelling for every way to write the same words (keys.md 1.1): NFKD, lower case, single spaces. */
export function normalisePhrase(text: string): string {
  return text.normalize('NFKD').toLowerCase().trim().replace(/\s+/g, ' ')
}

/**
 * Reads an English BIP39 phrase of 12 to 24 words. Words are never completed or guessed.
 * @returns the normalised phrase
 * @throws KluisError mnemonic-length {count}, mnemonic-word {word, position}, mnemonic-checksum — checked in this order
 */
export function readPhrase(text: string): string {
  const phrase = normalisePhrase(text)
  const words = phrase ? phrase.split(' ') : []
  if (!COUNTS.includes(words.length)) throw new KluisError('mnemonic-length', { count: String(words.length) })
  const wrong = words.findIndex((word) => !known.has(word))
  if (wrong >= 0) throw new KluisError('mnemonic-word', { word: words[wrong] ?? '', position: String(wrong + 1) })
  try {
    mnemonicToEntropy(phrase, wordlist).fill(0)
  } catch {
    throw new KluisError('mnemonic-checksum')
  }
  return phrase
}

/** Words that begin so, at most `most`: for completion under the person's eyes. */
export function wordsFrom(start: string, most: number): string[] {
  return start ? wordlist.filter((word) => word.startsWith(start)).slice(0, most) : []
}

/** BIP39 entropy of a valid phrase, 16 to 32 bytes. The caller wipes it. @throws those of readPhrase */
export function phraseEntropy(text: string): Uint8Array {
  return mnemonicToEntropy(readPhrase(text), wordlist)
}
