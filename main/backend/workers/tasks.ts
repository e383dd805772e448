import type { Duplex } from '../../../preload/contract/printing.ts';
import type { PackInput, Tell } from '../backups/pack.ts';
import type { Opener } from '../backups/password.ts';
import type { ChartsInput } from '../charts/draw.ts';
import type { ChartPngInput } from '../charts/png.ts';
import type { FillInput } from '../department-forms/fill.ts';
import type { FormInput, PlaceInput } from '../department-forms/grid.ts';
import type { EvidenceFile } from '../evidence/prepare.ts';
import type { GuidePdfInput } from '../guide/sheet.ts';
import type { ListedIndicator } from '../memoranda/import/parse.ts';
import type { CeremonyPdfInput } from '../papers/ceremony/index.ts';
import type { PrintSetItem } from '../papers/print-set.ts';
import type { RegisterFigures, RegisterWording } from '../papers/register.ts';
import type { MemorandumPdfInput, PaperPdfInput, PaperWordInput } from '../papers/templates/index.ts';
import type { ReportPaperInput } from '../reports/narrative/render.ts';
import type { AssembleInput } from '../scans/assemble.ts';
import type { JoinInput } from '../scans/join.ts';
import type { ReadPagesInput } from '../scans/read-pages.ts';
import type { SchoolListOptions } from '../schools/import/parse.ts';
import type { MemorandumSignInput } from '../signatures/memorandum.ts';
import type { SignInput } from '../signatures/sign.ts';
import type { ListMarks } from '../tables/mark-workbook.ts';
import type { TableInput } from '../tables/read-table.ts';
import type { JournalWorkbookInput } from '../workbooks/journal-workbook.ts';
import type { PersonalRecordInput } from '../workbooks/personal-record-workbook.ts';
import type { RecordEntry, RecordIndicator } from '../workbooks/record-workbook.ts';
import type { SchoolListEntry } from '../workbooks/schools-workbook.ts';
import type { SignedFile } from '../workbooks/signed-index-workbook.ts';

/** A list file, how to read it, and the words of the kinds of unit. */
interface ListInput extends TableInput {
  readonly unitWords: readonly string[];
}

/** A list of schools, and what a person says about it. */
interface SchoolListInput extends SchoolListOptions {
  readonly file: TableInput;
}

/** A list, and what is to be noted in its cells. */
interface MarkInput extends ListMarks {
  readonly file: TableInput;
}

/** A list of signed memoranda, and the indicators whose quantities it may give. */
interface RecordListInput extends TableInput {
  readonly indicators: readonly ListedIndicator[];
}

interface RecordWorkbookInput {
  readonly entries: readonly RecordEntry[];
  readonly indicators: readonly RecordIndicator[];
  readonly createdOn: string;
}

interface RegisterWorkbookInput {
  readonly figures: RegisterFigures;
  readonly wording: RegisterWording;
}

interface SignedIndexInput {
  readonly files: readonly SignedFile[];
  readonly createdOn: string;
}

/** A backup, and what may open it. */
interface BackupInput extends Opener {
  readonly file: string;
}

/** A damaged data folder, and a backup that may fill what is lost. */
interface SalvageInput extends Opener {
  readonly dataDir: string;
  readonly backup: string | null;
}

interface PrintSetInput {
  readonly items: readonly PrintSetItem[];
  readonly title: string;
  readonly createdAt: string;
  readonly duplex: Duplex;
}

/**
 * What the threads can do. Each task loads its library when it is first asked for: a thread that prints
 * never pays for Excel. Inputs and answers are plain data that structured clone takes.
 */
