import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The popup of src/ with a stand-in for the browser, as plain files that the extension's policy allows. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  logLevel: 'warn',
  plugins: [react()],
  worker: { format: 'es' },
  resolve: { alias: [{ find: /^.*\/platform\/browser$/, replacement: join(import.meta.dirname, 'browser.ts') }] },
  build: {
    outDir: '../../dist/gallery',
    emptyOutDir: true,
    target: ['chrome120', 'firefox140'],
    modulePreload: false,
    chunkSizeWarningLimit: 4_000,
  },
})
