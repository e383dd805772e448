import { createBackend } from '../../main/backend/index.ts';

// start-backend.ts DATA RESOURCES: from nothing to the first answer.
const [dataDir = '', resourcesDir = ''] = process.argv.slice(2);
const backend = await createBackend({ dataDir, resourcesDir, version: '0.0.0', actor: 'bench' });
const answer = await backend.dispatch('app.status', {});
if (!answer.ok) throw new Error(answer.error.message);
// What closing takes is nobody's wait.
process.exit(0);
