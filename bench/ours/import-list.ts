import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { createBackend } from '../../main/backend/index.ts';
import { call } from '../city.ts';

// import-list.ts DATA RESOURCES LIST.xlsx [WORKER.js]: a new folder with the list in it, checked and stored.
const [dataDir = '', resourcesDir = '', list = '', worker] = process.argv.slice(2);
const backend = await createBackend({
  dataDir,
  resourcesDir,
  version: '0.0.0',
  actor: 'bench',
  ...(worker && { workerUrl: pathToFileURL(worker) }),
});
await call(backend, 'app.initialise', { sample: false, rehearsal: true });
const { fileId } = await backend.receiveFile('truong.xlsx', await readFile(list));
await call(backend, 'schools.import', { fileId });
await backend.close();
