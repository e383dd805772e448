// start-backend.ts DATA RESOURCES [BUILT]: from nothing to the first answer, of the sources or of what was built of them.
const [dataDir = '', resourcesDir = '', built = '../../main/backend/index.ts'] = process.argv.slice(2);
const { createBackend }: typeof import('../../main/backend/index.ts') = await import(built);
const backend = await createBackend({ dataDir, resourcesDir, version: '0.0.0', actor: 'bench' });
const answer = await backend.dispatch('app.status', {});
if (!answer.ok) throw new Error(answer.error.message);
// What closing takes is nobody's wait.
process.exit(0);
