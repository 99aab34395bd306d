import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { launch } from '../fixtures/world'
import { KNOWN, makeVault, PASSWORD, sees, unlock } from '../journeys/person'
import { addPhrase, askWallet, readViews } from './inside'

const SIZE_MB = 400

/** A disk of its own, so small that it can be filled; undefined where this account may not mount one. */
function smallDisk(): { path: string; fill(): void; free(): void; remove(): void } | undefined {
  const path = mkdtempSync(join(tmpdir(), 'kluis-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', path]).status !== 0) {
    rmdirSync(path)
    return undefined
  }
  const ballast = join(path, 'ballast')
  return {
    path,
    fill() {
      const file = openSync(ballast, 'a')
      try {
        for (let piece = 1 << 20; piece >= 1; piece >>= 4) {
          try {
            for (;;) writeSync(file, Buffer.alloc(piece))
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
          }
        }
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove() {
      spawnSync('umount', [path])
      rmdirSync(path)
    },
  }
}

test('on a full disk what cannot be kept is said and not shown, and everything that was kept before is there', async ({ kind }, info) => {
  const disk = smallDisk()
  info.skip(!disk, 'this account may not mount a disk of its own')
  if (!disk) return
  try {
    const driver = await launch(kind, { profile: disk.path })
    try {
      const popup = await driver.openPopup()
      await makeVault(popup)
      const shown = async () => (await readViews(popup)).accounts.first.map(({ id }) => id)
      const add = (at: number) => addPhrase(popup, `secret ${at}`, { phrase: KNOWN.phrase, passphrase: `secret ${at}`, path: '' })
      await add(0)
      await popup.byRole('heading', 'Balance of 2 accounts').waitFor()
      const before = await shown()
      // The last block of a file may have room for a little more: what is reported as kept has to be kept.
      const kept: string[] = []
      let refused = ''
      for (let at = 1; at <= 200 && !refused; at++) {
        disk.fill()
        await add(at).then(
          (id) => kept.push(id),
          (error: Error) => {
            refused = error.message
          },
        )
      }
      expect(refused).toContain('storage-failed')
      expect(await shown()).toEqual([...before, ...kept])
      // A person sees the same, and the old name, once there is no room even for that.
      await until('a name to be refused', async () => {
        disk.fill()
        const named = askWallet(popup, 'changeAccount', { id: before[0], name: 'Account 1' })
        return named.then(
          () => false,
          () => true,
        )
      })
      disk.fill()
      await popup.byRole('link', /^Account 1/).click()
      await popup.byRole('button', 'Name and note').click()
      await popup.byLabel('Name').fill('A name for a full disk')
      await popup.byRole('button', 'Save').click()
      await sees(popup, 'The browser’s storage failed, so this may not have been done, or only in part.')
      expect((await readViews(popup)).accounts.first[0]?.name).toBe('Account 1')

      // There is room again, and what is reported now stays: it does not stand behind something torn.
      disk.free()
      await popup.byRole('button', 'Save').click()
      await sees(popup, 'A name for a full disk')
      await driver.restart()
      const later = await driver.openPopup()
      await sees(later, 'Locked')
      await unlock(later, PASSWORD)
      await sees(later, 'A name for a full disk')
      expect((await readViews(later)).accounts.first.map(({ id }) => id)).toEqual([...before, ...kept])
    } finally {
      await driver.close()
    }
  } finally {
    disk.remove()
  }
})
