import { defineConfig } from 'vite'

/** The page of the conformance journeys, with the libraries of this folder's own packages, as plain files with relative addresses. */
export default defineConfig({
  root: `${import.meta.dirname}/page`,
  base: './',
  logLevel: 'warn',
  build: {
    outDir: '../../../dist/conformance',
    emptyOutDir: true,
    target: ['chrome120', 'firefox140'],
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: { input: ['index.html', 'bridge.html'].map((each) => `${import.meta.dirname}/page/${each}`) },
  },
})
