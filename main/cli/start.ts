import { enableCompileCache } from 'node:module';
import path from 'node:path';

// A command is a new process: what Node has made of the sources once is kept with the packages and used again, which
// halves its start. It holds code only, and where it can't be written everything works without.
enableCompileCache(path.join(import.meta.dirname, '../../node_modules/.cache/chung-tay'));
await import('./index.ts');
