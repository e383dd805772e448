import { z } from 'zod';
import type { ReadDb } from '../../../../db/read.ts';
import type { ReportFigures } from '../../../../preload/contract/report-figures.ts';
import type { NarrativeParagraph } from '../../../../preload/contract/reports.ts';
import type { Handlers, JobContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { created, newId } from '../../ids.ts';
import { fontsFolder } from '../../memoranda/generate.ts';
import { compareLines, type Line } from '../../papers/compare.ts';
import { journalMark } from '../../program/journal-mark.ts';
import { currentProgramme } from '../../programmes/programme.ts';
import type { ReportContext } from '../material.ts';
import { figuresFor, periodOf } from '../request.ts';
import { type Draft, type DraftParagraph, type DraftSection, draftOf } from './draft.ts';
import { frameOf, type NarrativeFacts } from './facts.ts';
import type { ReportPapers } from './render.ts';
import { loadReportWording, type ReportWording } from './wording.ts';

/** A person's text by the key of its paragraph, with the draft that it replaced. */
const ownTexts = z.record(z.string(), z.object({ text: z.string(), draft: z.string().nullable() }));
type OwnTexts = Readonly<z.infer<typeof ownTexts>>;

/** The report in words of a period, as drafted and as a person has it. */
interface Written {
  readonly facts: NarrativeFacts;
  readonly wording: ReportWording;
  readonly draft: Draft;
  readonly own: OwnTexts;
}

async function storedTexts(db: ReadDb, programmeId: string, period: string) {
  return db
    .selectFrom('narrative')
    .select(['id', 'content'])
    .where('programme_id', '=', programmeId)
    .where('period', '=', period)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

async function writtenOf(context: ReportContext, figures: ReportFigures): Promise<Written> {
  const { db, resources } = context;
  const wording = await loadReportWording(resources.dir);
  const facts = { figures, frame: await frameOf(context, figures) };
  const stored = await storedTexts(db, (await currentProgramme(db)).id, figures.period.code);
  return {
    facts,
    wording,
    draft: draftOf(facts, wording),
    own: stored ? ownTexts.parse(JSON.parse(stored.content)) : {},
  };
}

const linesOf = (text: string | null, place: string): readonly Line[] =>
  (text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ place, text: line }));

function toParagraph(
  { key, text: draft }: DraftParagraph,
  { title }: DraftSection,
  own: OwnTexts,
): NarrativeParagraph {
  const mine = own[key];
  if (!mine) return { key, draft, text: null, changes: [] };
  const place = title ?? '';
  const changes = compareLines(linesOf(mine.draft, place), linesOf(draft, place));
  return {
    key,
    draft,
    text: mine.text,
    changes: changes.map(({ parts, ...each }) => ({ ...each, parts: [...parts] })),
  };
}

/** The draft with a person's texts in their places. */
const withOwn = (draft: Draft, own: OwnTexts): Draft => ({
  ...draft,
  sections: draft.sections.map((section) => ({
    ...section,
    paragraphs: section.paragraphs.map(({ key, text }) => ({ key, text: own[key]?.text ?? text })),
  })),
});

/** Makes the report in words from figures, in the formats asked for. */
export async function renderReportPapers(
  context: JobContext,
  figures: ReportFigures,
  {
    photos,
    mark,
    ...formats
  }: { readonly pdf: boolean; readonly word: boolean; readonly photos: boolean; readonly mark: string },
): Promise<ReportPapers> {
  const { facts, wording, draft, own } = await writtenOf(context, figures);
  const chosen = await Promise.all(
    (photos ? figures.photos : []).map(async ({ attachmentId, ...photo }) => {
      const { bytes, fileName } = await context.files.read(context.db, attachmentId);
      return { ...photo, bytes, fileName };
    }),
  );
  return context.workers.run(
    'reportPaper',
    {
      facts,
      wording,
      draft: withOwn(draft, own),
      photos: chosen,
      formats,
      journalMark: mark,
      fontsFolder: fontsFolder(context.resources.dir),
      createdAt: context.now(),
    },
    context.signal,
  );
}

/** What the report in words is called as a file, without its ending. */
export const narrativeName = ({ period }: ReportFigures): string => `Báo cáo - ${period.label}`;

export const narrativeHandlers: Handlers<'narrative.get' | 'narrative.save' | 'narrative.preview'> = {
  async 'narrative.get'(context, { period }) {
    const figures = await figuresFor(context, period, false);
    const { draft, own } = await writtenOf(context, figures);
    return {
      period: figures.period,
      summary: draft.summary,
      sections: draft.sections.map((section) => ({
        ...section,
        paragraphs: section.paragraphs.map((paragraph) => toParagraph(paragraph, section, own)),
      })),
      photos: figures.photos.length,
    };
  },

  async 'narrative.save'(context, { period, key, text }) {
    const { db, now } = context;
    const programme = await currentProgramme(db);
    const { code } = await periodOf(db, period);
    const stored = await storedTexts(db, programme.id, code);
    const { [key]: mine, ...others }: OwnTexts = stored ? ownTexts.parse(JSON.parse(stored.content)) : {};
    const content = JSON.stringify(
      text === null
        ? others
        : { ...others, [key]: { text: text.normalize('NFC'), draft: await draftAt(context, period, key) } },
    );
    if (!stored) {
      if (text === null) return {};
      await db
        .insertInto('narrative')
        .values({ id: newId(), programme_id: programme.id, period: code, content, ...created(now()) })
        .execute();
      return {};
    }
    if (text === null && !mine) return {};
    await db
      .updateTable('narrative')
      .set({ content, updated_at: now() })
      .where('id', '=', stored.id)
      .execute();
    return {};
  },

  async 'narrative.preview'(context, { period, photos }) {
    const mark = journalMark(context);
    const figures = await figuresFor(context, period, false);
    const { pdf } = await renderReportPapers(context, figures, { pdf: true, word: false, photos, mark });
    if (!pdf) throw new AppError('INTERNAL');
    return {
      ...(await context.files.hold(`${narrativeName(figures)}.pdf`, pdf.bytes)),
      pages: pdf.pages,
    };
  },
};

/** What the figures say now at a key. @throws AppError NOT_FOUND */
async function draftAt(context: ReportContext, period: string, key: string): Promise<string | null> {
  const figures = await figuresFor(context, period, false);
  const wording = await loadReportWording(context.resources.dir);
  const { sections } = draftOf({ figures, frame: await frameOf(context, figures) }, wording);
  const paragraph = sections.flatMap(({ paragraphs }) => paragraphs).find((each) => each.key === key);
  if (!paragraph) throw new AppError('NOT_FOUND', { what: 'đoạn của báo cáo' });
  return paragraph.text;
}
