import { KluisError } from '../units'

/**
 * Runs work that takes much memory and fails for nothing else that was not foreseen: a machine that has not the memory says so in many ways.
 * @throws KluisError too-little-memory, and what `work` foresaw
 */
export async function inMemory<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof KluisError ? error : new KluisError('too-little-memory', {}, error)
  }
}