export const TASKS = {
  packBackup: async (input: PackInput, tell?: Tell) =>
    (await import('../backups/pack.ts')).packBackup(input, tell),
  rehearseBackup: async ({ file, ...opener }: BackupInput) =>
    (await import('../backups/rehearse.ts')).rehearseBackup(file, opener),
  restoreInto: async ({ file, folder, ...opener }: BackupInput & { readonly folder: string }) =>
    (await import('../backups/rehearse.ts')).restoreInto(file, folder, opener),
  salvage: async ({ dataDir, backup, ...opener }: SalvageInput, tell?: Tell) =>
    (await import('../backups/salvage.ts')).salvageBeside(dataDir, backup, opener, tell),
  makeBackupKey: async ({ password, at }: { readonly password: string; readonly at: string }) =>
    (await import('../backups/password.ts')).makeKey(password, at),
  /** Loads what papers are made with, while whoever wants one still gathers what it says. */
  loadPapers: async ({ fontsFolder }: { fontsFolder: string }) => {
    await import('../papers/templates/index.ts');
    (await import('../papers/fonts.ts')).loadFonts(fontsFolder);
  },
  memorandumPdf: async (input: MemorandumPdfInput) =>
    (await import('../papers/templates/index.ts')).renderMemorandumPdf(input),
  paperPdf: async (input: PaperPdfInput) =>
    (await import('../papers/templates/index.ts')).renderPaperPdf(input),
  paperWord: async (input: PaperWordInput) =>
    (await import('../papers/templates/index.ts')).renderPaperWord(input),
  ceremonyPdf: async (input: CeremonyPdfInput) =>
    (await import('../papers/ceremony/index.ts')).renderCeremonyPdf(input),
  guidePdf: async (input: GuidePdfInput) => (await import('../guide/sheet.ts')).renderGuidePage(input),
  printSet: async (input: PrintSetInput) =>
    (await import('../papers/print-set.ts')).mergePdfs(input.items, input),
  schoolList: async ({ file, ...options }: SchoolListInput) => {
    const { readTableAgain } = await import('../tables/last-table.ts');
    const { parseSchoolList } = await import('../schools/import/parse.ts');
    return parseSchoolList(await readTableAgain(file), options);
  },
  schoolListPreview: async ({ file, ...options }: SchoolListInput) => {
    const { readTableAgain } = await import('../tables/last-table.ts');
    const { previewSchoolList } = await import('../schools/import/preview.ts');
    return previewSchoolList(await readTableAgain(file), options);
  },
  markList: async ({ file, ...marks }: MarkInput) => {
    const { readTableAgain } = await import('../tables/last-table.ts');
    const { markWorkbook } = await import('../tables/mark-workbook.ts');
    return markWorkbook(file, await readTableAgain(file), marks);
  },
  activityList: async (file: TableInput) => {
    const { readTable } = await import('../tables/read-table.ts');
    const { parseActivityList } = await import('../activities/import/parse.ts');
    return parseActivityList(await readTable(file));
  },
  pairList: async ({ unitWords, ...file }: ListInput) => {
    const { readTable } = await import('../tables/read-table.ts');
    const { parsePairList } = await import('../pairs/import/parse.ts');
    return parsePairList(await readTable(file), { unitWords });
  },
  examList: async (file: TableInput) => {
    const { readTable } = await import('../tables/read-table.ts');
    const { parseExamList } = await import('../exam-results/import/parse.ts');
    return parseExamList(await readTable(file));
  },
  difficultyList: async (file: TableInput) => {
    const { readTable } = await import('../tables/read-table.ts');
    const { parseDifficultyList } = await import('../difficulties/import/parse.ts');
    return parseDifficultyList(await readTable(file));
  },
  supportList: async (file: TableInput) => {
    const { readTable } = await import('../tables/read-table.ts');
    const { parseSupportList } = await import('../support/import/parse.ts');
    return parseSupportList(await readTable(file));
  },
  recordList: async ({ indicators, ...file }: RecordListInput) => {
    const { readTable } = await import('../tables/read-table.ts');
    const { parseRecordList } = await import('../memoranda/import/parse.ts');
    return parseRecordList(await readTable(file), indicators);
  },
  evidenceFile: async (input: EvidenceFile) =>
    (await import('../evidence/prepare.ts')).prepareEvidence(input),
  signedIndex: async ({ files, ...options }: SignedIndexInput) =>
    (await import('../workbooks/signed-index-workbook.ts')).buildSignedIndex(files, options),
  registerWorkbook: async ({ figures, wording }: RegisterWorkbookInput) =>
    (await import('../workbooks/register-workbook.ts')).buildRegisterWorkbook(figures, wording),
  recordWorkbook: async ({ entries, ...options }: RecordWorkbookInput) =>
    (await import('../workbooks/record-workbook.ts')).buildRecordWorkbook(entries, options),
  journalWorkbook: async (input: JournalWorkbookInput) =>
    (await import('../workbooks/journal-workbook.ts')).buildJournalWorkbook(input),
  personalRecord: async (input: PersonalRecordInput) =>
    (await import('../workbooks/personal-record-workbook.ts')).buildPersonalRecord(input),
  joinPages: async (input: JoinInput) => (await import('../scans/join.ts')).joinIntoPdf(input),
  countPages: async (input: Pick<ReadPagesInput, 'fileName' | 'bytes'>) =>
    (await import('../scans/read-pages.ts')).countPages(input),
  readPages: async (input: ReadPagesInput) => (await import('../scans/read-pages.ts')).readPages(input),
  assembleCopies: async (input: AssembleInput) =>
    (await import('../scans/assemble.ts')).assembleCopies(input),
  signMemorandum: async (input: MemorandumSignInput) =>
    (await import('../signatures/memorandum.ts')).signMemorandumPdf(input),
  signPdf: async (input: SignInput) => (await import('../signatures/sign.ts')).signPdf(input),
  verifyPdf: async (input: { bytes: Uint8Array }) =>
    (await import('../signatures/verify.ts')).verifyPdf(input.bytes),
  chartSvg: async (input: ChartsInput) => (await import('../charts/draw.ts')).drawCharts(input),
  reportPaper: async (input: ReportPaperInput) =>
    (await import('../reports/narrative/render.ts')).renderReport(input),
  chartPng: async (input: ChartPngInput) => (await import('../charts/png.ts')).drawChartPng(input),
  showForm: async (input: FormInput) => (await import('../department-forms/grid.ts')).showForm(input),
  placeBindings: async (input: PlaceInput) =>
    (await import('../department-forms/grid.ts')).placeBindings(input),
  fillForm: async (input: FillInput) => (await import('../department-forms/fill.ts')).fillForm(input),
  progressWorkbook: async ({
    figures,
    fontsFolder,
    journalMark,
  }: Pick<ChartsInput, 'figures' | 'fontsFolder'> & { readonly journalMark: string }) => {
    const { chartName } = await import('../../../preload/contract/charts.ts');
    const { drawChartPngs } = await import('../charts/png.ts');
    const { CHART_PLACE } = await import('../workbooks/chart-sheet.ts');
    const { buildProgressWorkbook } = await import('../workbooks/progress-workbook.ts');
    const place = { ...CHART_PLACE, scale: 2, fontsFolder };
    return buildProgressWorkbook(
      figures,
      await drawChartPngs({ figures, charts: chartName.options, ...place }),
      journalMark,
    );
  },
  schoolsWorkbook: async (input: {
    schools: readonly SchoolListEntry[];
    withPhones: boolean;
    createdOn: string;
  }) => (await import('../workbooks/schools-workbook.ts')).buildSchoolsWorkbook(input.schools, input),
};

export type Tasks = typeof TASKS;
export type TaskName = keyof Tasks;
