import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

/**
 * The page loads the window while its first picture is seen, and has its style sheet before: Vite would ask for both only
 * when `opening.ts` does.
 */
const loadsBehindThePicture: Plugin = {
  name: 'loads-behind-the-picture',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const window = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'main');
      if (window?.type !== 'chunk') return html;
      const scripts = [window.fileName, ...window.imports].filter((name) => !html.includes(name));
      const sheets = scripts.flatMap((name) => {
        const file = bundle[name];
        return file?.type === 'chunk' ? [...(file.viteMetadata?.importedCss ?? [])] : [];
      });
      const link = (rel: string, name: string): HtmlTagDescriptor => ({
        tag: 'link',
        attrs: { rel, crossorigin: true, href: `/${name}` },
        injectTo: 'head',
      });
      return {
        // Nothing is drawn before it has run: the picture may be of another screen than the one that was asked for.
        html: html.replace('<script type="module"', '$& blocking="render"'),
        tags: [
          ...scripts.map((name) => link('modulepreload', name)),
          ...sheets.map((name) => link('stylesheet', name)),
        ],
      };
    },
  },
};

/** The window: one page, read by the Chromium of Electron or by a browser of the same age. */
export default defineConfig({
  root: 'renderer',
  plugins: [react(), loadsBehindThePicture],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    // The policy of the page allows no fonts or scripts from data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: ['renderer/index.html', 'renderer/main.tsx'],
      output: {
        codeSplitting: {
          groups: [
            // What runs before the first picture must not wait for the window.
            {
              name: 'opening',
              test: /[\\/](opening|brought|setting-keys)\.ts|preload-helper/,
              priority: 1,
            },
            // Some seventy small files of the first load take longer to open than to read.
            { name: 'start', tags: ['$initial'], test: /^(?!.*[\\/]renderer[\\/](main\.tsx|index\.html))/ },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 4096,
  },
});
