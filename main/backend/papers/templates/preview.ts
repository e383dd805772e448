import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TemplateKind } from '../../../../preload/contract/templates.ts';
import { PAPER_FACTS, type Paper } from './facts.ts';

const examples = new Map<string, unknown>();

/** The facts of a shipped example, read once. */
function example(kind: TemplateKind, templatesFolder: string): unknown {
  const path = join(templatesFolder, kind, '1', 'example.json');
  const known = examples.get(path) ?? JSON.parse(readFileSync(path, 'utf8'));
  examples.set(path, known);
  return known;
}

/** A paper with example facts to show a wording with; `templatesFolder` is `resources/templates`. */
export function previewPaper(kind: TemplateKind, templatesFolder: string): Paper {
  const facts = example(kind, templatesFolder);
  switch (kind) {
    case 'memorandum':
      return { kind, facts: PAPER_FACTS.memorandum.parse(facts) };
    case 'unit_memorandum':
      return { kind, facts: PAPER_FACTS.unit_memorandum.parse(facts) };
    case 'handover':
      return { kind, facts: PAPER_FACTS.handover.parse(facts) };
    case 'invitation':
      return { kind, facts: PAPER_FACTS.invitation.parse(facts) };
    case 'minutes':
      return { kind, facts: PAPER_FACTS.minutes.parse(facts) };
  }
}
