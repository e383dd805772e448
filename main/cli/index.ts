import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Types are stripped and modules compiled once for all calls, which halves the time of a short one. The cache lies in the
// checkout and is trusted like its sources; where it can't be written, each call does it anew.
const { directory } = enableCompileCache(path.join(import.meta.dirname, '../../out/compile-cache'));
// Worker threads look for it here.
if (directory) process.env.NODE_COMPILE_CACHE = directory;

await import('./main.ts');
