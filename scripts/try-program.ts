import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a packed program made: the first bytes of each file, how many pages its guide has, and its window's first picture. */
interface Made {
  readonly papers: readonly string[];
  readonly report: string;
  readonly pages: number;
  readonly picture: string;
}

/**
 * Lets the backend of a packed program work in an empty folder, in a Node of its own, without Electron.
 * @param program the contents of its archive
 * @param resources its resources
 */
export async function tryProgram(program: string, resources: string, dataDir: string): Promise<Made> {
  const built = (name: string) => JSON.stringify(pathToFileURL(join(program, 'dist', name)).href);
  const script = `
    import { readFileSync } from 'node:fs';
    import { createBackend } from ${built('main/backend.js')};
    import { drawPicture } from ${built('picture/first-picture.js')};
    const backend = await createBackend({
      dataDir: ${JSON.stringify(dataDir)},
      resourcesDir: ${JSON.stringify(resources)},
      version: '0.0.0',
      actor: 'văn phòng',
      workerUrl: new URL(${built('main/worker.js')}),
    });
    const call = async (name, input) => {
      const answer = await backend.dispatch(name, input);
      if (!answer.ok) throw new Error(name + ': ' + answer.error.code);
      return answer.value;
    };
    const beginning = async ({ fileId }) =>
      readFileSync((await backend.openFile(fileId)).path).subarray(0, 4).toString('latin1');
    await call('app.initialise', { sample: true });
    await call('memoranda.draft', {});
    const { files } = await call('memoranda.generate', {});
    const report = await call('reports.export', { period: '2023-2024' });
    const { topics } = await call('guide.list', {});
    const answers = [];
    for (const name of ['app.status', 'session.get', 'programmes.get', 'overview.get'])
      answers.push([name, {}, await call(name, {})]);
    const made = {
      papers: await Promise.all(files.map(beginning)),
      report: await beginning(report),
      pages: topics.length,
      picture: drawPicture(answers, ''),
    };
    await backend.close();
    console.log(JSON.stringify(made));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return JSON.parse(stdout);
}
