import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openBackup, provesItself, readBackup } from './backup'
import { recognise } from './recognise'

// What earlier versions wrote: people have such files, so a fixture here is never changed and never deleted.

test('a backup of version 2 still brings everything back, and blocks nobody', async () => {
  const bytes = readFileSync(new URL('./fixtures/backup.2.kluis', import.meta.url))
  expect(readBackup(bytes).format).toBe('kluis-backup/2')
  const backup = await openBackup(bytes, 'a password of its own')
  expect([backup.accounts.length, backup.contacts.length, backup.sites.length]).toEqual([2, 1, 1])
  expect([backup.blocked, backup.settings?.contactsOnly, backup.settings?.nodes.finney.length]).toEqual([[], true, 1])
  for (const account of backup.accounts) expect(await provesItself(backup, account)).toBe(true)
  expect(recognise({ path: '', bytes }).format).toBe('kluis-backup')
})

test('a backup of version 1 still brings everything back, and says nothing of whom it pays and which nodes it may ask', async () => {
  const bytes = readFileSync(new URL('./fixtures/backup.1.kluis', import.meta.url))
  expect(readBackup(bytes).format).toBe('kluis-backup/1')
  const backup = await openBackup(bytes, 'a password of its own')
  expect(backup.settings).toBeNull()
  expect(backup.blocked).toEqual([])
  expect(backup.accounts.length).toBe(5)
  expect(backup.contacts.length).toBeGreaterThan(0)
  expect(backup.sites.length).toBeGreaterThan(0)
  for (const account of backup.accounts) expect(await provesItself(backup, account)).toBe(true)
  expect(recognise({ path: '', bytes }).format).toBe('kluis-backup')
})
