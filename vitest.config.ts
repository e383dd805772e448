import { defineConfig } from 'vitest/config';

const CODE = '{db,main,preload,scripts,resources,renderer}';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${CODE}/**/*.test.{ts,tsx}`, 'tests/search/*.test.ts'],
          exclude: ['renderer/e2e/**', '**/*.{electron,outside,packed}.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        // The real program in a real browser: one at a time, for the machine's sake.
        test: {
          name: 'e2e',
          include: ['renderer/e2e/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // A shared machine may stand still for longer than a story waits; one that fails twice is broken.
          retry: 1,
          // Till the window shows something; a busy machine takes its time.
          expect: { poll: { timeout: 15_000 } },
          fileParallelism: false,
        },
      },
      {
        // The desktop program itself, where Electron's binary is.
        test: {
          name: 'electron',
          include: ['scripts/*.electron.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        // Outside judges of our papers and workbooks, which must be installed; and whoever kills the program.
        test: {
          name: 'outside',
          include: [`${CODE}/**/*.outside.test.ts`, 'tests/**/*.test.ts'],
          exclude: ['tests/search/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        // The program packed for both systems, with a stand-in for Electron, and opened again.
        test: {
          name: 'packed',
          include: ['scripts/**/*.packed.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
