import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Nothing is drawn before the window itself: a picture without it would only keep its own from the next one. */
const drawsOnce: Plugin = {
  name: 'draws-once',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<script type="module"', '$& blocking="render"'),
  },
};

/** The window: one page, read by the Chromium of Electron or by a browser of the same age. */
export default defineConfig({
  root: 'renderer',
  plugins: [react(), drawsOnce],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    // The policy of the page allows no fonts or scripts from data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Some seventy small files of the first load take longer to open than to read.
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], test: /^(?!.*[\\/]renderer[\\/](main\.tsx|index\.html))/ },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 4096,
  },
});
