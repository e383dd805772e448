import { writeFileSync } from 'node:fs';
import { HOSTILE_FILES } from './files.ts';

/**
 * Writes one hostile file, in a process of its own: what its making costs is not what its reading costs.
 * Arguments: what it is, and where to write it.
 */
const [what, target = ''] = process.argv.slice(2);
const file = HOSTILE_FILES.find((each) => each.what === what);
if (!file) throw new Error(`no such file: ${what}`);
writeFileSync(target, file.bytes());
