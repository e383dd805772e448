import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FACE_NAMES, loadFonts } from '../../main/backend/papers/fonts.ts';
import { layOut } from '../../main/backend/papers/layout.ts';
import { PAGE, STYLES } from '../../main/backend/papers/measures.ts';
import {
  buildCountedMemorandum,
  type MemorandumPdfInput,
  renderPaperWord,
} from '../../main/backend/papers/templates/index.ts';

/** Milliseconds. */
export const since = (start: number): number => performance.now() - start;

/** Works in a folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chung-tay-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What ReportLab needs to set the same words: the program's own models, and its code on each page. */
function contentFor(inputs: readonly MemorandumPdfInput[]) {
  const [first] = inputs;
  if (!first) throw new Error('nothing to set');
  const fonts = loadFonts(first.fontsFolder);
  return {
    page: PAGE,
    styles: STYLES,
    faces: Object.fromEntries(FACE_NAMES.map((name) => [name, fonts[name].file])),
    memoranda: inputs.map(({ facts, template, pageCodes = null }) => {
      const model = { ...buildCountedMemorandum(facts, template, fonts), pageCodes };
      const codes = layOut(model, fonts).map(({ marks }) => {
        const code = marks.find((mark) => mark.kind === 'modules');
        const words = marks.findLast((mark) => mark.kind === 'text');
        if (!code || !words) throw new Error('a page without its code');
        const module = code.size / code.modules.length;
        const bars = code.modules.flatMap((row, top) =>
          row.flatMap((black, left) => {
            if (!black || row[left - 1]) return [];
            const end = row.indexOf(false, left);
            const width = (end < 0 ? row.length : end) - left;
            const y = PAGE.height - code.y - (top + 1) * module;
            return [[code.x + left * module, y, width * module, module]];
          }),
        );
        return { bars, x: words.x, y: PAGE.height - words.y, words: words.text };
      });
      return { title: model.title, blocks: model.blocks, codes };
    }),
  };
}

/** The Python that has ReportLab; null where none has. */
function pythonWithReportLab(): string | null {
  const has = (python: string): boolean => {
    try {
      execFileSync(python, ['-c', 'import reportlab'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  return ['python3', '/usr/bin/python3'].find(has) ?? null;
}

/** Sets them with ReportLab; ms of each run, null where it is not installed. */
export async function reportLab(
  inputs: readonly MemorandumPdfInput[],
  runs: number,
): Promise<number[] | null> {
  const python = pythonWithReportLab();
  if (python === null) return null;
  return inFolder(async (folder) => {
    const content = join(folder, 'content.json');
    await writeFile(content, JSON.stringify(contentFor(inputs)));
    const script = join(import.meta.dirname, 'memoranda.py');
    const said: unknown = JSON.parse(
      execFileSync(python, [script, content, folder, String(runs)], { encoding: 'utf8' }),
    );
    return Array.isArray(said) ? said.map(Number) : null;
  });
}

/** Turns the program's own Word copies into PDF, all in one call; ms of each run, null where it is not installed. */
export async function libreOffice(inputs: readonly MemorandumPdfInput[]): Promise<number[] | null> {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return inFolder(async (folder) => {
    const files: string[] = [];
    for (const [index, { facts, template, fontsFolder }] of inputs.entries()) {
      const paper = { kind: 'memorandum', facts } as const;
      const file = join(folder, `${index}.docx`);
      await writeFile(file, await renderPaperWord({ paper, template, fontsFolder }));
      files.push(file);
    }
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const convert = (some: readonly string[]): number => {
      const start = performance.now();
      const options = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder];
      execFileSync('soffice', [...options, ...some], { stdio: 'ignore' });
      return since(start);
    };
    // The first call makes its profile.
    convert(files.slice(0, 1));
    return [convert(files), convert(files), convert(files)];
  });
}
